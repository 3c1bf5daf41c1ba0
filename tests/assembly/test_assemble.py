"""The document of an office: titles, details, sections in their order, tables with their numbers, texts."""

from decimal import Decimal

import pytest

from gkgen.document import CellRole, Document, Heading, Paragraph, Table, plain
from gkgen.form import Edition
from gkgen.pipeline.core.checking import form
from tests.checks.tables import disputes, requests, seeded, written
from tests.narrative.texts import text_of
from tests.office import check, document, office

EDITIONS = form().editions


def texts(found: Document, section: int) -> list[str]:
    body = found.sections[section].body
    assert isinstance(body, tuple)
    return [text_of(block) for block in body]


def preface(**changes: str) -> list[str]:
    return [text_of(block) for block in document(office(**changes)).preface]


# Title and details


def test_the_title_is_the_statutory_one_on_two_lines() -> None:
    found = document(office(年度="2023"))
    assert found.title == ("张庄镇人民政府", "2023年政府信息公开工作年度报告")
    assert found.name == "张庄镇人民政府2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("typed", ["我的报告", "|\n我的\n\n报告", '" 我的报告 "'])
def test_a_title_of_the_authors_own_is_used_line_by_line(typed: str) -> None:
    assert "".join(document(office(标题=typed)).title) == "我的报告"


def test_details_are_in_the_order_of_the_form_and_empty_ones_left_out() -> None:
    found = document(office(发布信息="发布日期: 2022-01-26\n关键词:\n索引号: 0632-1"))
    assert found.details == (("index_no", "索引号", "0632-1"), ("publish_date", "发布日期", "2022-01-26"))


def test_figures_are_kept_with_their_exact_values() -> None:
    assert document(office(数据="{甲: 749, 乙: 0.50}")).figures == (("甲", 749), ("乙", Decimal("0.50")))


# Sections


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.name))
def test_the_six_sections_have_their_headings_and_tables(edition: Edition) -> None:
    found = document(office(年度=str(edition.first_year)))
    assert found.edition == edition.name
    assert [section.heading[:2] for section in found.sections] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert [table.name for table in found.tables()] == ["disclosure", "requests", "disputes"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.name))
def test_every_number_stands_in_its_cell(edition: Edition) -> None:
    cells = {**requests(edition, seeded(3)), **disputes(seeded(4))}
    found = document(
        office(
            年度=str(edition.first_year),
            依申请公开情况=written(edition.field("requests"), cells),
            复议诉讼情况=written(edition.field("disputes"), cells),
        )
    )
    shown = {
        f"{table.name}.{cell.field}": cell.text
        for table in found.tables()
        for row in table.rows
        for cell in row
        if cell.role is CellRole.NUMBER and table.name != "disclosure"
    }
    assert shown == {path: str(number) for path, number in cells.items()}
    assert len(shown) == {"2019": 161, "2021": 175}[edition.name] + 15


@pytest.mark.parametrize(
    ("year", "row", "cell", "shown"),
    [
        ("2021", "行政事业性收费: 96171.60", "fees.amount_wan_yuan", "96171.60"),
        ("2021", "行政事业性收费: 0.00", "fees.amount_wan_yuan", "0.00"),
        ("2021", "行政事业性收费: -0.00", "fees.amount_wan_yuan", "0.00"),
        ("2021", "行政事业性收费: +12.5", "fees.amount_wan_yuan", "12.5"),
        ("2021", "行政事业性收费: 0", "fees.amount_wan_yuan", "0"),
        ("2021", "行政事业性收费: 全零", "fees.amount_wan_yuan", "0"),
        ("2021", "行政许可: +3", "licensing.decisions", "3"),
        ("2021", "行政许可: -0", "licensing.decisions", "0"),
        ("2019", "行政许可: {上一年项目: 9, 本年增减: +2}", "licensing.items_change", "+2"),
        ("2019", "行政许可: {上一年项目: 9, 本年增减: -2}", "licensing.items_change", "-2"),
        ("2019", "行政许可: {上一年项目: 9, 本年增减: -0}", "licensing.items_change", "0"),
        ("2019", "政府集中采购: {采购项目: 1, 采购金额: 1186.1878}", "procurement.amount", "1186.1878"),
    ],
)
def test_a_number_prints_with_the_decimals_and_the_sign_that_mean_something(
    year: str, row: str, cell: str, shown: str
) -> None:
    found = document(office(年度=year, 主动公开情况=row))
    assert [text for path, _, text in found.numbers if path == f"disclosure.{cell}"] == [shown]


def test_numbers_are_listed_in_the_order_of_the_form() -> None:
    paths = [path for path, _, _ in document(office()).numbers]
    wanted = [leaf.path for table in form().latest.tables for leaf in table.field.leaves()]
    assert paths == wanted
    assert len(paths) == 200


def test_the_order_of_keys_in_the_file_does_not_matter() -> None:
    text = office(引言="引言", 数据="{甲: 1}")
    entries = text.splitlines(keepends=True)
    assert document("".join(reversed(entries))) == document(text)


# Texts


def test_a_section_in_parts_has_headings_with_numbers() -> None:
    found = document(office(总体情况="主动公开: 甲\n监督保障: |\n  乙\n  ### 丙\n依申请公开: 丁"))
    assert texts(found, 0) == ["（一）主动公开", "甲", "（二）依申请公开", "丁", "（三）监督保障", "乙", "1.丙"]


def test_headings_inside_a_part_stand_below_its_own() -> None:
    found = check(office(总体情况="主动公开: |\n  ## 甲"))
    assert [d.kind for d in found.diagnostics] == ["N11"]
    assert found.document is not None
    body = found.document.sections[0].body
    assert isinstance(body, tuple)
    assert [(block.level, plain(block.runs)) for block in body if isinstance(block, Heading)] == [
        (2, "（一）主动公开"),
        (3, "1.甲"),
    ]


def test_a_part_that_is_left_out_gets_no_heading() -> None:
    assert texts(document(office(问题及改进="存在问题: 甲")), 4) == ["（一）存在的主要问题", "甲"]


def test_headings_are_counted_anew_in_each_section() -> None:
    found = document(office(总体情况="|\n## 甲", 问题及改进="|\n## 乙"))
    assert texts(found, 0) + texts(found, 4) == ["（一）甲", "（一）乙"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("信息处理费: {收取: 否}\n正文: 无。", ["本年度未收取信息处理费。", "无。"]),
        ("信息处理费: {收取: false}", ["本年度未收取信息处理费。"]),
        ("信息处理费: {收取: 是, 金额: 30.50}", ["本年度收取信息处理费30.50元。"]),
        ("信息处理费: {收取: true, 件数: 2, 金额: 30}", ["本年度发出收费通知2件，收取信息处理费30元。"]),
        ("正文: 无。", ["无。"]),
        ("无。", ["无。"]),
    ],
)
def test_the_fee_is_reported_in_a_sentence(typed: str, shown: list[str]) -> None:
    assert texts(document(office(其他事项=typed)), 5) == shown


def test_whom_to_ask_stands_below_the_preface() -> None:
    shown = preface(引言="一段。", 联系方式="科室: 党政办公室\n电话: 0632-5112345\n传真:\n地址: 建设路1号")
    assert shown == [
        "一段。",
        "如对本报告有疑问，请与张庄镇人民政府党政办公室联系（地址：建设路1号，电话：0632-5112345）。",
    ]


@pytest.mark.parametrize("typed", ["科室: 党政办公室", "{科室: , 电话: }"])
def test_nobody_is_named_without_a_way_to_reach_them(typed: str) -> None:
    assert preface(联系方式=typed) == []


def test_details_are_never_taken_for_markup() -> None:
    assert preface(联系方式="地址: '**甲** { 年度 }'")[0].endswith("（地址：**甲** { 年度 }）。")


@pytest.mark.parametrize("changes", [{"联系方式": "地址: '北京{{ 年度 }}号'"}, {"署名": "'{{机关'"}])
def test_a_reference_in_a_field_that_has_none_is_not_printed(changes: dict[str, str]) -> None:
    assert [d.kind for d in check(office(**changes)).diagnostics] == ["N02.field"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"总体情况": '" "'}, ("overview", 3)),
        ({"总体情况": "|\n##"}, ("overview", 3)),
        ({"总体情况": "{}"}, ("overview", 3)),
        ({"总体情况": "主动公开: |\n监督保障: 甲"}, ("overview.proactive", 4)),
        ({"其他事项": "正文: ''"}, ("other_matters.text", 9)),
    ],
)
def test_a_text_that_was_begun_and_left_empty_is_told(changes: dict[str, str], place: tuple[str, int]) -> None:
    found = check(office(**changes)).diagnostics
    assert [(d.kind, d.path, d.span.line) for d in found if d.span] == [("N16", *place)]
    assert len(found) == 1


def test_a_picture_that_is_missing_is_told_wherever_it_is_used() -> None:
    found = check(office(总体情况="|\n![一](a.png)\n![二](a.png)", 问题及改进="|\n![三](a.png)")).diagnostics
    assert [(d.kind, d.path, d.span.line) for d in found if d.span] == [
        ("N08", "overview", 4),
        ("N08", "overview", 5),
        ("N08", "problems", 10),
    ]


def test_the_same_office_in_english_gives_the_same_document() -> None:
    english = """\
year: 2021
office: 张庄镇人民政府
preface: 引言
overview: {proactive: 甲, supervision: 乙}
disclosure: {licensing: 3, regulations: [1, 2, 3], fees: {amount_wan_yuan: 1.50}}
requests: {new_received: {natural_person: 1}, results: {granted: {natural_person: 1}}}
disputes: 全零
problems: 无。
other_matters: {processing_fee: {charged: false}, text: 无。}
"""
    chinese = """\
年度: 2021
机关: 张庄镇人民政府
引言: 引言
总体情况: {主动公开: 甲, 监督保障: 乙}
主动公开情况: {行政许可: 3, 规章: [1, 2, 3], 行政事业性收费: {收费金额: 1.50}}
依申请公开情况: {本年新收: [1, 0, 0, 0, 0, 0], 办理结果: {予以公开: {自然人: 1}}}
复议诉讼情况: 全零
问题及改进: 无。
其他事项: {信息处理费: {收取: 否}, 正文: 无。}
"""
    assert document(english) == document(chinese)


def test_nothing_is_assembled_while_something_is_wrong() -> None:
    assert check(office(机关=None)).document is None


def test_tables_have_no_blank_cell() -> None:
    found = document(office())
    cells = [cell for table in found.tables() for row in table.rows for cell in row]
    assert len(cells) > 200
    assert all(cell.text for cell in cells)
    assert all(isinstance(section.body, Table) or section.body for section in found.sections)
    assert isinstance(found.sections[0].body, tuple)
    assert isinstance(found.sections[0].body[0], Paragraph)
