"""The public record of claims: what form, editor, preview and the command read."""

import pytest

from gkgen.review.claims import claims_of
from gkgen.review.claims.claim_records import ClaimRecord
from tests.review.cases import ASPECTS, case_of


def records_of(text: str, **entries: str) -> list[ClaimRecord]:
    return [record for record in claims_of(case_of(text, **entries)) if record.passage.text != ASPECTS]


def test_a_number_that_agrees() -> None:
    (record,) = records_of("全年新收政府信息公开申请6件。")
    assert (record.words, record.start, record.end) == ("6件", 12, 14)
    assert (record.verdict, record.reason, record.about, record.finding) == ("agrees", "", "", None)
    assert (record.value, record.low, record.high, record.unit) == (6, 6, 6, "件")
    (reading,) = record.readings
    assert (reading.expression, reading.value) == ("new", 6)
    assert reading.paths == ("requests.new_received.total",)
    assert str(reading.name.zh) == "本年新收"


def test_any_lawful_reading_is_told() -> None:
    (record,) = records_of("共收到政府信息公开申请8件。")
    assert [(reading.expression, reading.value) for reading in record.readings] == [("new", 6), ("load", 8)]


def test_a_contradiction_carries_its_finding() -> None:
    (record,) = records_of("全年新收政府信息公开申请5件。")
    assert record.verdict == "contradicts"
    assert [(each.expression, each.value) for each in record.compared] == [("new", 6)]
    assert record.compared[0].name.zh == "本年新收"
    assert record.finding is not None
    assert record.finding.code == "R60"


@pytest.mark.parametrize(
    ("text", "verdict", "reason", "about"),
    [
        ("受理12345热线工单320件。", "elsewhere", "other_matter", "热线信箱"),
        ("上半年收到政府信息公开申请5件。", "undecidable", "other_time", ""),
        ("市政府作为复议机关审理政府信息公开行政复议案件9件。", "elsewhere", "other_office", ""),
        ("全年新收政府信息公开申请6件，比上年增长20%。", "undecidable", "last_year_unknown", ""),
    ],
)
def test_why_a_number_is_not_judged(text: str, verdict: str, reason: str, about: str) -> None:
    record = records_of(text)[-1]
    assert (record.verdict, record.reason, record.about) == (verdict, reason, about)
    assert record.finding is None


def test_a_bound_without_an_upper_end() -> None:
    (record,) = records_of("全年新收政府信息公开申请超过4件。")
    assert record.low is not None
    assert record.low > 4
    assert record.high is None
    assert record.verdict == "agrees"


def test_a_denial_has_no_number() -> None:
    (record,) = records_of("全年未收到政府信息公开申请。")
    assert (record.relation, record.value, record.verdict) == ("none", None, "contradicts")
