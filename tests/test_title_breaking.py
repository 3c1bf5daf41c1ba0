"""Titles that are too long for a line: broken where their sense lets them be, in the shapes that the standard wants."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.document import width_in_characters
from gkgen.title_breaking import MAX_WIDTH, title_lines

REST = "2025年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "office",
    [
        "莫力达瓦达斡尔族自治旗|行政审批和政务服务数据管理局",
        "新疆维吾尔自治区|伊犁哈萨克自治州|察布查尔锡伯自治县人民政府",
        "江北市滨河区住房和城乡建设局|（江北市滨河区人民防空办公室）",
        "呼伦贝尔市海拉尔区|城市管理综合行政执法局和信访局",
        "广西壮族自治区|市场监督管理局南宁市民政服务联络处中心",
        "云溪市青石街道办事处",
        "没有任何可以断开之处没有任何可以断开之处没有",
    ],
)
def test_an_office_is_broken_behind_places_and_before_what_belongs_together(office: str) -> None:
    assert "|".join(title_lines((office.replace("|", ""), REST))) == f"{office}|{REST}"


def test_a_title_on_one_line_is_broken_before_the_year() -> None:
    assert title_lines((f"云溪市青石街道办事处{REST}",)) == ("云溪市青石街道办事处", REST)


def test_lines_make_no_hourglass_where_they_need_not() -> None:
    printed = title_lines(("内蒙古自治区呼伦贝尔市海拉尔区人民政府办公室政务公开和政务服务管理中心", REST))
    widths = [width_in_characters(line) for line in printed]
    middle = widths.index(max(widths))
    assert len(widths) == 3
    assert widths[:middle] == sorted(widths[:middle])
    assert widths[middle:] == sorted(widths[middle:], reverse=True)


@given(st.lists(st.text("市区县和、（2025年）政府信息公开甲乙", min_size=1, max_size=90), min_size=1, max_size=3))
def test_no_character_is_lost_and_no_line_that_fits_is_broken(title: list[str]) -> None:
    printed = list(title_lines(title))
    for line in title:
        taken = ""
        while taken != line:
            taken += printed.pop(0)
            assert line.startswith(taken)
            assert width_in_characters(line) > MAX_WIDTH or taken == line
    assert printed == []


def test_a_hostile_title_takes_no_time() -> None:
    start = time.process_time()
    title_lines(("市和" * 150, *["县与" * 20] * 4))
    assert time.process_time() - start < 2
