"""PDF files are valid: PDF/A-3a by our own reading of the standard, checked by qpdf, tagged as the web page is."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pikepdf import Dictionary, Name

from tests.acceptance import archival, validators, webpages
from tests.acceptance.outputs import without_space

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def files(reports: Sequence[Path]) -> list[Path]:
    found = [report.with_suffix(".pdf") for report in reports]
    assert len(found) > 10
    return found


def test_qpdf_finds_nothing(reports: Sequence[Path]) -> None:
    for file in files(reports):
        assert validators.check_pdf(file) == ""


def test_qpdf_would_find_something(reports: Sequence[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(files(reports)[0].read_bytes()[:-2000])
    assert validators.check_pdf(broken)


def test_they_keep_to_pdf_a_3a(reports: Sequence[Path]) -> None:
    for file in files(reports):
        with pikepdf.open(file) as pdf:
            assert list(archival.violations(pdf)) == [], file.name


def test_verapdf_finds_them_valid_for_archives_and_accessible(reports: Sequence[Path]) -> None:
    judged = validators.pdf_violations(files(reports), "3a", "ua1")
    assert {key: violated for key, violated in judged.items() if violated} == {}


def test_verapdf_would_find_something(reports: Sequence[Path], tmp_path: Path) -> None:
    unmarked = tmp_path / "unmarked.pdf"
    with pikepdf.open(files(reports)[0]) as pdf:
        packet = pdf.Root.Metadata.read_bytes().replace(b'pdfuaid:part="1"', b"")
        pdf.Root.Metadata.write(packet)
        pdf.save(unmarked)
    ((_, violated),) = validators.pdf_violations([unmarked], "ua1").items()
    assert len(violated) == 1
    assert violated[0].startswith("5-1 ")


def test_the_metadata_can_be_read_without_inflating(reports: Sequence[Path]) -> None:
    for file in files(reports):
        assert b'pdfuaid:part="1"' in file.read_bytes(), file.name


def each_font(pdf: pikepdf.Pdf, change: Callable[[Any], None]) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Subtype") == "/Type0":
            change(thing)


def unembedded(font: Any) -> None:
    embedded = font.DescendantFonts[0].FontDescriptor
    del embedded["/FontFile3" if "/FontFile3" in embedded else "/FontFile2"]


def renamed(font: Any) -> None:
    font.BaseFont = Name("/FandolFang")


def wider(font: Any) -> None:
    font.DescendantFonts[0].W[1][0] = 777


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def untitled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "别的标题"


def unrelated(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def untagged(pdf: pikepdf.Pdf) -> None:
    drawing = [one for one in pikepdf.parse_content_stream(pdf.pages[0]) if str(one.operator) not in {"BDC", "EMC"}]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawing))


def boxed(pdf: pikepdf.Pdf) -> None:
    data = pdf.pages[0].Contents.read_bytes()
    start = data.index(b"[<") + 2
    pdf.pages[0].Contents.write(data[:start] + b"0000" + data[start:])


BREAKS: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "6.2.3": lambda pdf: pdf.Root.OutputIntents.__delitem__(0),
    "6.2.11.4.1": lambda pdf: each_font(pdf, unembedded),
    "6.2.11.4.2": lambda pdf: each_font(pdf, renamed),
    "6.2.11.5": lambda pdf: each_font(pdf, wider),
    "6.2.11.7": lambda pdf: each_font(pdf, lambda font: font.__delitem__("/ToUnicode")),
    "6.2.11.8": boxed,
    "6.4": scripted,
    "6.5.1": scripted,
    "6.6.2.1": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "6.6.2.3": untitled,
    "6.7.2": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "6.7.3": untagged,
    "6.7.4": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "6.8": unrelated,
}


@pytest.mark.parametrize("clause", BREAKS)
def test_a_breach_of_pdf_a_would_be_found(clause: str, reports: Sequence[Path]) -> None:
    with pikepdf.open(files(reports)[0]) as pdf:
        BREAKS[clause](pdf)
        assert any(violation.startswith(f"{clause} ") for violation in archival.violations(pdf))


def bookmarks(items: Sequence[pikepdf.OutlineItem], level: int = 1) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, without_space(item.title)
        yield from bookmarks(item.children, level + 1)


def test_all_headings_are_bookmarks(reports: Sequence[Path]) -> None:
    for file in files(reports):
        with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
            assert list(bookmarks(outline.root)) == webpages.headings(file.with_suffix(".html"))


def test_title_and_language_are_said_and_the_title_shown(reports: Sequence[Path]) -> None:
    for file in files(reports):
        (_, title), *_ = webpages.headings(file.with_suffix(".html"))
        with pikepdf.open(file) as pdf:
            assert str(pdf.docinfo["/Title"]) == title
            assert pdf.Root.ViewerPreferences.get("/DisplayDocTitle")
            assert str(pdf.Root.Lang) == "zh-CN"


def test_the_data_is_attached(reports: Sequence[Path]) -> None:
    for file in files(reports):
        with pikepdf.open(file) as pdf:
            (attached,) = pdf.Root.AF
            assert attached.AFRelationship == Name.Data
            assert attached.EF.F.Subtype == "/application/json"
            assert attached.EF.F.read_bytes() == file.with_suffix(".json").read_bytes()
            assert json.loads(attached.EF.F.read_bytes())["version"] == 1
            assert list(pdf.attachments) == [str(attached.UF)]


@dataclass(frozen=True, slots=True)
class Tag:
    """An element of the structure: its kind, its text, where it stands, what it says of itself."""

    kind: str
    text: str
    page: int
    scope: str
    alternative: str


def tags(file: Path) -> list[Tag]:
    """The elements of a PDF's structure, each before those inside it."""
    marked: dict[tuple[object, object], str] = defaultdict(str)
    with pdfplumber.open(file) as pages:
        for page in pages.pages:
            for char in page.chars:
                marked[page.page_obj.pageid, char["mcid"]] += char["text"]
    found: list[Tag] = []

    def walk(element: Any, page: int) -> str:
        page = element.Pg.objgen[0] if "/Pg" in element else page
        place = len(found)
        kids = element.get("/K", pikepdf.Array())
        text = ""
        found.append(Tag("", "", 0, "", ""))
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                text += marked[page, kid]
            elif kid.get("/Type") == "/MCR":
                text += marked[kid.Pg.objgen[0], int(kid.MCID)]
            elif kid.get("/Type") != "/OBJR":  # the annotation of a link, whose text stands beside it
                text += walk(kid, page)
        scope = str(element.get("/A", Dictionary()).get("/Scope", "")) if "/A" in element else ""
        found[place] = Tag(
            str(element.S)[1:], without_space(text), page, scope.removeprefix("/"), str(element.get("/Alt", ""))
        )
        return text

    with pikepdf.open(file) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        walk(document, 0)
    return found


def of(found: Sequence[Tag], *kinds: str) -> list[Tag]:
    return [tag for tag in found if tag.kind in kinds]


@pytest.fixture(scope="module")
def tagged(reports: Sequence[Path]) -> list[tuple[list[Tag], Path]]:
    """The tags of every report beside its web page."""
    return [(tags(file), file.with_suffix(".html")) for file in files(reports)]


def test_headings_paragraphs_and_items_are_tagged_as_such(tagged: list[tuple[list[Tag], Path]]) -> None:
    for found, page in tagged:
        headings = [(int(tag.kind[1]), tag.text) for tag in of(found, "H1", "H2", "H3", "H4", "H5", "H6")]
        assert headings == webpages.headings(page)
        assert continued(of(found, "P"), webpages.paragraphs(page))
        assert continued(of(found, "LI"), webpages.items(page))


def continued(found: Sequence[Tag], texts: Sequence[str]) -> bool:
    """Whether the tags hold these texts; what goes on overleaf has a tag on either page."""
    rest = list(found)
    for text in texts:
        piece = rest.pop(0)
        words = piece.text
        while words != text and rest and rest[0].page != piece.page:
            piece = rest.pop(0)
            words += piece.text
        if words != text:
            return False
    return not rest


def test_cells_are_tagged_and_heads_say_what_they_head(tagged: list[tuple[list[Tag], Path]]) -> None:
    for found, page in tagged:
        cells = webpages.cells(page)
        seen = [(tag.kind.lower(), tag.scope, tag.text) for tag in of(found, "TH", "TD")]
        assert seen == [(element, SCOPES.get(scope, ""), text) for element, scope, text in cells]
        assert len(seen) > 200


def test_figures_are_tagged_with_their_alternative_text(tagged: list[tuple[list[Tag], Path]]) -> None:
    seen = [([tag.alternative for tag in of(found, "Figure")], webpages.pictures(page)) for found, page in tagged]
    assert all(figures == pictures for figures, pictures in seen)
    assert sum(len(figures) for figures, _ in seen) == 4
