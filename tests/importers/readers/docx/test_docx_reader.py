"""Word files: automatic numbers, merged cells, line breaks, pictures; what is damaged is a finding."""

import io
from pathlib import Path

import docx
import pytest
from PIL import Image

from gkgen.document import Run
from gkgen.importers.parsed_document import GridBlock, GridCell, ImageBlock, Part, TextBlock
from gkgen.importers.readers.docx import docx_reader
from gkgen.ooxml import W, parse, read_package, serialise, w, write_package
from gkgen.ooxml.elements import NAMESPACES, Element
from gkgen.ooxml.hyperlinks import HYPERLINK

NUMBERING = "word/numbering.xml"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The package with words of a part replaced."""
    parts = read_package(data)
    text = parts[part].decode()
    assert old in text
    return write_package({**parts, part: text.replace(old, new).encode()})


def texts(data: bytes) -> list[str]:
    return [block.text for block in docx_reader.read(data, "x.docx").blocks if isinstance(block, TextBlock)]


def numbered(style: str, pattern: str, count: int) -> bytes:
    """Paragraphs of a list whose numbers Word prints by itself."""
    document = docx.Document()
    for number in range(count):
        paragraph = document.add_paragraph(f"甲{number}")
        paragraph._p.get_or_add_pPr().append(w("numPr", w("ilvl", val=0), w("numId", val=77)))
    parts = read_package(saved(document))
    root = parse(parts[NUMBERING])
    level = w("lvl", w("start", val=1), w("numFmt", val=style), w("lvlText", val=pattern), ilvl=0)
    root.insert(0, w("abstractNum", level, abstractNumId=77))
    root.append(w("num", w("abstractNumId", val=77), numId=77))
    return write_package({**parts, NUMBERING: serialise(root)})


@pytest.mark.parametrize(
    ("style", "pattern", "wanted"),
    [
        ("chineseCountingThousand", "（%1）", ["（一）甲0", "（二）甲1"]),
        ("japaneseCounting", "%1、", ["一、甲0", "二、甲1"]),
        ("decimal", "%1.", ["1.甲0", "2.甲1"]),
        ("decimalEnclosedCircle", "%1", ["①甲0", "②甲1"]),
        ("bullet", "", ["·甲0", "·甲1"]),
    ],
)
def test_automatic_numbers_become_text(style: str, pattern: str, wanted: list[str]) -> None:
    assert texts(numbered(style, pattern, 2)) == wanted


def test_a_line_break_ends_a_block_and_bold_is_kept() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("第一行")
    paragraph.add_run().add_break()
    paragraph.add_run("强化").bold = True
    paragraph.add_run("领导。")
    blocks = docx_reader.read(saved(document), "x.docx").blocks
    assert [block.runs for block in blocks if isinstance(block, TextBlock)] == [
        (Run("第一行"),),
        (Run("强化", bold=True), Run("领导。")),
    ]
    assert [block.place.paragraph for block in blocks] == [1, 1]


def test_headings_have_levels_and_the_title_is_one() -> None:
    document = docx.Document()
    document.add_heading("年度报告", 0)
    document.add_heading("总体情况", 1)
    document.add_heading("主动公开", 2)
    blocks = docx_reader.read(saved(document), "x.docx").blocks
    assert [(block.part, block.level) for block in blocks if isinstance(block, TextBlock)] == [
        (Part.TITLE, 0),
        (Part.UNKNOWN, 1),
        (Part.UNKNOWN, 2),
    ]


def test_merged_cells_are_one_cell_and_a_table_of_tables_only_arranges_them() -> None:
    document = docx.Document()
    outer = document.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(2, 3)
    inner.cell(0, 0).merge(inner.cell(1, 0)).text = "甲"
    inner.cell(0, 1).merge(inner.cell(0, 2)).text = "乙"
    grids = [block for block in docx_reader.read(saved(document), "x.docx").blocks if isinstance(block, GridBlock)]
    assert len(grids) == 1
    assert [[(cell.text.strip(), cell.row_span, cell.col_span) for cell in row] for row in grids[0].rows] == [
        [("甲", 2, 1), ("乙", 1, 2)],
        [("", 1, 1), ("", 1, 1)],
    ]


def test_pictures_come_with_their_bytes(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    Image.new("RGB", (4, 4)).save(picture)
    document = docx.Document()
    document.add_picture(str(picture))
    found = [block for block in docx_reader.read(saved(document), "x.docx").blocks if isinstance(block, ImageBlock)]
    assert [(block.name, block.data) for block in found] == [("image1.png", picture.read_bytes())]


def test_deleted_text_is_not_read() -> None:
    document = docx.Document()
    document.add_paragraph("留下").add_run("删去")
    data = saved(document)
    body = parse(read_package(data)["word/document.xml"])
    last = list(body.iter(f"{W}r"))[-1]
    parent = last.getparent()
    assert parent is not None
    parent.append(w("del", last))
    assert texts(write_package({**read_package(data), "word/document.xml": serialise(body)})) == ["留下"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip", saved(docx.Document())[:2000]])
def test_what_is_no_word_file_is_a_finding(data: bytes) -> None:
    original = docx_reader.read(data, "x.docx")
    assert [found.kind for found in original.diagnostics] == ["I30"]
    assert original.blocks == ()


def test_a_word_file_of_gkgen_that_somebody_edited_is_read_as_any_other(built_docx: bytes) -> None:
    assert docx_reader.read(built_docx, "x.docx").is_own
    edited = changed(built_docx, "word/document.xml", '<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Tag"/>')
    original = docx_reader.read(edited, "x.docx")
    assert not original.is_own
    assert dict(original.details)["year"] == "2021"


@pytest.fixture(scope="module")
def built_docx() -> bytes:
    from gkgen.pipeline.core.building import BuildOptions, render_checked
    from gkgen.pipeline.core.checking import check_text
    from gkgen.pipeline.core.named_files import FilesInMemory

    example = Path(__file__).resolve().parents[4] / "examples" / "bagang.yaml"
    checked = check_text(example.read_bytes(), "bagang.yaml", FilesInMemory())
    return render_checked(Path("bagang.yaml"), checked, BuildOptions(formats=("docx",))).files["docx"]


# What a page shows of a cell


def cell_of(xml: str, *, row: str = "", table: str = "", styles: str = "") -> GridCell:
    """The second cell of a table of two, as it is read."""
    document = docx.Document()
    document.add_table(1, 2)
    data = saved(document)
    if styles:
        data = changed(data, "word/styles.xml", "</w:styles>", f"{styles}</w:styles>")
    parts = read_package(data)
    root = parse(parts["word/document.xml"])
    (found,) = root.iter(f"{W}tbl")
    names = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    cells = f"<w:tc><w:p><w:r><w:t>行</w:t></w:r></w:p></w:tc><w:tc>{xml}</w:tc>"
    text = f"<w:tbl {names}><w:tblPr>{table}</w:tblPr><w:tr><w:trPr>{row}</w:trPr>{cells}</w:tr></w:tbl>"
    _in(found).replace(found, parse(text.encode()))
    (grid,) = docx_reader.read(write_package({**parts, "word/document.xml": serialise(root)}), "x.docx").blocks
    assert isinstance(grid, GridBlock)
    return grid.rows[0][1]


def _in(node: Element) -> Element:
    parent = node.getparent()
    assert parent is not None
    return parent


NUMBER = "<w:p><w:r><w:t>49</w:t></w:r></w:p>"


def test_a_row_that_is_hidden_or_has_no_height_shows_nothing() -> None:
    for row in ("<w:hidden/>", '<w:trHeight w:val="1" w:hRule="exact"/>'):
        cell = cell_of(NUMBER, row=row)
        assert (cell.text, cell.readings, cell.left_out) == ("", ("49",), ("49",))
    assert cell_of(NUMBER, row='<w:trHeight w:val="1" w:hRule="atLeast"/>').text == "49"


def test_text_beyond_the_paper_is_not_seen() -> None:
    for place in ('<w:ind w:left="-20000"/>', '<w:framePr w:x="-9999" w:y="5"/>'):
        assert cell_of(NUMBER.replace("<w:p>", f"<w:p><w:pPr>{place}</w:pPr>")).text == ""
    assert cell_of(NUMBER.replace("<w:p>", '<w:p><w:pPr><w:ind w:left="-100"/></w:pPr>')).text == "49"


def test_the_style_of_a_table_strikes_its_text() -> None:
    style = '<w:style w:type="table" w:styleId="zz"><w:name w:val="zz"/><w:rPr><w:strike/></w:rPr></w:style>'
    assert cell_of(NUMBER, table='<w:tblStyle w:val="zz"/>', styles=style).left_out == ("49",)


def test_an_automatic_number_before_a_number_makes_it_doubtful_and_before_words_is_their_beginning() -> None:
    data = numbered("decimal", "%1.", 1)
    parts = read_package(data)
    root = parse(parts["word/document.xml"])
    (paragraph,) = root.iter(f"{W}p")
    for text, wanted in (("49", ("49", True)), ("许可", ("1.许可", False))):
        next(paragraph.iter(f"{W}t")).text = text
        body = parse(serialise(root))
        (own,) = body.iter(f"{W}p")
        _in(own).insert(0, w("tbl", w("tr", w("tc", w("p")), w("tc", own))))
        blocks = docx_reader.read(write_package({**parts, "word/document.xml": serialise(body)}), "x.docx").blocks
        (grid,) = blocks
        assert isinstance(grid, GridBlock)
        assert (grid.rows[0][1].text, bool(grid.rows[0][1].readings)) == wanted


def test_the_choice_of_a_drop_down_field_is_shown_though_it_is_no_text() -> None:
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="3"/><w:listEntry w:val="9"/></w:ddList>'
    field = f'<w:fldChar w:fldCharType="begin"><w:ffData>{choices}</w:ffData></w:fldChar>'
    cell = cell_of(f'<w:p><w:r>{field}</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    assert (cell.text, cell.readings) == ("", ("9",))


def linked_to(target: str, text: str) -> bytes:
    document = docx.Document()
    key = document.part.relate_to(target, HYPERLINK, is_external=True)
    link = w("hyperlink", w("r", w("t", text=text)))
    link.set(f"{{{NAMESPACES['r']}}}id", key)
    document.add_paragraph("见")._p.append(link)
    return saved(document)


@pytest.mark.parametrize(
    ("text", "target", "kinds"),
    [
        ("附件", "http://a.gov.cn/1.doc", ["I51"]),
        ("www.a.gov.cn", "http://www.b.com/", ["I51.misleading"]),
        ("www.a.gov.cn", "https://www.a.gov.cn/", []),
        ("a@b.gov.cn", "mailto:a@b.gov.cn", []),
        (" ", "http://a.gov.cn/", []),
    ],
)
def test_what_a_link_leads_to_is_told_where_its_text_does_not_say_so(text: str, target: str, kinds: list[str]) -> None:
    read = docx_reader.read(linked_to(target, text), "x.docx")
    assert [found.kind for found in read.diagnostics] == kinds
    assert all(target in found.message("zh") for found in read.diagnostics)
    assert "".join(block.text for block in read.blocks if isinstance(block, TextBlock)) == f"见{text}"
