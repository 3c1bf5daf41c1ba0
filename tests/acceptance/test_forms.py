"""Every statutory label, in every cell, of both editions, in the form, in Word and in HTML: merged cells included."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gkgen.document import CellRole
from gkgen.form import skeleton
from gkgen.pipeline.core.checking import form
from gkgen.word_templates import draw
from tests.acceptance import outputs
from tests.acceptance.forms import EDITIONS, FormCell, grids

SIZES = {
    "2019": {"disclosure": (18, 22), "requests": (26, 161), "disputes": (4, 15)},
    "2021": {"disclosure": (14, 10), "requests": (28, 175), "disputes": (4, 15)},
}
EXAMPLES = {"2019": ("xinjianlu", "shangdulu", "zhangzhuang"), "2021": ("bagang", "gaoxin")}


def test_both_editions_have_their_grids_and_no_other() -> None:
    assert EDITIONS == ("2019", "2021") == tuple(edition.name for edition in form().editions)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_typed_grids_have_the_sizes_of_the_notices(edition: str) -> None:
    sizes = {
        name: (len(grid), sum(cell.is_number for row in grid for cell in row)) for name, grid in grids(edition).items()
    }
    assert sizes == SIZES[edition]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_layout_derived_from_schema_yaml_is_the_form(edition: str) -> None:
    found = form().edition(edition)
    assert found is not None
    assert [table.field.name for table in found.tables] == list(grids(edition))
    for table in found.tables:
        for wanted, cells in zip(grids(edition)[table.field.name], skeleton(table).rows, strict=True):
            for label, cell in zip(wanted, cells, strict=True):
                assert (cell.row_span, cell.col_span) == (label.row_span, label.col_span)
                assert (cell.role is CellRole.NUMBER) == label.is_number
                assert cell.text == ("" if label.is_number else label.text)
                if label.is_number and label.text != "#":
                    assert cell.field == label.text.removeprefix("#")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_word_template_is_the_form_with_a_tag_in_every_number_cell(edition: str, tmp_path: Path) -> None:
    found = form().edition(edition)
    assert found is not None
    path = tmp_path / "report.docx"
    path.write_bytes(draw(found))
    tables = [table for table in outputs.docx_tables(path) if "{%t" not in table[0][0].text]
    assert len(tables) == 3
    for table, grid in zip(tables, grids(edition).values(), strict=True):
        assert same_labels(table, grid, lambda text: text.startswith("{{"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_the_tables_of_finished_reports_are_the_form(edition: str, kind: str, built: Path) -> None:
    read = outputs.docx_tables if kind == "docx" else outputs.html_tables
    for name in EXAMPLES[edition]:
        tables = [
            table for table in read(built / f"{name}.{kind}") if len(table[0]) < 2 or table[0][0].text != "解读形式"
        ]
        assert len(tables) == 3
        for table, grid in zip(tables, grids(edition).values(), strict=True):
            assert same_labels(table, grid, lambda text: text.replace(".", "").isdecimal())


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_labels_of_the_tables_stand_in_the_pdf_in_their_order(edition: str, built: Path) -> None:
    for name in EXAMPLES[edition]:
        text = outputs.pdf_text(built / f"{name}.pdf")
        place = 0
        for grid in grids(edition).values():
            for label in (cell.text for row in grid for cell in row if not cell.is_number):
                place = text.find(label, place)
                assert place >= 0, label
                place += len(label)


def same_labels(
    table: outputs.ActualTable, grid: tuple[tuple[FormCell, ...], ...], is_number: Callable[[str], bool]
) -> bool:
    for cells, wanted in zip(table, grid, strict=True):
        for cell, label in zip(cells, wanted, strict=True):
            assert (cell.row_span, cell.col_span) == (label.row_span, label.col_span), label
            assert is_number(cell.text) if label.is_number else cell.text == label.text, (cell, label)
    return True
