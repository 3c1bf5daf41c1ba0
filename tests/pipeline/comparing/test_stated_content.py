"""What an office file says, as it is compared."""

import pytest

from gkgen.comparison import Content, Fact, compare
from gkgen.pipeline.comparing.stated_content import read_content
from gkgen.pipeline.core.named_files import FilesInMemory
from tests.office import office

ROW = "本年新收: {自然人: 3}"
FILES = FilesInMemory({"_区.yaml": "联系方式: {电话: 0371-1}\n".encode()})


def content(text: str) -> Content:
    found = read_content(text.encode(), "office.yaml", FILES, "office.yaml")
    assert isinstance(found, Content), found
    return found


def fact(found: Content, path: str) -> Fact:
    (fact,) = [each for each in found.facts if each.path == path]
    return fact


def test_a_cell_stands_under_its_table_by_its_statutory_labels() -> None:
    cell = fact(content(office(依申请公开情况=ROW)), "requests.new_received.natural_person")
    assert (cell.group.zh, cell.label.zh) == (
        "三、收到和处理政府信息公开申请情况",
        "一、本年新收政府信息公开申请数量·自然人",
    )
    assert (cell.group.en, cell.label.en) == ("requests", "new_received.natural_person")
    assert (cell.text, cell.value, cell.is_computed) == ("3", 3, False)


def test_a_total_is_said_to_be_computed_unless_it_was_typed() -> None:
    path = "requests.new_received.total"
    assert fact(content(office(依申请公开情况=ROW)), path).is_computed
    assert not fact(content(office(依申请公开情况="本年新收: {自然人: 3, 总计: 3}")), path).is_computed


@pytest.mark.parametrize(
    ("changes", "group", "label", "text"),
    [
        ({"标题": "某某的报告"}, "基本信息", "标题", "某某的报告"),
        ({"联系方式": "{电话: 0371-2}"}, "联系方式", "电话", "0371-2"),
        ({"其他事项": "{信息处理费: {收取: 是, 金额: 12.50}}"}, "六、其他需要报告的事项", "信息处理费·金额", "12.50"),
        ({"数据": "{网站: 12}"}, "数据", "网站", "12"),
        ({"核对": "['1 == 1']"}, "核对", "核对", "1 == 1"),
        ({"豁免": "[{规则: R18, 理由: 核实过}]"}, "豁免", "R18", "核实过"),
        ({"上年": "去年.yaml"}, "上年", "上年", "去年.yaml"),
        ({"上年": "{依申请公开情况: {结转下年度: [1, 0, 0]}}"}, "上年", "依申请公开情况·结转下年度", "1，0，0"),
        ({"继承": "_区.yaml"}, "联系方式", "电话", "0371-1"),
        ({"总体情况": "|\n![图](无.png)"}, "图片", "无.png", "读不出来"),
    ],
)
def test_everything_else_in_the_file_is_a_fact_as_well(
    changes: dict[str, str], group: str, label: str, text: str
) -> None:
    facts = [(each.group.zh, each.label.zh, each.text) for each in content(office(**changes)).facts]
    assert (group, label, text) in facts


def test_texts_are_compared_as_they_print_with_the_marks_of_markdown() -> None:
    text = (
        "|\n## 主动公开\n共{{ 网站 }}条，**全部**公开。\n- 一项\n![图](无.png)\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"
    )
    found = content(office(总体情况=text, 数据="{网站: 12}"))
    (part,) = [each for each in found.parts if each.path == "overview"]
    assert part.label.zh == "一、总体情况"
    assert part.paragraphs == (
        "## （一）主动公开",
        "共12条，**全部**公开。",
        "· 一项",
        "![图](无.png)",
        "| 甲 | 乙 |",
        "| 1 | 2 |",
    )


def test_a_file_with_errors_is_read_as_far_as_it_goes_and_they_are_counted() -> None:
    found = content(office(依申请公开情况="本年新收: {自然人: 三, 商业企业: 2, 总计: 9}"))
    assert fact(found, "requests.new_received.commercial_enterprise").text == "2"
    assert found.faults == 1
    assert content(office(依申请公开情况="本年新收: {自然人: 3, 总计: 9}")).faults == 1
    assert content(office()).faults == 0


def test_a_file_that_is_no_yaml_says_why() -> None:
    found = read_content(b"a: [", "office.yaml", FilesInMemory(), "office.yaml")
    assert not isinstance(found, Content)
    assert [finding.severity for finding in found] == ["error"]


def test_two_years_of_different_editions_differ_in_what_both_have_and_in_what_is_not_zero() -> None:
    old = "政府集中采购: {采购项目: 5, 采购金额: 10.5}"
    before, after = content(office(年度="2020", 主动公开情况=old)), content(office(依申请公开情况=ROW))
    told = {each.path: (each.before, each.after) for each in compare(before, after).facts}
    assert told == {
        "year": ("2020", "2021"),
        "requests.new_received.natural_person": ("0", "3"),
        "requests.new_received.total": ("0", "3"),
        "requests.carried_out.natural_person": ("0", "3"),
        "requests.carried_out.total": ("0", "3"),
        "disclosure.procurement.projects": ("5", None),
        "disclosure.procurement.amount": ("10.5", None),
    }
