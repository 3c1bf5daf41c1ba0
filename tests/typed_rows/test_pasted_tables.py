"""Whole tables pasted as text below the key of a table."""

import pytest

from tests.office import check, office, read_office

WORD = (
    "申请人情况\n"
    "自然人\t法人或其他组织\t总计\n"
    "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
    "一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t0\t6\n"
    "二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
    "三、本年度办理结果\t（一）予以公开\t\t4\t0\t0\t0\t0\t0\t4\n"
    "\t（四）无法提供\t1.本机关不掌握相关政府信息\t0\t1\t0\t0\t0\t0\t1\n"
    "\t（六）其他处理\t3.其他\t1\t0\t0\t0\t0\t0\t1\n"
    "四、结转下年度继续办理\t1\t0\t0\t0\t0\t0\t1"
)
MEANT = {
    "requests.new_received.natural_person": 5,
    "requests.new_received.commercial_enterprise": 1,
    "requests.carried_in.natural_person": 1,
    "requests.results.granted.natural_person": 4,
    "requests.results.unable.not_held.commercial_enterprise": 1,
    "requests.results.other.other.natural_person": 1,
    "requests.carried_out.natural_person": 1,
}


@pytest.mark.parametrize("text", [f"|\n{WORD}", WORD.replace("\t\t", "\t"), WORD.replace("\t", "  ")])
def test_table_three_is_read_where_every_row_is_certain(text: str) -> None:
    """Guard: rows by their labels, merged cells of Word, 其他 by its place."""
    _, numbers, found = read_office(office(依申请公开情况=text))
    assert found == ()
    assert {path: numbers[path].value for path in MEANT} == MEANT
    assert check(office(依申请公开情况=text)).diagnostics == ()


def test_table_two_and_table_four_are_read() -> None:
    two = (
        "|\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n"
        "第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t34\n第二十条第（八）项\n"
        "信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t0.3"
    )
    row = "\t".join("100010000000000")
    four = f"|\n行政复议\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n{row}"
    _, numbers, found = read_office(office(主动公开情况=two, 复议诉讼情况=four))
    assert found == ()
    assert str(numbers["disclosure.fees.amount_wan_yuan"].value) == "0.3"
    paths = (
        "disclosure.licensing.decisions",
        "disclosure.normative_documents.in_force",
        "disputes.reconsideration.upheld",
    )
    assert [numbers[path].value for path in paths] == [34, 3, 1]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t6", "少了一个数"),
        ("（一）予以公开\t\t4\t0\t0\t0\t0\t4", "空格可能是漏填的数"),
        ("（一）予以公开\t4\t0\t0\t0\t0\t0\t四", "不是数"),
        ("（九）另外的情形\t4\t0\t0\t0\t0\t0\t4", "没有这一行"),
        ("本栏由法制科填写", "不是表里的字"),
    ],
)
def test_a_line_that_is_not_certain_is_named_and_nothing_is_read(line: str, wanted: str) -> None:
    text = office(依申请公开情况=f"|\n二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n{line}")
    found = [each for each in check(text).diagnostics if each.kind == "F04.pasted"]
    assert [each.span and text.split("\n")[each.span.line - 1].strip() for each in found] == [line], wanted


def test_a_number_that_does_not_add_up_is_told_at_its_line() -> None:
    text = office(依申请公开情况="|\n一、本年新收政府信息公开申请数量\t5\t1\t0\t0\t0\t0\t7")
    found = check(text).diagnostics
    assert [
        (each.code, each.span and text.split("\n")[each.span.line - 1][-1]) for each in found if each.code == "R12"
    ] == [("R12", "7")]
