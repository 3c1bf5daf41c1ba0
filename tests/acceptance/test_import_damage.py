"""Damaged reports: whatever is cut, swapped or rewritten, no traceback, and no wrong number without a finding."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache

import offices
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from weasyprint import HTML

from gkgen.diagnostics import Severity
from gkgen.document import Document
from gkgen.importers.readers.format_detection import read_document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.importing.conversion import convert
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.resources import load_template_set
from gkgen.writers.formats import OUTPUT_FORMATS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
LETTERS = "一二三四五六七八九十0123456789、.（）新旧本年"


@cache
def document(edition: str) -> Document:
    """A report with numbers in many cells."""
    for seed in range(100):
        text = offices.generate(seed, {"2019": 2020, "2021": 2023}[edition], 1)
        found = check_text(text.encode(), "office.yaml", FilesInMemory()).document
        assert found is not None
        if sum(1 for _, value, _ in found.numbers if value) > 40:
            return found
    raise AssertionError("no report has so many numbers")


@cache
def written(edition: str, suffix: str) -> bytes:
    made = document(edition)
    return OUTPUT_FORMATS[suffix].write(made, load_template_set(edition), "office.yaml").data


def judge(edition: str, data: bytes, name: str) -> bool:
    """Whether all numbers came back; fails where one is wrong and nothing was said."""
    converted = convert(read_document(data, name), "office.yaml", ImportOptions())
    said = [found for found in converted.diagnostics if found.severity is not Severity.NOTE]
    checked = check_text(converted.text.encode(), "office.yaml", FilesInMemory())
    if checked.document is None:
        assert said, converted.text
        return False
    wanted = {path: value for path, value, _ in document(edition).numbers}
    found = {path: value for path, value, _ in checked.document.numbers}
    wrong = [path for path in wanted if wanted[path] != found.get(path)]
    assert said or not wrong, (wrong, converted.text)
    return not wrong


# --- what is done to a report ---------------------------------------------

Tree = etree._Element
Damage = Callable[[random.Random, list[Tree], str], None]


def rows(trees: list[Tree], row: str) -> list[Tree]:
    return [found for tree in trees for found in tree.iter(row)]


def without_a_cell(rng: random.Random, tables: list[Tree], row: str) -> None:
    line = rng.choice(rows(tables, row))
    cells = [child for child in line if not str(child.tag).endswith("Pr")]
    line.remove(rng.choice(cells))


def without_a_row(rng: random.Random, tables: list[Tree], row: str) -> None:
    line = rng.choice(rows(tables, row))
    parent = line.getparent()
    assert parent is not None
    parent.remove(line)


def with_rows_swapped(rng: random.Random, tables: list[Tree], row: str) -> None:
    table = rng.choice(tables)
    one, other = rng.sample(list(table.iter(row)), 2)
    holder, place = etree.Element("x"), one.getparent()
    assert place is not None
    other_place = other.getparent()
    assert other_place is not None
    place.replace(one, holder)
    other_place.replace(other, one)
    place.replace(holder, other)


def with_a_cell_emptied(rng: random.Random, tables: list[Tree], row: str) -> None:
    line = rng.choice(rows(tables, row))
    for text in rng.choice(list(line)).iter():
        if isinstance(text.tag, str):
            text.text = ""


def with_a_text_altered(rng: random.Random, tables: list[Tree], row: str) -> None:
    """A letter of a label more, less, or another; numbers stay, for who could tell."""
    texts = [
        text for line in rows(tables, row) for text in line.iter() if re.search("[\u4e00-\u9fff]", text.text or "")
    ]
    text = rng.choice(texts)
    words = text.text or ""
    place = rng.randrange(len(words))
    text.text = (
        words[:place] + rng.choice(["", rng.choice(LETTERS), words[place] + rng.choice(LETTERS)]) + words[place + 1 :]
    )


def without_a_table(rng: random.Random, tables: list[Tree], row: str) -> None:
    table = rng.choice(tables)
    parent = table.getparent()
    assert parent is not None
    parent.remove(table)


def with_a_span_altered(rng: random.Random, tables: list[Tree], row: str) -> None:
    """A cell merged over more or fewer rows or columns than it should be."""
    spans = [
        (cell, name)
        for line in rows(tables, row)
        for cell in line.iter()
        for name in ("rowspan", "colspan", f"{W}val")
        if cell.get(name, "").isdecimal() and (name != f"{W}val" or cell.tag == f"{W}gridSpan")
    ]
    cell, name = rng.choice(spans)
    cell.set(name, str(max(1, int(cell.get(name, "1")) + rng.choice((-1, 1, 2)))))


def with_cells_swapped(rng: random.Random, tables: list[Tree], row: str) -> None:
    """Two labels of columns or rows that change places; numbers stay, for who could tell."""
    cells = [cell for line in rows(tables, row) for cell in line if re.search("[\u4e00-\u9fff]", text_of(cell))]
    one, other = rng.sample(cells, 2)
    one[:], other[:] = list(other), list(one)
    one.text, other.text = other.text, one.text


def text_of(cell: Tree) -> str:
    return "".join(str(text) for text in cell.itertext())


def with_a_row_repeated(rng: random.Random, tables: list[Tree], row: str) -> None:
    """A row twice, the second with other numbers."""
    line = rng.choice(rows(tables, row))
    copy = deepcopy(line)
    for text in copy.iter():
        if (text.text or "").strip().isdecimal():
            text.text = str(int(text.text or "") + rng.choice((0, 1)))
    line.addnext(copy)


DAMAGES: tuple[Damage, ...] = (
    without_a_cell,
    without_a_row,
    with_rows_swapped,
    with_a_cell_emptied,
    with_a_text_altered,
    without_a_table,
    with_a_span_altered,
    with_cells_swapped,
    with_a_row_repeated,
)


def damaged_page(rng: random.Random, data: bytes, damage: Damage) -> bytes:
    page = html.document_fromstring(data)
    if rng.random() < 0.5:  # as a website that leaves out what is in the head
        head = page.find("head")
        assert head is not None
        page.remove(head)
    for _ in range(rng.choice((1, 1, 2))):
        damage(rng, page.findall(".//table"), "tr")
    made: bytes = html.tostring(page, encoding="utf-8")
    return b"<!DOCTYPE html>" + made


def damaged_word(rng: random.Random, data: bytes, damage: Damage) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename == MAIN:
                root = etree.fromstring(content)
                for _ in range(rng.choice((1, 1, 2))):
                    damage(rng, list(root.iter(f"{W}tbl")), f"{W}tr")
                content = etree.tostring(root)
            if entry.filename != "docProps/app.xml" or rng.random() < 0.5:
                made.writestr(entry.filename, content)
    return out.getvalue()


# Nothing is left of how gkgen prints: no widths, no data, and not the rules by which cells are told apart.
UNRULED = (
    "<style>@page {{ size: A4; margin: 25mm }} body {{ font: {body} serif }} p {{ text-indent: 2em; margin: 0 }}"
    "table {{ border-collapse: collapse; width: 100%; font-size: {cell} }} th[scope=row] {{ text-align: left }}"
    "td, th {{ border: 0; padding: {space}; text-align: center; font-weight: normal }} {rules}</style>"
)
RULES = (
    "",
    "td, th { border-top: 0.5pt solid; border-bottom: 0.5pt solid }",
    "td, th { border-top: 0.5pt solid } table { border: 0.5pt solid }",
    "td, th { border-left: 0.5pt solid; border-right: 0.5pt solid }",
    "table { border-top: 1pt solid; border-bottom: 1pt solid }",
    "table { border: 1pt solid }",
    "tr:nth-child(even) { background: #eee }",
)


def unruled_print(rng: random.Random, data: bytes, damage: Damage | None) -> bytes:
    """The page printed by another program, with tables that have no rules."""
    page = html.document_fromstring(data)
    etree.strip_elements(page, "style", with_tail=False)
    if damage:
        damage(rng, page.findall(".//table"), "tr")
    body, cell = rng.choice(("16pt/28pt", "12pt/20pt")), rng.choice(("9pt", "10pt", "12pt"))
    space, rules = rng.choice(("1pt", "2pt 3pt", "4pt")), rng.choice(RULES)
    style = UNRULED.format(body=body, cell=cell, space=space, rules=rules)
    made: bytes = HTML(string=style + html.tostring(page, encoding="unicode")).write_pdf()
    return made


# --- the tests ------------------------------------------------------------

SEEDS = st.integers(0, 2**32)
EDITIONS = st.sampled_from(["2019", "2021"])


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, edition=EDITIONS)
def test_a_damaged_web_page_gives_no_wrong_number_in_silence(damage: Damage, seed: int, edition: str) -> None:
    judge(edition, damaged_page(random.Random(seed), written(edition, "html"), damage), "report.html")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, edition=EDITIONS)
def test_a_damaged_word_file_gives_no_wrong_number_in_silence(damage: Damage, seed: int, edition: str) -> None:
    judge(edition, damaged_word(random.Random(seed), written(edition, "docx"), damage), "report.docx")


@pytest.mark.parametrize("damage", [None, *DAMAGES], ids=lambda damage: damage.__name__ if damage else "whole")
@settings(max_examples=3, deadline=None)
@given(seed=SEEDS, edition=EDITIONS)
def test_a_print_without_rules_gives_no_wrong_number_in_silence(damage: Damage | None, seed: int, edition: str) -> None:
    judge(edition, unruled_print(random.Random(seed), written(edition, "html"), damage), "report.pdf")


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_print_without_rules_gives_back_the_numbers(edition: str) -> None:
    assert any(
        judge(edition, unruled_print(random.Random(seed), written(edition, "html"), None), "x.pdf") for seed in (1, 2)
    )


@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
@settings(max_examples=8, deadline=None)
@given(share=st.floats(0, 1), edition=EDITIONS)
def test_a_truncated_file_gives_no_wrong_number_in_silence(suffix: str, share: float, edition: str) -> None:
    whole = written(edition, suffix)
    judge(edition, whole[: int(len(whole) * share)], f"report.{suffix}")


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS, edition=EDITIONS)
def test_a_pdf_with_bytes_changed_gives_no_wrong_number_in_silence(seed: int, edition: str) -> None:
    rng = random.Random(seed)
    data = bytearray(written(edition, "pdf"))
    for _ in range(rng.choice((1, 10, 100))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    judge(edition, bytes(data), "report.pdf")


@settings(max_examples=8, deadline=None)
@given(seed=SEEDS, edition=EDITIONS, keeps_data=st.booleans())
def test_a_pdf_without_one_of_its_pages_gives_no_wrong_number_in_silence(
    seed: int, edition: str, keeps_data: bool
) -> None:
    with pikepdf.open(io.BytesIO(written(edition, "pdf"))) as opened:
        del opened.pages[random.Random(seed).randrange(len(opened.pages))]
        if not keeps_data:
            del opened.Root.AF
            del opened.Root.Names
        out = io.BytesIO()
        opened.save(out)
    judge(edition, out.getvalue(), "report.pdf")


@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_what_is_not_damaged_comes_back_so_that_the_others_show_something(edition: str, suffix: str) -> None:
    assert judge(edition, written(edition, suffix), f"report.{suffix}")


def test_some_damages_leave_all_numbers_right_and_some_do_not() -> None:
    found = {
        judge("2021", damaged_page(random.Random(seed), written("2021", "html"), damage), "report.html")
        for seed in range(6)
        for damage in (with_rows_swapped, without_a_cell, without_a_row)
    }
    assert found == {True, False}
