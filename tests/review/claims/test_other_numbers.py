"""Numbers that claim nothing are listed as what they are, each once."""

import re

import pytest

from gkgen.review.claims import numbers_of
from tests.review.cases import ASPECTS, case_of


def numbers(text: str) -> list[tuple[str, str, str]]:
    records = [each for each in numbers_of(case_of(text)) if each.passage.text != ASPECTS]
    return [(each.words, each.reason, each.about) for each in records]


@pytest.mark.parametrize(
    ("text", "words", "about"),
    [
        ("统计期限自2021年1月1日起。", "2021年1月1日", "日期"),
        ("2021年，工作有序。", "2021年", "年份"),
        ("依照国办公开办函〔2021〕30号编制。", "〔2021〕30号", "文号"),
        ("地址：桃园路66号。", "66号", "地址"),
        ("联系电话：0517-83660012。", "：0517-83660012", "号码"),
    ],
)
def test_what_is_no_amount_is_named(text: str, words: str, about: str) -> None:
    assert numbers(text) == [(words, "no_amount", about)]


def test_every_digit_of_the_text_is_in_one_record() -> None:
    text = "2021年新收政府信息公开申请6件，比上年增长20%，咨询电话83660012，占比4分，详见附件2。"
    records = [each for each in numbers_of(case_of(text)) if each.passage.text == text]
    for found in re.finditer(r"\d", text):
        assert len([each for each in records if each.start <= found.start() < each.end]) == 1
    assert [each.start for each in records] == sorted(each.start for each in records)


def test_cells_of_small_tables_are_listed_once() -> None:
    records = numbers_of(case_of("| 项目 | 件数 |\n| --- | --- |\n| 新收申请 | 6 |\n| 网页浏览 | 88 |"))
    assert [each.words[:2] for each in records if each.passage.text != ASPECTS] == ["6件", "88"]
