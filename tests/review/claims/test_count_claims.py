"""Counts and what governs them: applicants named once, words that nothing knows, all of a row."""

import pytest

from tests.review.cases import kinds_in


@pytest.mark.parametrize(
    "text",
    [
        "企业申请办结1件，其中部分公开1件。",
        "自然人申请办结6件，其中公开4件、不掌握2件。",
        "新收申请6件，上年8件；当年答复7件。",
        "诉讼3件，上年6件；复议后起诉2件中维持1件。",
        "败诉1件，直接起诉的没有败诉。",
        "办结的7件中，公开和部分公开5件，不掌握或需汇总统计2件。",
        "公开类答复（含部分公开）5件，占办结件的71.4%。",
        "复议和诉讼共6件，被纠正和败诉合计1件。",
        "“12·4”宣传日前后申请集中，一个月收到4件。",
        "全年行政应诉35件，其中工伤认定20件。",
        "受理主体登记申请2160件，撤销冒名登记14件。",
        "企业提出申请1件，均予以部分公开；直接起诉的1件，一审判决均驳回诉讼请求。",
        "结转下年度的1件，申请人均为自然人。",
        "无法提供的2件无一例外都是不掌握。",
        "因涉及“不掌握”等情形无法提供2件。",
        "9家医院自行收到信息公开申请88件，由医院答复。",
    ],
)
def test_a_true_sentence_is_silent(text: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # Words that nothing knows leave some at most, and never make more than the cell.
        ("全年共收到各路主体提出的政府信息公开申请十二件，保障了知情权。", "R60.part"),
        ("各环节齐抓共管、登记规范，全年承接信息公开申请4件。", "R60.received"),
        ("答复在行政复议中被直接纠错4件。", "R60.part"),
        ("一审判决本机关败诉4件，败因是程序瑕疵。", "R60.part"),
        # All of one row, of some applicants, of those carried over.
        ("企业提出申请1件，均予以公开。", "R62.all"),
        ("无法提供2件，均由商业企业提出。", "R62.all"),
        ("结转下年度1件，申请人都是商业企业。", "R62.all"),
        ("行政复议3件，省住建厅均予以维持。", "R66.all"),
        ("无法提供的2件无一例外都是另行制作。", "R62.all"),
        # 等 before the cause sums up its examples, 等 behind it names more than the cause.
        ("档案遗失、机构调整等不掌握的3件。", "R60.part"),
        # Applicants are of the base that their head has counted.
        ("新收申请6件，其中自然人7件。", "R60"),
    ],
)
def test_a_contradiction_is_found(text: str, kinds: str) -> None:
    assert kinds_in(f"依申请公开情况。{text}") == kinds.split()
