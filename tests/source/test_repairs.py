"""Repairs of the text: what is mended, what only looks like a slip, and that nothing else changes."""

import pytest

from gkgen.source import NO_KEYS, NUMBER, KnownKeys
from gkgen.source.repairs import Repair, mend, open_file, replace_in

ROW = KnownKeys({"自然人": NUMBER, "商业企业": NUMBER})
CONTACT = KnownKeys({"科室": NO_KEYS, "地址": NO_KEYS})
KEYS = KnownKeys(
    {"年度": NUMBER, "机关": NO_KEYS, "引言": NO_KEYS, "联系方式": CONTACT, "本年新收": ROW},
    everywhere=frozenset({"年度", "机关", "引言", "联系方式", "科室", "地址", "自然人", "商业企业", "本年新收"}),
)


def mended(text: str | bytes) -> tuple[bytes, dict[Repair, int]]:
    opened = open_file(text.encode() if isinstance(text, str) else text, KEYS)
    assert opened is not None
    mend(opened, KEYS)
    return opened.data, dict(opened.repairs)


MENDED = (
    ("年度：2021\n", "年度: 2021\n", Repair.PUNCTUATION, 1),
    ("本年新收: ｛自然人：3，商业企业:4｝ # 注，释：\n", "本年新收: {自然人: 3, 商业企业: 4} # 注，释：\n", None, 5),
    ("本年新收: [1，2、3]\n", "本年新收: [1, 2, 3]\n", Repair.PUNCTUATION, 2),
    ("年度:2021\n", "年度: 2021\n", Repair.SPACES, 1),
    ("机关:\u3000\u00a0好\n", "机关: 好\n", Repair.SPACES, 1),
    ("本年新收: {自然人: 1,234,567}\n", "本年新收: {自然人: 1234567}\n", Repair.SEPARATORS, 1),
    ("引言:\n\t科室: 好\n", "引言:\n  科室: 好\n", Repair.INDENTS, 1),
    ("引言:\n  科室: 好\n\u3000\u3000地址: 好\n", "引言:\n  科室: 好\n  地址: 好\n", Repair.INDENTS, 1),
    ("引言:\n    科室: 好\n\t地址: 好\n", "引言:\n    科室: 好\n    地址: 好\n", Repair.INDENTS, 1),
    ("本年新收:\n    自然人: 1\n引言:\n\t科室: 好\n", "本年新收:\n    自然人: 1\n引言:\n    科室: 好\n", None, 1),
    ("引言:\n  -\t好\n", "引言:\n  - 好\n", Repair.INDENTS, 1),
    ("引言: |\n  一。\n\u3000\u3000二。\n", "引言: |\n  一。\n  二。\n", Repair.INDENTS, 1),
    ("机关: 好  \n引言: |\n  一。\u3000\n   \n", "机关: 好\n引言: |\n  一。\n\n", Repair.TRAILING, 3),
    ("引言: \u3000\n  科室: 好\n", "引言:\n  科室: 好\n", Repair.TRAILING, 1),
    ("机关: 好 \u3000\n\u3000\n", "机关: 好\n\n", Repair.TRAILING, 2),
    ("机\u200b关: 好\ufeff的\u00ad\n", "机关: 好的\n", Repair.UNSEEN, 3),
    ("引言: |\n  一。\x0b二。\u2028\n", "引言: |\n  一。\n  二。\n", Repair.UNSEEN, 2),
    ("引言: |\n  | 一\x0b二 |\n", "引言: |\n  | 一二 |\n", Repair.UNSEEN, 1),
    ("机关: Word\x0bExcel\x07\n", "机关: Word Excel\n", Repair.UNSEEN, 2),
    ("引言: 好[bookmark: _GoBack]的\n", "引言: 好的\n", Repair.LEFTOVERS, 1),
    ("引言: |\n  _GoBack一。\n", "引言: |\n  一。\n", Repair.LEFTOVERS, 1),
    ("引言: |\n  <b>一</b>是&nbsp;二。\n", "引言: |\n  一是二。\n", Repair.HTML, 3),
    ("引言: |\n  12<br/>13，14&nbsp;15。\n", "引言: |\n  12 13，14 15。\n", Repair.HTML, 2),
    ("引言: |\n  <td>12</td><td>13</td>\n", "引言: |\n  12 13\n", Repair.HTML, 4),
    ("引言: |\n  &ldquo;公开&#8221;&#x3001;&lt;b&gt;\n", "引言: |\n  “公开”、\n", Repair.HTML, 5),
    ("引言: |\n  &#123;&#123;甲}}<b>年</b>\n", "引言: |\n  &#123;&#123;甲}}年\n", Repair.HTML, 4),
    ('引言: "<b>公开</b>&quot;"\n', '引言: "公开&quot;"\n', Repair.HTML, 3),
    ("引言: |\n  —、总体\n  ## －、总体\n", "引言: |\n  一、总体\n  ## 一、总体\n", Repair.DASHES, 2),
    ('引言: "—、总体"\n', '引言: "一、总体"\n', Repair.DASHES, 1),
    ("\ufeff年度: 2021\n", "年度: 2021\n", Repair.BOM, 1),
    ("年度: 2021\r\n机关: 好\n引言: 好\r\n", "年度: 2021\r\n机关: 好\r\n引言: 好\r\n", Repair.LINE_ENDS, 1),
)  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "repair", "count"), MENDED, ids=[repr(case[0]) for case in MENDED])
def test_what_cannot_mean_anything_else_is_mended(text: str, wanted: str, repair: Repair | None, count: int) -> None:
    data, repairs = mended(text)
    assert data.decode() == wanted
    assert sum(repairs.values()) == count
    assert repair is None or set(repairs) == {repair}


@pytest.mark.parametrize(
    "text",
    [
        "# 年度：2021  \n引言: 好 # 机关：好[bookmark: x]  \n",
        "引言: |\n  年度：2021，{自然人：３}，[1，2]，1,000\n  机关:好\n",
        "引言: >\n  ３件：１，２３４\n",
        "引言: 通知：自然人：３件，共1,000件\n",
        '引言: "机关：好，{自然人：3}"\n',
        "引言: 时间12:30，网址 http://x.cn\n",
        '引言: "好\\  \n  的"\n',
        "引言: |\n  甲——乙、丙—、丁\n  见bookmark和my_GoBack1\n",
        "机关: {{ 年度 }}好\n",
        "引言: |\n  一。\n二。\n",
        "引言: |\n    一。\n  二。\n",
        "年度: 2021\r\n机关: 好\r\n",
        "年度: 2021\r机关: 好",
        "本年新收: [1,234]\n",
        "引言: 甲:\u3000\n",
        "引言: _GoBack-\n",
        "引言: |\n  \u3000\u3000二\u3000三\u00a0四\n",
        "",
    ],
)  # fmt: skip
def test_the_same_signs_where_they_may_be_meant_stay(text: str) -> None:
    assert mended(text) == (text.encode(), {})


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_become_utf8(encoding: str) -> None:
    text = "年度: 2021\r\n机关: 张庄镇人民政府\r\n引言: 依法公开，规范办理。\r\n"
    data, repairs = mended(text.encode(encoding))
    assert data.decode() == text
    assert repairs == {Repair.BOM if encoding == "utf-8-sig" else Repair.ENCODING: 1}


@pytest.mark.parametrize(
    "data",
    [
        "Preis: 3 €\nGröße: schön und grün\n".encode("cp1252"),
        "年度: 2021\n".encode("utf-32"),
        "標題: 臺灣\n".encode("big5"),
        "年度: 2021\n机关: 张庄\n".encode("utf-16") + b"\x00",
        "年度: 2021\n机关: 张庄镇人民政府\n引言: 依法公开\n".encode() + b"\xff\xfe",
        bytes(1_000_001),
    ],
    ids=["cp1252", "utf-32", "big5", "odd utf-16", "damage", "too large"],
)
def test_bytes_that_are_perhaps_something_else_are_not_opened(data: bytes) -> None:
    """Guard is the look for a key: nearly any bytes can be taken for GBK."""
    assert open_file(data, KEYS) is None


def test_stretches_of_a_line_are_replaced_each_at_its_place() -> None:
    assert replace_in("甲乙丙\n丁", {1: [(0, 1, "1111"), (2, 3, "")], 2: [(1, 1, "。")]}) == "1111乙\n丁。"
