"""Telephone, address, department and the like of the text against 联系方式 (R99)."""

import pytest

from tests.review.cases import found_in

CONTACT = (
    "{科室: 党政办公室, 地址: 江北市滨河区桃园路66号, 邮编: '223001', 电话: '0517-83660012、83660013', "
    "传真: 0517-83660014, 电子邮箱: taoyuan@binhe.gov.cn, 网址: www.binhe.gov.cn}"
)
SAME = (
    "电话：0517-83660012。",
    "联系电话：83660013。",
    "电话（0517）83660012。",
    "电话：０５１７－８３６６００１２。",
    "联系电话为+86-517-83660012。",
    "监督电话：0517-83990000。",
    "举报电话12345、传真：0517-83660014。",
    "地址：桃园路66号。",
    "通讯地址：江北市滨河区桃园路66号政务中心3楼；邮编：223001。",
    "地址：滨河区 桃园路66号306室。",
    "如有疑问，请与桃园街道党政办联系。",
    "请与党政综合办公室联系。",
    "请与滨河区人民政府办公室联系。",
    "请向政务公开科反映。",
    "本报告可在滨河区人民政府门户网站（http://www.binhe.gov.cn/zwgk/）下载。",
    "本报告可在国务院网站（www.gov.cn）和江北市政府网站（http://www.jiangbei.gov.cn）查阅。",
    "电子邮箱：TaoYuan@binhe.gov.cn。",
    "投诉邮箱 12345@jiangbei.gov.cn。",
)
OTHER = (
    ("电话：0517-83660021。", "0517-83660021"),
    ("联系电话83660031。", "83660031"),
    ("传真：0517-83660041。", "0517-83660041"),
    ("地址：江北市滨河区桃园路68号。", "江北市滨河区桃园路68号"),
    ("办公地址：滨河区杏花路66号，邮编223001。", "滨河区杏花路66号"),
    ("邮政编码：223010。", "223010"),
    ("请与桃园街道综合办公室联系。", "桃园街道综合办公室"),
    ("电子邮箱：taoyuan@binhe.com。", "taoyuan@binhe.com"),
    ("本报告可在区政府网站（http://www.binhai.gov.cn）下载。", "http://www.binhai.gov.cn"),
    ("网址：www.taoyuan.cn。", "www.taoyuan.cn"),
)


def told(text: str, field: str = "引言") -> list[str]:
    office = {"机关": "江北市滨河区桃园街道办事处", "联系方式": CONTACT, field: text}
    found = [each for each in found_in("", **office) if each.code == "R99"]
    return [each.quoted for each in found]


@pytest.mark.parametrize("text", SAME)
def test_what_may_be_the_same_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "words"), OTHER)
def test_what_differs_is_told_with_its_words(text: str, words: str) -> None:
    assert told(text) == [words]


def test_elsewhere_only_a_sentence_that_asks_for_questions_is_compared() -> None:
    fee = "本年度未收取信息处理费。"
    assert told(f"{fee}政务公开专区电话：0517-83990000。", "其他事项") == []
    sentence = "如对本报告有疑问，请联系我们，电话：0517-83990000。"
    assert told(f"{fee}{sentence}", "其他事项") == ["0517-83990000"]


def test_without_the_field_there_is_nothing_to_compare() -> None:
    assert not [each for each in found_in("", 引言="电话：0517-83660021。") if each.code == "R99"]
