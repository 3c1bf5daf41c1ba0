"""Slips of the input method: found, placed, mended for the rest of the check, and nothing else taken for one."""

import pytest

from gkgen.source import NO_KEYS, NUMBER, KnownKeys, Source, plain, read
from tests.office import check, kinds, office

ROW = KnownKeys({"自然人": NUMBER, "商业企业": NUMBER})
KEYS = KnownKeys(
    {"年度": NUMBER, "机关": NO_KEYS, "引言": NO_KEYS, "联系方式": KnownKeys({"科室": NO_KEYS}), "本年新收": ROW},
    everywhere=frozenset({"年度", "机关", "引言", "联系方式", "科室", "自然人", "商业企业", "本年新收"}),
)


def source(text: str) -> Source:
    return read(text.encode(), "office.yaml", KEYS)


def slips(text: str) -> list[tuple[str, int, int]]:
    return [(d.kind, d.span.line, d.span.column) for d in source(text).diagnostics if d.span]


# Guard: the look at each line before parsing. YAML would read each of these as something else, or not at all, and tell
# it on another line.
CASES = (
    ("年度：2021\n机关: 好\n", [("Y10", 1, 3)], {"年度": 2021, "机关": "好"}),
    ("机关：好\n", [("Y10", 1, 3)], {"机关": "好"}),
    ("机关 ： 好\n", [("Y10", 1, 4)], {"机关": "好"}),
    ("自造的名字：3\n", [("Y10", 1, 6)], {"自造的名字": 3}),
    ("年度:2021\n", [("Y11", 1, 3)], {"年度": 2021}),
    ("机关:\u3000好\n", [("Y11", 1, 3)], {"机关": "好"}),
    ("机关:\u00a0好\n", [("Y11", 1, 3)], {"机关": "好"}),
    ("本年新收: {自然人:3}\n", [("Y11", 1, 11)], {"本年新收": {"自然人": 3}}),
    ("本年新收: {自然人：3}\n", [("Y10.flow", 1, 11)], {"本年新收": {"自然人": 3}}),
    ("本年新收: ｛自然人: 3｝\n", [("Y10.flow", 1, 7)], {"本年新收": {"自然人": 3}}),
    (
        "本年新收: {自然人: 3，商业企业: 4}\n",
        [("Y10.flow", 1, 14)],
        {"本年新收": {"自然人": 3, "商业企业": 4}},
    ),
    (
        "本年新收: {自然人: 3、商业企业: 4}\n",
        [("Y10.flow", 1, 14)],
        {"本年新收": {"自然人": 3, "商业企业": 4}},
    ),
    ("本年新收: [1，2、3]\n", [("Y10.flow", 1, 9)], {"本年新收": [1, 2, 3]}),
    (
        "本年新收: {自然人: 1,000, 商业企业: 2}\n",
        [("Y11.separator", 1, 13)],
        {"本年新收": {"自然人": 1000, "商业企业": 2}},
    ),
    ("引言:\n\t科室: 好\n", [("Y12", 2, 1)], {"引言": {"科室": "好"}}),
    ("引言:\n\u3000科室: 好\n", [("Y12", 2, 1)], {"引言": {"科室": "好"}}),
    ("引言:\n\u00a0\u00a0科室: 好\n", [("Y12", 2, 1)], {"引言": {"科室": "好"}}),
    ("引言: |\n  一。\n二。\n  三。\n", [("Y13", 3, 1)], {"引言": "一。\n二。\n三。\n"}),
    ("引言: |\n  一。\n## 二\n机关: 好\n", [("Y13", 3, 1)], {"引言": "一。\n## 二\n", "机关": "好"}),
    ("引言: |\n  一。\n\u3000\u3000二。\n", [("Y12", 3, 1)], {"引言": "一。\n二。\n"}),
    ("引言: |\n    一。\n  二。\n", [("Y13.uneven", 3, 1)], {"引言": "一。\n二。\n"}),
    ("机关: {{ 年度 }}好\n", [("Y05", 1, 5)], {"机关": "{{ 年度 }}好"}),
    ("<<<<<<< HEAD\n机关: 甲\n=======\n机关: 乙\n>>>>>>> 乙\n", [("Y15", 1, 1)], {"机关": "甲"}),
    (
        "引言: |\n  一。\n<<<<<<< HEAD\n  二。\n||||||| a1\n  三。\n=======\n  四：{。\n>>>>>>> 乙\n机关: 好\n",
        [("Y15", 3, 1)],
        {"引言": "一。\n\n二。\n", "机关": "好"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "_"), CASES, ids=[case[0] for case in CASES])
def test_a_slip_is_told_at_its_place(text: str, wanted: list[tuple[str, int, int]], _: object) -> None:
    assert slips(text) == wanted
    assert len(source(text).diagnostics) == len(wanted)


@pytest.mark.parametrize(("text", "_", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_a_slip_is_mended_for_the_rest_of_the_check(text: str, _: object, wanted: object) -> None:
    root = source(text).root
    assert root is not None
    assert plain(root) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "引言: |\n  年度：2021\n  机关:好\n  科室：{自然人：3}\n",
        "引言: >\n  年度：2021\n",
        "引言: 通知：自然人：3件\n",
        "引言: 见（机关：好）\n",
        '引言: "机关：好，{自然人：3}"\n',
        "引言: '年度：2021\n\n  机关：好'\n",
        "引言: 集合{甲：1，乙：2}\n",
        "引言: 时间12:30，网址 http://x.cn\n",
        "引言: 共1,000件\n",
        "引言: 数列，[1，2]\n",
        "引言: '数列：[1，2]'\n",
        "引言: 甲，{自然人：3}\n",
        "# 年度：2021\n引言: 好 # 机关：好\n",
        "引言: |\n  一。\n\n      缩进更深。\n  二。\n",
        "引言: |\n  一。\n# 注释\n机关: 好\n",
        "引言: |\n  一。\n#### \n机关: 好\n",
        "引言: 共{{ 年度 }}条\n",
        "本年新收: [1, 0]\n",
    ],
)  # fmt: skip
def test_the_same_signs_in_running_text_are_no_slips(text: str) -> None:
    assert source(text).diagnostics == ()


def test_text_with_full_width_punctuation_stays_as_it_was_typed() -> None:
    root = source("引言: |\n  年度：2021，{自然人：3}，[1，2]，1,000\n").root
    assert root is not None
    assert plain(root) == {"引言": "年度：2021，{自然人：3}，[1，2]，1,000\n"}


def test_a_slip_hides_no_other_finding_and_moves_no_column() -> None:
    text = office(依申请公开情况="本年新收: {自然人：３，商业企业：4，其他：１}")
    assert [(d.kind, d.span and d.span.column) for d in check(text).diagnostics] == [
        ("Y10.flow", 13),
        ("R05.fullwidth", 14),
        ("R05.fullwidth", 26),
    ]


def test_a_report_typed_with_full_width_colons_throughout_is_told_line_by_line() -> None:
    text = office().replace(": ", "：")
    assert kinds(text) == ["Y10"] * 8


def test_a_file_with_the_same_slip_in_every_line_gives_few_findings() -> None:
    assert kinds("年度：2021\n" * 1000).count("Y10") == 20


def test_spaces_of_other_kinds_inside_text_stay() -> None:
    root = source("引言: |\n  一。\n  \u3000\u3000二\u3000三\u00a0四\n").root
    assert root is not None
    assert plain(root) == {"引言": "一。\n\u3000\u3000二\u3000三\u00a0四\n"}
