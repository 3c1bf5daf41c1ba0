"""The tally of planted faults."""

import pytest
import recall

from gkgen.review import RULES


def test_every_rule_that_can_be_judged_has_faults_and_none_is_missed() -> None:
    tally = recall.mistakes()
    assert tally.reports >= 120
    assert {code for rule in RULES for code in rule.codes} <= set(tally.planted)
    assert tally.recall == 1
    assert not tally.false


def test_clean_reports_give_no_alarm() -> None:
    tally = recall.clean()
    assert tally.reports >= 30
    assert not tally.false


def test_a_fault_that_is_not_found_lowers_recall(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gkgen.pipeline.core.checking.RULES", ())
    assert recall.mistakes().recall < 0.5
