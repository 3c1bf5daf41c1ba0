"""Tables put in as pieces: the glyphs, places and elements that WeasyPrint gives them when it sets them anew."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import offices
import pikepdf
import pytest
from glyph_positions import compare

from gkgen.document import CellRole, Document, Section, Table
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.weasyprint_cache import PATCHES
from gkgen.weasyprint_cache.store import STORES
from gkgen.writers import pdf
from gkgen.writers.pdf import table_pieces
from tests.writers.pages import EDITIONS, built_in, paragraph, report, same_number

NAME = "table pieces"
MAX_SHIFT = 0.01
"""Of glyphs in tables, in points."""
LINE = "全年主动公开政府信息749条。"
RESTYLED = {
    "heights": ".statutory th, .statutory td { height: 18pt; padding: 0.5pt 1mm } .statutory { font-size: 10.5pt }",
    "colours": ".statutory .label { color: #036 } .statutory .number { color: #a00; text-align: right }",
    "stripes": ".statutory tr:nth-child(even) td { background: #eee } .statutory td { border: 1pt dashed red }",
    "bold": ".statutory .number, .statutory .head { font-weight: 700; font-family: FandolFang }",
    "together": "tbody { break-inside: avoid }",
    "parted": "#disclosure, #disclosure tbody { break-inside: auto }",
    "parted between groups": "#disclosure { break-inside: auto }",
    "large": ".statutory th, .statutory td { height: 45pt }",
    "no new page": "#requests { break-before: auto }",
    "fractions": "@page { margin: 31.7mm 23.1mm 20mm 29.3mm }",
}
UNUSUAL = {
    "margin": ".statutory { margin: 5pt 0 }",
    "separate": ".statutory { border-collapse: separate; border-spacing: 2pt }",
    "generated": ".statutory .number::after { content: '件' }",
    "inside": ".wide:has(table) { padding-top: 9pt }",
    "faded": ".statutory tr { opacity: 0.5 }",
    "picture": ".statutory { background: linear-gradient(red, blue) }",
    "tall": ".statutory th, .statutory td { height: 90pt }",
}


def written(document: Document, css: str = "", html: str = "") -> bytes:
    looks = built_in(document.edition)
    return pdf.write(document, replace(looks, css=looks.css + css, html=html or looks.html)).data


def set_anew(document: Document, monkeypatch: pytest.MonkeyPatch, css: str = "", html: str = "") -> bytes:
    """The PDF with its tables set by WeasyPrint."""
    with monkeypatch.context() as patch:
        patch.setitem(PATCHES.faults, NAME, "left out")
        return written(document, css, html)


def generated(seed: int, year: int, pages: float) -> Document:
    source = offices.generate(seed, year, pages).encode()
    document = check_text(source, "青石.yaml", FilesInMemory()).document
    assert document is not None
    return document


def has_pieces(document: Document, monkeypatch: pytest.MonkeyPatch, css: str = "", html: str = "") -> bool:
    """Whether a report is made with pieces."""
    found: list[bool] = []
    stand = table_pieces.stand_as_cut

    def told(*words: Any) -> bool:
        found.append(stand(*words))
        return found[-1]

    with monkeypatch.context() as patch:
        patch.setattr("gkgen.writers.pdf.writing.stand_as_cut", told)
        written(document, css, html)
    return found == [True]


def assert_equal(plain: bytes, ours: bytes) -> None:
    found = compare(plain, ours)
    assert found.lines > 60
    assert not found.others
    assert found.shift <= MAX_SHIFT
    assert list(tables(ours)) == list(tables(plain))
    with pikepdf.open(BytesIO(ours)) as file:
        assert_parents(file)


def tables(data: bytes) -> Iterator[Any]:
    """The elements of each table: tags, spans, scopes, and the glyphs of each cell."""
    with pikepdf.open(BytesIO(data)) as file:
        shown = {page.objgen: glyphs_by_mcid(page) for page in file.pages}
        for element in elements(file.Root.StructTreeRoot.K):
            if element.S == "/Table":
                yield outline(element, shown)


def elements(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S"):
            yield kid
            yield from elements(kid.get("/K", pikepdf.Array()))


def outline(element: Any, shown: Any) -> Any:
    tag = str(element.S)
    if tag in {"/TH", "/TD"}:
        attributes = {name: str(value) for name, value in element.A.items() if name != "/Headers"}
        return tag, attributes, b"".join(shown[element.Pg.objgen][mcid] for mcid in mcids(element))
    return tag, [outline(kid, shown) for kid in element.K if kid.get("/S")]


def mcids(element: Any) -> Iterator[int]:
    kids = element.K
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield kid
        elif kid.get("/Type") == "/MCR":
            yield int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield from mcids(kid)


def glyphs_by_mcid(page: Any) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    mcid = None
    for operands, operator in operations(page):
        if str(operator) in {"BDC", "BMC", "EMC"}:
            mcid = operands[1]["/MCID"] if str(operator) == "BDC" else None
        elif str(operator) == "TJ" and mcid is not None:
            shown = b"".join(bytes(each) for each in operands[0] if isinstance(each, pikepdf.String))
            found[mcid] = found.get(mcid, b"") + shown
    return found


def operations(page: Any) -> Iterator[Any]:
    yield from pikepdf.parse_content_stream(page)


def assert_parents(file: Any) -> None:
    """Each marked content of each page has its element once, and the element names it (ISO 32000-1, 14.7.4.4)."""
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in file.pages:
        marked = sorted(int(operands[1]["/MCID"]) for operands, operator in operations(page) if str(operator) == "BDC")
        own = parents[int(page.StructParents)]
        assert marked == list(range(len(own)))
        assert all(mcid in mcids(element) for mcid, element in enumerate(own) if mcid in marked)


@pytest.mark.parametrize("lines", [0, 3, 20, 22, 24, 26, 28, 30, 33, 36, 40])
@pytest.mark.parametrize("edition", EDITIONS)
def test_tables_are_the_same_wherever_pages_break(edition: str, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    document = report(*(paragraph(LINE) for _ in range(lines)), edition=edition)
    assert has_pieces(document, monkeypatch)
    assert_equal(set_anew(document, monkeypatch), written(document))


@pytest.mark.parametrize("digits", [*range(1, 13), "1.5", "-3", "1,234"])
def test_numbers_stand_where_they_stood_small_and_large(digits: int | str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = "9" * digits if isinstance(digits, int) else digits
    document = same_number(report(), number)
    assert_equal(set_anew(document, monkeypatch), written(document))


@pytest.mark.parametrize("number", ["", "12 345", "无", "―", "生", "9" * 16, "㙟"])
def test_what_is_no_number_is_set_with_its_table(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = first_number(report(), number)
    assert_equal(set_anew(document, monkeypatch), written(document))


@pytest.mark.parametrize("css", RESTYLED)
def test_a_style_sheet_of_ones_own_is_cut_as_ours(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = report(*(paragraph(LINE) for _ in range(24)))
    assert_equal(set_anew(document, monkeypatch, RESTYLED[css]), written(document, RESTYLED[css]))


@pytest.mark.parametrize("css", ["heights", "colours", "stripes", "bold", "fractions"])
def test_a_usual_style_sheet_has_pieces(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_pieces(report(), monkeypatch, RESTYLED[css])


@pytest.mark.parametrize("css", UNUSUAL)
def test_anything_unusual_is_set_with_its_table(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = report()
    assert not has_pieces(document, monkeypatch, UNUSUAL[css])
    assert written(document, UNUSUAL[css]) == set_anew(document, monkeypatch, UNUSUAL[css])


def test_a_template_that_draws_tables_its_own_way_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    html = (
        built_in()
        .html.replace('<td class="short">', "<td>")
        .replace("{{ words }}{% if not loop.last", "{{ words }}{{ '件' if cell.role == 'number' }}{% if not loop.last")
    )
    assert html != built_in().html
    assert not has_pieces(report(), monkeypatch, "", html)
    assert_equal(set_anew(report(), monkeypatch, "", html), written(report(), "", html))


def test_a_template_that_is_other_around_its_tables_has_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    html = built_in().html.replace("<main>", '<main><p class="own">内部资料</p>')
    assert html != built_in().html
    assert has_pieces(report(), monkeypatch, "", html)
    assert_equal(set_anew(report(), monkeypatch, "", html), written(report(), "", html))


def test_fonts_of_pieces_are_told() -> None:
    looks = built_in()
    css = looks.css + ".statutory .number { font-family: 'No Such Font' }"
    findings = pdf.write(report(), replace(looks, css=css)).diagnostics
    assert "E01.family" in {finding.kind for finding in findings}


def first_number(document: Document, text: str) -> Document:
    """The report with another text in the first cell for a number of each table."""

    def filled(section: Section) -> Section:
        if not isinstance(section.body, Table):
            return section
        rows = [list(row) for row in section.body.rows]
        row, place = next(
            (row, place)
            for row, cells in enumerate(rows)
            for place, cell in enumerate(cells)
            if cell.role is CellRole.NUMBER
        )
        rows[row][place] = replace(rows[row][place], lines=(text,) if text else ("",))
        return replace(section, body=replace(section.body, rows=tuple(map(tuple, rows))))

    return replace(document, sections=tuple(map(filled, document.sections)))


def test_generated_reports_of_all_years_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed, year in enumerate(offices.YEARS):
        document = generated(seed, year, offices.PAGES[seed])
        assert_equal(set_anew(document, monkeypatch), written(document))


ALONE = """
import sys
from tests.writers.pdf.table_pieces.test_table_pieces import generated, written
sys.stdout.buffer.write(written(generated({seed}, {year}, {pages}), "{css}"))
"""


def test_the_bytes_are_the_same_whatever_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """In order, reversed, with stores emptied or too small, between other style sheets, and alone in a process."""
    made = [(seed, 2019 + seed % 6, 0.5 + seed % 3) for seed in range(8)]
    documents = [generated(*words) for words in made]
    sheets = ["" if seed % 3 else ".statutory { font-size: 9.5pt }" for seed in range(8)]
    pairs = list(zip(documents, sheets, strict=True))
    before = [written(*pair) for pair in pairs]
    assert [written(*pair) for pair in reversed(pairs)] == before[::-1]
    for number in range(3_001):
        STORES["shapes"].keep(number, object())
    for store in STORES.values():
        store.clear()
    assert [written(*pair) for pair in pairs] == before
    for name in ("numbers of tables", "cut tables", "shapes", "layouts"):
        monkeypatch.setattr(STORES[name], "limit", 2)
    assert [written(*pair) for pair in pairs] == before
    for index in (0, 5):
        seed, year, pages = made[index]
        program = ALONE.format(seed=seed, year=year, pages=pages, css=sheets[index])
        surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=surroundings)
        assert done.stdout == before[index]
