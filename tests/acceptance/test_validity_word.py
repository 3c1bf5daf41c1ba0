"""Word files are valid: judged by the Open XML SDK, opened by LibreOffice and pandoc, looked at part by part."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
from lxml import etree

from tests.acceptance import outputs, validators, webpages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"
# What no style can know: which rows of a table stay together, that table three begins on its own page, that a heading
# has a table below it, and how far from the margin a signature of this length stands.
OWN = {
    "Heading1": {"pageBreakBefore", "spacing"},
    "Signature": {"ind"},
    "Date": {"ind"},
    **{style: {"keepNext"} for style in ("TableHead", "TableCaption", "TableNumber", "TableLabel", "TableCorner")},
}


LOOKS = ("tblBorders", "tcBorders", "tblCellMar", "tcMar", "jc", "spacing", "sz", "rFonts", "b", "color", "u")


def files(reports: Sequence[Path]) -> list[Path]:
    found = [report.with_suffix(".docx") for report in reports]
    assert len(found) > 10
    return found


def part(file: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read(name))


def name(element: etree._Element) -> str:
    return etree.QName(element).localname


def test_the_open_xml_sdk_finds_no_error(reports: Sequence[Path]) -> None:
    found = validators.word_errors(files(reports))
    assert found == {file.name: [] for file in files(reports)}


def test_the_open_xml_sdk_would_find_an_error(reports: Sequence[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(files(reports)[0]) as package, zipfile.ZipFile(broken, "w") as copy:
        for entry in package.namelist():
            copy.writestr(entry, package.read(entry).replace(b"<w:tblGrid>", b"<w:tblGrit>"))
    assert validators.word_errors([broken])["broken.docx"]


def test_libreoffice_prints_them(reports: Sequence[Path], tmp_path: Path) -> None:
    for printed in validators.print_word(files(reports), tmp_path):
        with pikepdf.open(printed) as pdf:
            assert len(pdf.pages) > 3


def strings(node: object) -> Iterator[str]:
    """The words of a tree of pandoc's, those of pictures left out."""
    match node:
        case {"t": "Str", "c": str(text)}:
            # A hyphen that does not part its line is U+2011 to pandoc.
            yield text.replace("\u2011", "-")
        case {"t": "Image"}:
            pass
        case dict():
            yield from (text for part in node.values() for text in strings(part))
        case list():
            yield from (text for part in node for text in strings(part))
        case _:
            pass


def headings(node: object) -> Iterator[tuple[int, str]]:
    assert isinstance(node, list)
    for block in node:
        if block["t"] == "Header":
            yield block["c"][0], "".join(strings(block["c"][2]))


def test_pandoc_reads_all_of_their_text_and_their_headings(reports: Sequence[Path]) -> None:
    for file in files(reports):
        read = validators.pandoc(file)
        text = [*strings(read["meta"]["title"]), *strings(read["blocks"])]
        assert outputs.without_space("".join(text)) == outputs.docx_text(file)
        assert list(headings(read["blocks"])) == [
            (level - 1, text) for level, text in webpages.headings(file.with_suffix(".html")) if level > 1
        ]


def test_their_language_and_title_are_said(reports: Sequence[Path]) -> None:
    for file in files(reports):
        defaults = part(file, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        assert defaults is not None
        assert defaults.get(f"{W}eastAsia") == "zh-CN"
        assert [lang.get(f"{W}eastAsia") for lang in part(file, "word/document.xml").iter(f"{W}lang")] == []
        properties = part(file, "docProps/core.xml")
        assert properties.findtext(f"{DC}language") == "zh-CN"
        title = re.sub(r"\s", "", properties.findtext(f"{DC}title") or "")
        assert title.endswith("政府信息公开工作年度报告")
        assert outputs.docx_text(file).startswith(title)


def test_header_rows_are_marked_at_the_top_of_every_table(reports: Sequence[Path]) -> None:
    """But of table two: its captions head a few rows each, and a head repeated overleaf would be that of others."""
    for file in files(reports):
        tables = list(part(file, "word/document.xml").iter(f"{W}tbl"))
        (disclosure,) = (table for table in tables if (table.findtext(f".//{W}t") or "").startswith("第二十条"))
        for table in tables:
            marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
            assert marked == sorted(marked, reverse=True)
            assert not all(marked)
            assert any(marked) is (table is not disclosure)


def test_every_picture_has_an_alternative_text_of_its_own(reports: Sequence[Path]) -> None:
    seen = 0
    for file in files(reports):
        drawn = list(part(file, "word/document.xml").iter(f"{WP}docPr"))
        described = [picture.get("descr") or "" for picture in drawn]
        assert described == webpages.pictures(file.with_suffix(".html"))
        assert all(described)
        assert len({picture.get("id") for picture in drawn}) == len(drawn)
        seen += len(drawn)
    assert seen == 4


def test_nothing_is_formatted_but_by_named_styles(reports: Sequence[Path]) -> None:
    seen = 0
    for file in files(reports):
        known = {style.get(f"{W}styleId") for style in part(file, "word/styles.xml").iter(f"{W}style")}
        body = part(file, "word/document.xml")
        for properties in body.iter(f"{W}pPr", f"{W}rPr"):
            named, *others = properties
            assert name(named) in {"pStyle", "rStyle"}
            assert named.get(f"{W}val") in known
            own = {name(other) for other in others}
            assert own <= OWN.get(str(named.get(f"{W}val")), set()), etree.tostring(properties, encoding="unicode")
            seen += 1
        assert {style.get(f"{W}val") for style in body.iter(f"{W}tblStyle")} <= known
        assert all(table.find(f"{W}tblPr/{W}tblStyle") is not None for table in body.iter(f"{W}tbl"))
    assert seen > 1000


def test_tables_leave_borders_and_alignment_to_styles(reports: Sequence[Path]) -> None:
    for file in files(reports):
        body = part(file, "word/document.xml")
        tables = list(body.iter(f"{W}tbl"))
        assert len(tables) > 2
        looks = [name(look) for table in tables for look in table.iter(*(f"{W}{each}" for each in LOOKS))]
        assert looks == []
