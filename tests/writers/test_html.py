"""The web page: the same text and cells as the model, safe against what authors write, alone in one file."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import lxml.html
import pytest

from gkgen.document import Document, Figure, Heading, ListItem, Paragraph, Run, SmallTable, Table
from gkgen.errors import TemplateError
from gkgen.resources import TemplateSet
from gkgen.writers import html
from gkgen.writers.html_context import dates
from tests.writers.pages import EDITIONS, HOSTILE, built_in, form, paragraph, picture, report, runs, same_number, texts

VOID = {"meta", "br", "col", "img"}


def parsed(document: Document, looks: TemplateSet | None = None) -> Any:
    return lxml.html.document_fromstring(html.write(document, looks or built_in(document.edition)).decode("utf-8"))


def words(page: Any, path: str) -> list[str]:
    return [element.text_content() for element in page.xpath(path)]


def table_of(page: Any, name: str) -> Any:
    (table,) = page.xpath(f"//section[@id='{name}']//table")
    return table


def spans(cell: Any) -> tuple[str, int, int]:
    return cell.text_content(), int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))


# The text


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_holds_every_text_in_its_order(edition: str) -> None:
    document = report(
        paragraph("一段。"),
        Heading(2, runs("（一）主动公开")),
        ListItem("（1）", 0, runs("一项")),
        SmallTable((1, 1), ((runs("渠道"), runs("件数")), (runs("网站"), runs("3")))),
        Figure("走势.png", "图1"),
        edition=edition,
    )
    page = parsed(document)
    shown = words(page, "//h1/span | //p | //h2 | //h3 | //li | //th | //td | //figcaption")
    assert shown == list(texts(document))
    assert len(shown) > 200


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_markup_have_the_cells_and_merges_of_the_model(edition: str) -> None:
    document = report(edition=edition)
    page = parsed(document)
    tables = list(document.tables())
    assert [table.name for table in tables] == ["disclosure", "requests", "disputes"]
    for table in tables:
        rows = [[spans(cell) for cell in row.xpath("th|td")] for row in table_of(page, table.name).xpath(".//tr")]
        assert rows == [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in table.rows]


def test_lines_of_a_narrow_cell_stand_below_each_other() -> None:
    (cell,) = parsed(report()).xpath("//section[@id='requests']//th[.='社会公益组织']")
    assert [part.tail for part in cell.xpath("br")] == ["公益", "组织"]


def test_bold_text_is_strong_and_runs_are_not_parted() -> None:
    page = parsed(report(Paragraph((Run("全年公开"), Run("749条", bold=True), Run("。")))))
    (line,) = page.xpath("//section[@id='overview']/p")
    assert line.text_content() == "全年公开749条。"
    assert words(line, "strong") == ["749条"]


@pytest.mark.parametrize(("level", "element"), [(2, "h3"), (3, "h4"), (4, "h5")])
def test_headings_inside_a_section_follow_its_own(level: int, element: str) -> None:
    page = parsed(report(Heading(level, runs("小标题"))))
    assert words(page, f"//section[@id='overview']/{element}") == ["小标题"]


def test_list_items_that_follow_one_another_are_one_list_with_their_markers_as_text() -> None:
    items = (ListItem("1.", 0, runs("甲")), ListItem("（1）", 1, runs("乙")))
    page = parsed(report(*items, paragraph("。"), ListItem("—", 0, runs("丙"))))
    assert [words(group, "li") for group in page.xpath("//ul")] == [["1.甲", "（1）乙"], ["—丙"]]
    assert [item.get("style") for item in page.xpath("//li")] == ["--depth: 0", "--depth: 1", "--depth: 0"]


def test_a_small_table_has_a_head_and_centres_columns_of_short_cells() -> None:
    rows = ((runs("渠道"), runs("说明")), (runs("网站"), runs("包括门户网站和政务公开专栏")))
    (table,) = parsed(report(SmallTable((1, 3), rows))).xpath("//table[@class='small']")
    assert words(table, "thead/tr/th[@scope='col']") == ["渠道", "说明"]
    assert [cell.get("class") for cell in table.xpath("tbody/tr/td")] == ["short", None]
    assert [column.get("style") for column in table.xpath("colgroup/col")] == ["width: 25.0%", "width: 75.0%"]


# Tables for those who cannot see them


@pytest.mark.parametrize(("edition", "results"), [("2019", 20), ("2021", 22)])
def test_heads_name_what_they_head(edition: str, results: int) -> None:
    table = table_of(parsed(report(edition=edition)), "requests")
    scopes = {spans(cell): cell.get("scope") for cell in table.xpath(".//th")}
    assert scopes[("申请人情况", 1, 7)] == "colgroup"
    assert scopes[("法人或其他组织", 1, 5)] == "col", "the columns it spans are no group of their own"
    assert scopes[("自然人", 2, 1)] == "col"
    assert scopes[("三、本年度办理结果", results, 1)] == "rowgroup"
    assert scopes[("（三）不予公开", 8, 1)] == "row", "its rows are only a part of their group"
    assert scopes[("一、本年新收政府信息公开申请数量", 1, 3)] == "row"
    assert all(cell.get("scope") is None for cell in table.xpath(".//td"))
    assert [len(body.xpath("tr")) for body in table.xpath("tbody")] == [2, results, 1]
    assert [len(group.xpath("col")) for group in table.xpath("colgroup")] == [3, 7]


def test_each_caption_heads_a_group_of_rows() -> None:
    bodies = table_of(parsed(report(edition="2019")), "disclosure").xpath("tbody")
    assert [words(body, "tr[1]/th[@scope='rowgroup']") for body in bodies] == [
        [f"第二十条第（{number}）项"] for number in "一五六八九"
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_head_rows_columns_and_names_of_tables_are_those_of_the_form(edition: str) -> None:
    document = report(edition=edition)
    page = parsed(document)
    for table in document.tables():
        shown = table_of(page, table.name)
        assert len(shown.xpath("thead/tr")) == table.header_rows
        widths = [
            float(column.get("style").removeprefix("width: ").removesuffix("%")) for column in shown.xpath(".//col")
        ]
        assert widths == pytest.approx([100 * width / sum(table.widths) for width in table.widths], abs=0.01)
        assert words(page, f"//*[@id='{shown.get('aria-labelledby')}']") == [heading(document, table)]


def heading(document: Document, table: Table) -> str:
    return next(section.heading for section in document.sections if section.body is table)


@pytest.mark.parametrize(
    ("number", "requests", "disputes"),
    [("9999", "number", "number"), ("12345", "number", "number fit-8"), ("123456789", "number fit-5", "number fit-5")],
)
def test_numbers_too_long_for_their_column_become_smaller(number: str, requests: str, disputes: str) -> None:
    page = parsed(same_number(report(), number))
    for name, looks in (("requests", requests), ("disputes", disputes), ("disclosure", "number")):
        assert {cell.get("class") for cell in table_of(page, name).xpath(".//td[contains(@class,'number')]")} == {looks}


# What authors write


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_markup_stays_text_everywhere(text: str) -> None:
    document = replace(
        report(
            Paragraph((Run(text), Run(text, bold=True))),
            Heading(2, runs(text)),
            ListItem(text, 0, runs(text)),
            SmallTable((1,), ((runs(text),), (runs(text),))),
            Figure("走势.png", text),
        ),
        office=text,
        title=(text, text),
        details=(("index_no", text, text),),
        preface=(paragraph(text),),
    )
    page, plain_page = parsed(document), parsed(report(Figure("走势.png", "图")))
    section = "//section[@id='overview']"
    assert words(page, f"{section}/p") == words(page, f"{section}//li") == words(page, "//h1") == [text * 2]
    assert words(page, f"//title | //header//dt | //header//dd | {section}/h3 | //figcaption") == [
        text * 2, text, text, text, text,
    ]  # fmt: skip
    assert words(page, f"{section}//th | {section}//td | //div[@class='preface']/p") == [text] * 3
    assert page.xpath("//meta[@name='author' or @name='index_no']/@content | //img/@alt") == [text] * 3
    for element in ("script", "img", "style", "main", "title", "a", "iframe"):
        assert len(page.xpath(f"//{element}")) == len(plain_page.xpath(f"//{element}"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_every_element_is_closed_where_it_was_opened() -> None:
    class Balance(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []
            self.seen = 0

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.seen += 1
            if tag not in VOID:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    balance = Balance()
    blocks = [paragraph(text) for text in HOSTILE]
    items = (ListItem("1.", 0, runs("甲")), SmallTable((1,), ((runs("甲"),), (runs("乙"),))), Figure("走势.png", ""))
    balance.feed(html.write(report(*blocks, *items), built_in()).decode("utf-8"))
    assert balance.open == []
    assert balance.seen > 300


# One file, nothing else


def test_the_page_needs_no_other_file_and_no_script() -> None:
    page = parsed(report(Figure("走势.png", "图")))
    assert not page.xpath("//script | //link | //iframe | //object | //embed | //base | //a")
    assert all(source.startswith("data:image/png;base64,") for source in page.xpath("//@src"))
    assert len(page.xpath("//@src")) == 1
    (css,) = words(page, "//style")
    assert css.strip() == built_in().css.strip()
    assert not re.search(r"url\(|@import", css)
    faces = re.findall(r"@font-face \{[^}]*src: ([^}]*);", css)
    assert len(faces) == css.count("@font-face") == 1
    assert all(re.fullmatch(r'local\("[^"]+"\)', source.strip()) for source in faces[0].split(",")), "installed fonts"
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")


def test_the_head_says_what_the_page_is() -> None:
    data = html.write(report(), built_in())
    assert data.startswith(b'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n')
    page = parsed(report())
    content = {meta.get("name"): meta.get("content") for meta in page.xpath("//meta[@name]")}
    assert content["viewport"] == "width=device-width, initial-scale=1"
    assert content["author"] == content["ContentSource"] == "某市新建路街道办事处"
    assert content["ArticleTitle"] == words(page, "//title")[0] == "某市新建路街道办事处2021年政府信息公开工作年度报告"
    assert content["index_no"] == "XJL-001"
    assert content["PubDate"] == content["dcterms.created"] == "2022-01-26"


def test_details_of_publication_are_shown_above_the_text_if_there_are_any() -> None:
    page = parsed(report())
    assert words(page, "//dl//dt") == ["索引号", "发布日期"]
    assert words(page, "//dl//dd") == ["XJL-001", "2022-01-26"]
    bare = parsed(replace(report(), details=()))
    assert not bare.xpath("//dl | //meta[@name='PubDate']")


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ((("created_date", "", "2022-01-20"), ("publish_date", "", "2022年1月26日")), ("2022-01-20", "2022-01-26")),
        ((("publish_date", "", "2022/1/6"),), ("2022-01-06", "2022-01-06")),
        ((("created_date", "", "2022-01-20"),), ("2022-01-20", "2022-01-20")),
        ((("publish_date", "", "2022-02-30"),), None),
        ((("publish_date", "", "一月底"),), None),
    ],
)
def test_days_are_understood_as_people_write_them(
    details: tuple[tuple[str, str, str], ...], expected: tuple[str, str] | None
) -> None:
    found = dates(replace(report(), details=details))
    assert found == ({"created": expected[0], "published": expected[1]} if expected else {})


@pytest.mark.parametrize(
    ("size", "resolution", "width"),
    [
        ((600, 300), 150.0, "101.6mm"),  # natural size
        ((3000, 300), 72.0, "156.0mm"),  # as wide as the type area
        ((1000, 2000), 72.0, "70.0mm"),  # 140 mm high
    ],
)
def test_pictures_have_their_natural_size_but_fit_the_page(
    size: tuple[int, int], resolution: float, width: str
) -> None:
    document = replace(report(Figure("图.png", "说明")), pictures=(("图.png", picture(*size, resolution)),))
    (image,) = parsed(document).xpath("//figure/img")
    assert image.get("style") == f"width: {width}"
    assert image.get("alt") == "说明"


def test_a_picture_without_a_caption_is_called_by_its_name() -> None:
    page = parsed(report(Figure("走势.png", "")))
    assert page.xpath("//img/@alt") == ["走势.png"]
    assert not page.xpath("//figcaption")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert html.write(report(), built_in()) == html.write(report(), built_in())


# Templates


def test_a_fault_in_a_template_is_told_with_its_line() -> None:
    with pytest.raises(TemplateError, match=r"report\.html 2: "):
        html.write(report(), replace(built_in(), html="<p>\n{% if %}</p>"))
    with pytest.raises(TemplateError, match="titel"):
        html.write(report(), replace(built_in(), html="{{ document.titel }}"))


def test_a_template_cannot_reach_into_python() -> None:
    with pytest.raises(TemplateError, match="unsafe"):
        html.write(report(), replace(built_in(), html="{{ document.__class__.__mro__ }}"))


def test_browsers_get_no_marks() -> None:
    document = report(paragraph("公开2021年，www.gov.cn"))
    assert b'class="gap"' not in html.write(document, built_in())
    assert 'class="gap"' in html.page(document, built_in(), "", on_paper=True)


def test_the_editions_of_the_form_are_those_tested_here() -> None:
    assert tuple(edition.name for edition in form().editions) == EDITIONS
