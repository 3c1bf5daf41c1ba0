"""Comparisons without a number: of two cells, of two years, by rank, by more than half."""

import pytest

from tests.review.cases import kinds_in

LAST = (
    "{依申请公开情况: {本年新收: {自然人: 9}, 办理结果: {予以公开: {自然人: 3}, 部分公开: {自然人: 4}}, "
    "结转下年度: {自然人: 2}}, "
    "复议诉讼情况: {行政复议: {结果维持: 3}}}"
)


@pytest.mark.parametrize(
    "text",
    [
        "自然人提出的申请多于商业企业。",
        "予以公开的件数超过无法提供，居各类结果第一位。",
        "部分公开的少于无法提供。",
        "复议案件和诉讼案件数量相等。",
        "直接起诉的少于复议后起诉的。",
        "各类结果中予以公开最多，其次是无法提供。",
        "申请人以自然人居多，自然人申请占多数。",
        "年末结转数低于年初结转数，存量下降。",
        "新收申请数量比上年减少，予以公开的件数比上年增加。",
        "行政复议3件，与上年持平。",
        "涉及征地拆迁的最多，涉及社保的次之。",
        "县住建局收到的申请最多，超过县教育局。",
        "如无法提供的件数超过予以公开，将开展专项分析。",
        "予以公开的比无法提供的多出2件，是后者的两倍。",
        "全年办结数超过新收数1件，部分公开比予以公开少3件。",
        "无法提供的件数比上年增加2件。",
        "门户网站访问量超过上年，政务新媒体关注人数最多。",
    ],
)
def test_a_true_comparison_and_one_of_something_else_is_silent(text: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}", 上年=LAST) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("商业企业提出的申请多于自然人。", "R57.cells"),
        ("无法提供的件数超过了予以公开。", "R57.cells"),
        ("予以公开的件数与无法提供的件数持平。", "R57.cells"),
        ("废止的行政规范性文件比制发的还多。", "R57.cells"),
        ("直接起诉与复议后起诉的件数相同。", "R57.cells"),
        ("各类结果中部分公开最多。", "R57.cells"),
        ("从结果看，予以公开最多，部分公开次之。", "R57.cells"),
        ("新收申请绝大多数由商业企业提出。", "R57.cells"),
        ("年末结转数高于年初结转数。", "R57.cells"),
        ("新收申请数量超过上年。", "R57.less"),
        ("予以公开的件数比上年有所下降。", "R57"),
        ("新收申请6件，与上年持平。", "R57.less"),
        ("行政复议案件数比上年增加。", "R57.same"),
        ("予以公开的比无法提供的多出3件。", "R57.cells"),
        ("全年办结数超过新收数2件。", "R57.cells"),
        ("部分公开的比予以公开的少2件。", "R57.cells"),
        ("予以公开的件数是无法提供的三倍。", "R57.cells"),
        # Last year's table adds up: what it leaves out is nothing.
        ("无法提供2件，与上年持平。", "R57"),
    ],
)
def test_a_wrong_comparison_is_found(text: str, kind: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}", 上年=LAST) == [kind]
