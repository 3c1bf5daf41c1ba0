"""The Word writer: nothing is lost, nothing is left over, the same bytes each time."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gkgen.diagnostics import Term
from gkgen.document import Document, Figure, Heading, ListItem, Paragraph, Run, SmallTable, Table
from gkgen.errors import TemplateError
from gkgen.ooxml import ReadParagraph, ReadTable, W, read, read_package, write_package
from gkgen.resources import TemplateSet, load_template_set
from gkgen.writers import docx
from tests.writers.pages import EDITIONS, HOSTILE, paragraph, picture, report, runs, same_number, texts

FIRST, SECOND = (Term(f"“一、总体情况”第 {number} 段", f"overview, paragraph {number}") for number in (1, 2))
PLACEHOLDERS = ("{_{", "}_}", "{_% x %_}", "a_b {_{ c_d")


def written(document: Document) -> bytes:
    return docx.write(document, load_template_set(document.edition))


def retagged(tag: str, other: str) -> TemplateSet:
    """The built-in templates with one tag replaced."""
    looks = load_template_set("2021")
    parts = read_package(looks.docx)
    assert tag.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(tag.encode(), other.encode())
    return replace(looks, docx=write_package(parts))


def all_text(data: bytes) -> str:
    pieces = []
    for block in read(data):
        match block:
            case ReadParagraph(text=text):
                pieces.append(text)
            case ReadTable(rows=rows):
                pieces.extend(cell.text for row in rows for cell in row)
    return "".join(pieces).replace("\n", "")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_text_of_the_document_is_in_the_file_in_its_order(edition: str) -> None:
    document = report(
        paragraph("一段话。"),
        Heading(2, runs("（一）", "标题")),
        Heading(3, runs("1.", "小标题")),
        Heading(4, runs("（1）", "更小的标题")),
        Paragraph((Run("前面"), Run("加粗", bold=True), Run("后面"))),
        ListItem("1.", 0, runs("一层")),
        ListItem("●", 1, runs("二层")),
        ListItem("●", 2, runs("三层")),
        SmallTable((2, 4), ((runs("形式"), runs("数")), (runs("图片解读"), runs("3")))),
        edition=edition,
    )
    data = written(document)
    assert docx.compare(document, data) == ()
    assert all_text(data) == "".join(texts(document)).replace("\n", "")


@pytest.mark.parametrize("text", [*HOSTILE, *PLACEHOLDERS, "emoji 😀", "tab\tinside", "  两头有空格  "])
def test_hostile_text_arrives_whole(text: str) -> None:
    """Without autoescape docxtpl drops what follows < and &, and it rewrites {_{ wherever it stands."""
    document = report(paragraph(text), paragraph("后面的一段。"))
    document = replace(document, title=(text, "标题"), office=text)
    data = written(document)
    assert docx.compare(document, data) == ()
    assert text.replace("\t", " ") in all_text(data)
    assert "后面的一段。" in all_text(data)


def test_text_that_is_not_escaped_raises_instead_of_vanishing() -> None:
    """docxtpl parses with recovery: unescaped, `张&李 <科室>` would lose every paragraph after it in silence."""
    with pytest.raises(TemplateError):
        docx.write(report(paragraph("x")), retagged("{{ line }}", "{{ '张&amp;李 &lt;科室&gt;' | safe }}"))


def test_what_a_template_says_itself_is_escaped_as_well() -> None:
    data = docx.write(report(), retagged("{{ line }}", "{{ '5 &lt; 6' }}"))
    assert all_text(data).startswith("5 < 65 < 6")


def test_tags_leave_no_empty_runs_behind() -> None:
    root = etree.fromstring(
        read_package(written(report(Paragraph((Run("a", bold=True), Run("b"))))))["word/document.xml"]
    )
    all_runs = list(root.iter("{*}r"))
    assert len(all_runs) > 200
    assert all(run.findtext("{*}t") or run.find("{*}br") is not None for run in all_runs)


def test_a_name_that_the_document_does_not_have_raises_instead_of_printing_nothing() -> None:
    with pytest.raises(TemplateError):
        docx.write(report(), retagged("{{ requests.new_received.total }}", "{{ requests.new_recieved.total }}"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_tag_of_the_template_is_left(edition: str) -> None:
    text = all_text(written(report(edition=edition)))
    assert "{{" not in text
    assert "{%" not in text


def test_the_same_document_gives_the_same_bytes() -> None:
    document = report(paragraph("一"), Figure("a.png", "图"))
    document = replace(document, pictures=(("a.png", picture(300, 200)),))
    assert written(document) == written(document)


def test_the_package_has_one_part_of_each_name_and_no_date_of_today() -> None:
    with zipfile.ZipFile(io.BytesIO(written(report()))) as archive:
        names = archive.namelist()
        dates = {entry.date_time[0] for entry in archive.infolist()}
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))
    assert dates == {1980}


def test_a_picture_is_shown_with_its_caption_as_alternative_text() -> None:
    document = report(Figure("图 片.png", "说明 <&> 文字"), Figure("图 片.png", ""))
    document = replace(document, pictures=(("图 片.png", picture(1200, 600)),))
    data = written(document)
    described = [
        drawn.description for block in read(data) if isinstance(block, ReadParagraph) for drawn in block.pictures
    ]
    assert described == ["说明 <&> 文字", "图 片.png"]
    assert sum(name.startswith("word/media/") for name in read_package(data)) == 1
    identifiers = etree.fromstring(read_package(data)["word/document.xml"]).xpath("//*[local-name()='docPr']/@id")
    assert isinstance(identifiers, list)
    assert len({str(identifier) for identifier in identifiers}) == 2


def test_title_author_and_language_are_properties_of_the_file() -> None:
    document = replace(report(), title=("甲&乙<丙>", "2021年报告"), office="甲&乙<丙>" + "长" * 300)
    core = read_package(written(document))["docProps/core.xml"].decode()
    assert "甲&amp;乙&lt;丙&gt;2021年报告" in core
    assert "zh-CN" in core
    assert "&amp;amp;" not in core


def test_small_tables_keep_their_widths() -> None:
    document = report(SmallTable((1, 3), ((runs("a"), runs("b")), (runs("c"), runs("d")))))
    root = etree.fromstring(read_package(written(document))["word/document.xml"])
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    grid = next(grid for grid in root.iter(f"{word}tblGrid") if len(grid) == 2)
    widths = [int(column.get(f"{word}w", "0")) for column in grid]
    assert widths[1] == pytest.approx(3 * widths[0], abs=3)


@pytest.mark.parametrize(("number", "style"), [("1234", None), ("123456789", "TableNumber5")])
def test_a_number_too_long_for_its_column_is_set_smaller(number: str, style: str | None) -> None:
    """Word would go on with it on the next line, as if it were two."""
    document = same_number(report(), number)
    data = written(document)
    assert docx.compare(document, data) == ()
    root = etree.fromstring(read_package(data)["word/document.xml"])
    tables = list(root.iter("{*}tbl"))
    smaller = [
        [found.get(f"{W}val") for found in table.iter("{*}pStyle") if found.get(f"{W}val", "")[-1].isdigit()]
        for table in tables
    ]
    assert smaller == ([[], [style] * 175, [style] * 15] if style else [[], [], []])
    assert f'w:styleId="{style or "TableNumber"}"'.encode() in read_package(data)["word/styles.xml"]
    assert list(root.iter("{*}sz")) == [], "the style says it"


def test_a_size_that_the_template_sets_by_hand_gives_way_for_a_long_number() -> None:
    tag = '<w:t xml:space="preserve">{{ requests.new_received.total }}'
    looks = retagged(tag, f'<w:rPr><w:sz w:val="20"/><w:lang w:val="en-US"/></w:rPr>{tag}')
    assert b'<w:sz w:val="20"/>' in read_package(docx.write(same_number(report(), "123"), looks))["word/document.xml"]
    part = read_package(docx.write(same_number(report(), "123456789"), looks))["word/document.xml"]
    assert b'<w:rPr><w:lang w:val="en-US"/></w:rPr>' in part
    assert b'<w:sz w:val="20"/>' not in part


@pytest.mark.parametrize("year", [2021, 9999])
def test_the_dates_of_the_file_come_from_the_document(year: int) -> None:
    core = read_package(written(replace(report(), year=year, details=())))["docProps/core.xml"].decode()
    assert core.count(f"{min(year + 1, 9999)}-01-01T00:00:00Z") == 2
    dated = replace(report(), details=(("created_date", "成文日期", "2022年1月26日"),))
    assert read_package(written(dated))["docProps/core.xml"].count(b"2022-01-26T00:00:00Z") == 2


# What the reader of office files lets through: no control characters, no surrogates, no noncharacters.
words = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029\ufeff"),
    min_size=1,
    max_size=40,
).filter(str.strip)


@settings(max_examples=25, deadline=None)
@given(words, words)
def test_any_text_survives(text: str, name: str) -> None:
    document = replace(report(paragraph(text)), title=(name,), office=name)
    assert docx.compare(document, written(document)) == ()


def damaged(data: bytes, old: bytes, new: bytes) -> bytes:
    parts = read_package(data)
    assert parts["word/document.xml"].count(old), "nothing to damage"
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)
    return write_package(parts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("这里写".encode(), "这里".encode()),
        ("第二十条第（五）项".encode(), "第二十条第（四）项".encode()),
        (b">17<", b">71<"),
        (b'<w:gridSpan w:val="3"/>', b'<w:gridSpan w:val="2"/>'),
        (b'<w:vMerge w:val="restart"/>', b""),
        (b"<w:tblHeader/>", b""),
        ("五、存在的主要问题及改进情况".encode(), b""),
    ],
)
def test_a_word_file_that_differs_is_found_out(old: bytes, new: bytes) -> None:
    document = report(paragraph("一段"))
    data = written(document)
    assert docx.compare(document, data) == ()
    assert docx.compare(document, damaged(data, old, new))


def test_swapped_numbers_are_found_out_in_their_cells() -> None:
    data = written(report())
    swapped = damaged(damaged(damaged(data, b">17<", b">x<"), b">18<", b">17<"), b">x<", b">18<")
    assert [(found.where.en, found.expected, found.found) for found in docx.compare(report(), swapped)] == [
        ("requests, results.granted.research_institution", "17", "18"),
        ("requests, results.granted.public_welfare_org", "18", "17"),
    ]


def test_a_table_head_that_is_not_marked_is_found_out_although_every_text_is_there() -> None:
    (difference,) = docx.compare(report(), damaged(written(report()), b"<w:tblHeader/>", b""))
    assert difference.where == Term("“三、收到和处理政府信息公开申请情况”表", "requests, table")
    assert (difference.expected[-4:], difference.found[-4:]) == (" / 3", " / 2")


def test_blanks_that_differ_are_found_out_although_every_word_is_there() -> None:
    differences = docx.compare(report(paragraph("甲  乙")), written(report(paragraph("甲 乙"))))
    assert differences == (docx.Difference(FIRST, "甲  乙", "甲 乙"),)


def test_a_lost_paragraph_is_one_difference_with_its_place() -> None:
    """Compared one by one, all that follows would differ as well and bury what was lost."""
    document = report(paragraph("甲"), paragraph("乙"), paragraph("丙"))
    differences = docx.compare(document, written(report(paragraph("甲"), paragraph("丙"))))
    assert differences == (docx.Difference(SECOND, "乙", ""),)


def test_text_left_over_is_a_difference() -> None:
    data = written(report(paragraph("甲"), paragraph("乙")))
    assert docx.compare(report(paragraph("甲")), data) == (docx.Difference(FIRST, "", "乙"),)


def test_a_cut_text_is_shown_where_it_is_cut() -> None:
    document = report(paragraph("很长的一段话" * 50 + "末尾。"))
    (difference,) = docx.compare(document, damaged(written(document), "末尾。".encode(), b""))
    assert difference.expected.endswith("末尾。")
    assert difference.found == difference.expected.removesuffix("末尾。")


def test_another_alternative_text_is_a_difference() -> None:
    document = replace(report(Figure("a.png", "图一")), pictures=(("a.png", picture(30, 20)),))
    data = damaged(written(document), 'descr="图一"'.encode(), 'descr="图二"'.encode())
    assert docx.compare(document, data) == (docx.Difference(FIRST, "[图：图一]", "[图：图二]"),)


@pytest.mark.parametrize("edition", EDITIONS)
def test_header_rows_are_marked_and_rows_do_not_break(edition: str) -> None:
    root = etree.fromstring(read_package(written(report(edition=edition)))["word/document.xml"])
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    rows = list(root.iter(f"{word}tr"))
    assert len(rows) > 40
    assert all(row.find(f"{word}trPr/{word}cantSplit") is not None for row in rows)


def test_the_table_markup_are_as_many_as_the_form_has() -> None:
    document = report()
    tables = [block for block in read(written(document)) if isinstance(block, ReadTable)]
    assert len(tables) == len([section for section in document.sections if isinstance(section.body, Table)]) == 3


def test_addresses_are_links_and_read_back_as_such() -> None:
    document = report(
        Paragraph((Run("见www.yunxi.", bold=True), Run("gov.cn。邮箱a_b@yunxi.gov.cn，"), Run("完。"))),
        ListItem("1.", 0, runs("http://a.gov.cn/x?y=1&z={2}")),
        SmallTable((1, 1), ((runs("甲"), runs("乙")), (runs("网址"), runs("https://a.gov.cn/")))),
    )
    data = written(document)
    assert docx.compare(document, data) == ()
    links = [(link.text, link.target) for block in read(data) for link in block.links]
    assert links == [
        ("www.yunxi.gov.cn", "http://www.yunxi.gov.cn"),
        ("a_b@yunxi.gov.cn", "mailto:a_b@yunxi.gov.cn"),
        ("http://a.gov.cn/x?y=1&z=", "http://a.gov.cn/x?y=1&z="),
        ("https://a.gov.cn/", "https://a.gov.cn/"),
    ]
    body = read_package(data)["word/document.xml"]
    assert body.count(b"<w:hyperlink ") == 4  # one in two weights is one
    assert b"<?gkgen" not in body
    assert b"w:u " not in body


def test_a_link_that_leads_elsewhere_or_is_missing_is_a_difference() -> None:
    document = report(paragraph("邮箱zwgk@yunxi.gov.cn。"))
    parts = read_package(written(document))
    relations = "word/_rels/document.xml.rels"
    assert b"mailto:zwgk@" in parts[relations]
    for other in (b"mailto:else@", b"http://else@"):
        changed = {**parts, relations: parts[relations].replace(b"mailto:zwgk@", other)}
        assert len(docx.compare(document, write_package(changed))) == 1
