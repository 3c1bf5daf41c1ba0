"""Word files as somebody left them: tracked changes, hidden text, notes, tables of contents, charts, frames."""

import io

import docx
from lxml import etree

from gkgen.importers.parsed_document import GridBlock, ImageBlock, ParsedDocument, TextBlock
from gkgen.importers.readers.docx import docx_reader
from gkgen.ooxml import parse, read_package, serialise, w, write_package
from gkgen.ooxml.elements import Element

MAIN = "word/document.xml"


def read(body: list[Element], styles: str = "", **parts: Element) -> ParsedDocument:
    """A Word file with this body, more styles and more parts."""
    out = io.BytesIO()
    docx.Document().save(out)
    package = dict(read_package(out.getvalue()))
    package[MAIN] = serialise(w("document", w("body", *body)))
    package["word/styles.xml"] = package["word/styles.xml"].replace(b"</w:styles>", styles.encode() + b"</w:styles>")
    package |= {f"word/{name}.xml": serialise(root) for name, root in parts.items()}
    return docx_reader.read(write_package(package), "x.docx")


def text(words: str, *properties: Element, tag: str = "t") -> Element:
    return w("r", w("rPr", *properties), w(tag, text=words))


def row(*cells: str, deleted: bool = False) -> Element:
    mark = w("trPr", w("del", id=1)) if deleted else None
    return w("tr", mark, *(w("tc", w("p", text(cell))) for cell in cells))


def texts(original: ParsedDocument) -> list[str]:
    return [block.text for block in original.blocks if isinstance(block, TextBlock)]


def cells(original: ParsedDocument) -> list[list[str]]:
    return [
        [cell.text for cell in row] for block in original.blocks if isinstance(block, GridBlock) for row in block.rows
    ]


def told(original: ParsedDocument) -> dict[str, str]:
    return {found.kind: found.message() for found in original.diagnostics}


def test_tracked_changes_count_as_accepted_rows_and_ends_of_paragraphs_too() -> None:
    old = w("del", text("99", tag="delText"), id=1)
    cell = w("tc", w("p", old, w("ins", text("7"), id=2)))
    body = [
        w("p", w("pPr", w("rPr", w("del", id=3))), text("前半句，")),
        w("p", text("后半句。")),
        w("tbl", row("甲", "5", deleted=True), w("tr", w("tc", w("p", text("乙"))), cell)),
    ]
    original = read(body)
    assert (texts(original), cells(original)) == (["前半句，后半句。"], [["乙", "7"]])
    assert "甲5、99" in told(original)["I45.deleted"]


def test_hidden_text_is_left_out_and_told_also_where_a_style_hides_it() -> None:
    style = '<w:style w:type="character" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    style += '<w:style w:type="character" w:styleId="I"><w:name w:val="I"/><w:basedOn w:val="H"/></w:style>'
    hidden = [text("草稿", w("vanish")), text("内部", w("rStyle", val="I"))]
    seen = text("看得见", w("rStyle", val="I"), w("vanish", val=0))
    original = read([w("p", text("正文。"), *hidden, seen), w("tbl", row("甲", "3"), row("乙", "4"))], style)
    assert texts(original) == ["正文。看得见"]
    assert list(told(original)) == ["I45.hidden"]
    assert "草稿、内部" in told(original)["I45.hidden"]


def test_notes_stand_behind_the_paragraph_or_the_table_and_leave_numbers_alone() -> None:
    notes = w(
        "footnotes",
        *(
            w("footnote", w("p", w("r", w("footnoteRef")), text(words)), id=key)
            for key, words in ((2, "注一"), (3, "注二"))
        ),
    )
    table = w(
        "tbl", row("甲", "乙"), w("tr", w("tc", w("p", text("5"), w("r", w("footnoteReference", id=3)))), w("tc"))
    )
    original = read(
        [w("p", text("一句话。"), w("r", w("footnoteReference", id=2))), table, w("p", text("完"))], footnotes=notes
    )
    assert texts(original) == ["一句话。[1]", "[1] 注一", "[2] 注二", "完"]
    assert cells(original) == [["甲", "乙"], ["5", ""]]
    assert "注一、注二" in told(original)["I47"]


def test_a_table_of_contents_is_left_out_and_told() -> None:
    style = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    line = w("p", w("pPr", w("pStyle", val="T")), text("一、总体情况"), w("r", w("tab")), text("1"))
    original = read([line, w("p", text("一、总体情况"))], style)
    assert texts(original) == ["一、总体情况"]
    assert list(told(original)) == ["I45.contents"]


def test_equations_signs_and_embedded_documents_are_told() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    equation = etree.fromstring(f'<m:oMath xmlns:m="{math}"><m:r><m:t>a+b</m:t></m:r></m:oMath>')
    sign = w("r", w("sym", font="Wingdings", char="F0FE"))
    original = read([w("p", text("收取："), equation, sign), w("altChunk")])
    assert texts(original) == ["收取："]
    assert list(told(original)) == ["I45.unread"]
    assert "a+b、Wingdings F0FE、altChunk" in told(original)["I45.unread"]


def test_comments_are_told() -> None:
    comments = w("comments", w("comment", w("p", text("请核对这个数")), id=1), w("comment", w("p"), id=2))
    assert "请核对这个数" in told(read([w("p", text("正文。"))], comments=comments))["I45.comments"]


def test_what_is_chosen_from_a_list_is_text_of_a_paragraph() -> None:
    entries = w("ddList", w("result", val=1), w("listEntry", val="是"), w("listEntry", val="否"))
    begin = w("r", w("fldChar", w("ffData", entries), fldCharType="begin"))
    end = w("r", w("fldChar", fldCharType="end"))
    assert texts(read([w("p", text("收取信息处理费："), begin, end, text("。"))])) == ["收取信息处理费：否。"]


def test_what_stands_around_the_pages_is_told_but_for_their_numbers() -> None:
    numbers = w("ftr", w("p", text("第 "), w("r", w("instrText", text="PAGE")), text("1"), text(" 页 共 3 页")))
    head = w("hdr", w("p", text("内部资料")))
    original = read([w("p", text("正文"))], header1=head, header2=head, footer1=numbers)
    assert [(kind, message[-4:]) for kind, message in told(original).items()] == [("I45.margins", "内部资料")]


def test_what_a_style_is_based_on_makes_it_a_heading_and_its_own_outline_none() -> None:
    style = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="甲"/><w:basedOn w:val="Heading2"/></w:style>'
    style += '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="乙"/><w:basedOn w:val="A"/></w:style>'
    plain = w("p", w("pPr", w("pStyle", val="B"), w("outlineLvl", val=9)), text("正文"))
    blocks = read([w("p", w("pPr", w("pStyle", val="B")), text("主动公开")), plain], style).blocks
    assert [block.level for block in blocks if isinstance(block, TextBlock)] == [2, 0]


def test_a_list_that_begins_anew_counts_from_there() -> None:
    level = w("lvl", w("start", val=1), w("numFmt", val="decimal"), w("lvlText", val="%1."), ilvl=0)
    again = w("lvlOverride", w("startOverride", val=1), ilvl=0)
    lists = [w("num", w("abstractNumId", val=5), numId=1), w("num", w("abstractNumId", val=5), again, numId=2)]
    numbering = w("numbering", w("abstractNum", level, abstractNumId=5), *lists)
    body = [w("p", w("pPr", w("numPr", w("ilvl", val=0), w("numId", val=n))), text("甲")) for n in (1, 1, 2, 2)]
    assert texts(read(body, numbering=numbering)) == ["1.甲", "2.甲", "1.甲", "2.甲"]


def test_frames_and_tables_around_a_page_only_arrange_it() -> None:
    frame = w("tbl", w("tr", w("tc", w("p", text("甲。")), w("p", text("乙。")))))
    page = w("tbl", w("tr", w("tc", w("p", text("左"))), w("tc", w("p", text("右" * 401)))))
    original = read([frame, page])
    assert (texts(original), cells(original)) == (["甲。", "乙。", "左", "右" * 401], [])


def test_a_picture_in_a_cell_and_a_chart_are_not_lost_in_silence() -> None:
    chart = parse(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:drawing>'
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="图表 1"/><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        "</wp:inline></w:drawing></w:r>"
    )
    table = w("tbl", row("甲", "乙"), w("tr", w("tc", w("p", chart)), w("tc")))
    found = [block for block in read([table]).blocks if isinstance(block, ImageBlock)]
    assert [(image.name, image.data, image.place.table) for image in found] == [("图表 1", b"", 1)]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    late = w("tr", w("trPr", w("gridBefore", val=2)), w("tc", w("p", text("5"))))
    grid = next(block for block in read([w("tbl", row("甲", "乙", "丙"), late)]).blocks if isinstance(block, GridBlock))
    assert [(cell.text, cell.col_span) for cell in grid.rows[1]] == [("", 2), ("5", 1)]
