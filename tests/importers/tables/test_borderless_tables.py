"""Tables without rules: pieces of labels and numbers by where they stand; what does not fit is told."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gkgen.document import CellRole, Run
from gkgen.form import skeleton
from gkgen.grid import resolve
from gkgen.importers.matching import match
from gkgen.importers.parsed_document import GridBlock, LooseTable, ParsedDocument, Place, TextBlock, TextFragment
from gkgen.importers.tables.borderless_tables import read_loose_tables, table_in, with_tables
from gkgen.importers.tables.table_shapes import shapes
from gkgen.pipeline.core.checking import form
from tests.importers.table_rows_builders import NEW

SIZE, HEIGHT = 10.0, 100.0
DISCLOSURE, REQUESTS, DISPUTES = shapes(NEW)


def fragments(name: str, numbers: dict[str, str], letters: int = 5) -> list[TextFragment]:
    """A table with these numbers, zeros elsewhere, each label in lines of so many letters around its middle."""
    table = NEW.table(name)
    assert table is not None
    found: list[TextFragment] = []
    grid = resolve(skeleton(table).rows)
    labels = next(slot.column for slot in grid[-1] if slot.cell.role is CellRole.NUMBER)
    for y, line in enumerate(grid):
        for slot in line:
            if not slot.is_origin:
                continue
            cell = slot.cell
            text = numbers.get(cell.field, "0") if cell.role is CellRole.NUMBER else "".join(cell.lines)
            parts = [text[at : at + letters] for at in range(0, len(text), letters)]
            middle = (y + cell.row_span / 2) * HEIGHT - (len(parts) - 1) * SIZE * 0.55
            last = slot.column + cell.col_span - 1
            across = (_across(slot.column, labels) + _across(last, labels)) / 2
            found += [
                TextFragment(part, across - len(part) * 5, across + len(part) * 5, middle + at * SIZE * 1.1, SIZE)
                for at, part in enumerate(parts)
            ]
    return found


def _across(column: int, labels: int) -> float:
    """The middle of a column: those of labels are wide."""
    return column * 330.0 if column < labels else labels * 330 + column * 60


def read(pieces: Sequence[TextFragment]) -> tuple[dict[str, list[str]], list[str]]:
    """The numbers of rows whose cells are certain, by path, and the labels of the others."""
    table = table_in(pieces, NEW)
    assert table is not None
    loose = LooseTable((TextBlock((Run("x"),), Place()),), tuple(pieces), Place(page=1))
    (block,) = with_tables(ParsedDocument("x.pdf", "pdf", (loose,)), form())
    assert block is loose
    rows, _ = read_loose_tables(loose, table, NEW.reading)
    sure = {row.shape.path: [cell.text for cell in row.cells] for row in rows if row.shape and row.fields()}
    return sure, [row.label for row in rows if not (row.shape and row.fields())]


@pytest.mark.parametrize("letters", [5, 8, 60])
def test_every_row_of_every_table_is_found_however_its_label_is_broken(letters: int) -> None:
    numbers = {"new_received.natural_person": "12", "results.refused.other.other": "3"}
    assert read(fragments("requests", numbers, letters))[0]["requests.new_received"] == ["12", *"000000"]
    for shape in shapes(NEW):
        sure, others = read(fragments(shape.form.field.name, {}, letters))
        assert (set(sure), others) == ({row.path for row in shape.rows}, [])


def test_a_cell_without_a_number_is_blank_and_the_others_stay_where_they_are() -> None:
    pieces = fragments("requests", {"new_received.commercial_enterprise": "7", "new_received.total": "7"})
    seven = next(piece for piece in pieces if piece.text == "7")
    # That of the fourth column; the first and the third are zeros before it.
    pieces.remove([piece for piece in pieces if piece.middle == seven.middle and piece.text == "0"][2])
    assert read(pieces)[0]["requests.new_received"] == ["0", "7", "0", "", "0", "0", "7"]


@pytest.mark.parametrize(("one", "other"), [("自然人", "其他"), ("商业企业", "科研机构")])
def test_columns_that_change_places_are_in_no_order_of_the_form(one: str, other: str) -> None:
    names = {one: other, other: one}
    pieces = [replace(piece, text=names.get(piece.text, piece.text)) for piece in fragments("requests", {}, 60)]
    sure, others = read(pieces)
    assert sure == {}
    assert len(others) == len(REQUESTS.rows)


def test_a_label_that_is_not_the_forms_is_that_of_no_row() -> None:
    pieces = [
        replace(piece, text=piece.text.replace("国家秘密", "商业秘密")) for piece in fragments("requests", {}, 60)
    ]
    sure, others = read(pieces)
    assert others == ["1.属于商业秘密"]
    assert len(sure) == len(REQUESTS.rows) - 1


def test_pieces_that_are_no_statutory_table_stay_the_text_that_they_were() -> None:
    pieces = (
        TextFragment("图文", 0, 20, 5, 10),
        TextFragment("17", 60, 70, 5, 10),
        TextFragment("见下", 0, 20, 25, 10),
    )
    blocks = (TextBlock((Run("图文 17"),), Place()),)
    original = ParsedDocument("x.pdf", "pdf", (LooseTable(blocks, pieces, Place(page=1)),))
    assert with_tables(original, form()) == blocks


def test_lines_of_as_many_pieces_are_a_table_of_the_authors_own() -> None:
    pieces = [
        TextFragment(text, 60 * at, 60 * at + 20, y, 10)
        for y, row in ((5, "形式 数量"), (25, "图文 17"))
        for at, text in enumerate(row.split())
    ]
    blocks = (TextBlock((Run("前"),), Place()), TextBlock((Run("形式数量图文17"),), Place()))
    loose = LooseTable(blocks[1:], tuple(pieces), Place(page=1))
    original = ParsedDocument("x.pdf", "pdf", (blocks[0], loose))
    before, grid = with_tables(original, form())
    assert before == blocks[0]
    assert isinstance(grid, GridBlock)
    assert [[cell.text for cell in row] for row in grid.rows] == [["形式", "数量"], ["图文", "17"]]


def test_what_is_left_of_a_table_is_told() -> None:
    pieces = (*fragments("disputes", {}), TextFragment("单位：件", 700, 740, -30, SIZE))
    blocks = (TextBlock((Run("x"),), Place()),)
    original = ParsedDocument("x.pdf", "pdf", (LooseTable(blocks, tuple(pieces), Place(page=3)),))
    found = match(original, form())
    assert [dict(one.values)["text"] for one in found.issues if one.kind == "I32.table"] == ["单位：件"]
    assert found.tables["disputes"].is_there
