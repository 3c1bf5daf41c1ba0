"""The benchmark of carriers counts what it says, and a few of its carriers hold."""

import carriers
import pytest
from import_carriers import judged, matched, mutate, report_of
from mutations import MUTATIONS


@pytest.mark.parametrize("carrier", ["docx", "html", "txt", "mail"])
def test_a_plain_carrier_comes_back_whole(carrier: str) -> None:
    report, truth = report_of(1)
    found = matched(*carriers.carry(report, carrier, "plain"))
    assert found is not None
    results = dict(judged(found, truth))
    assert len(results) > 190
    assert set(results.values()) == {"right"}


def test_a_number_that_is_not_that_of_the_report_counts_as_silent() -> None:
    report, truth = report_of(1)
    found = matched(*carriers.carry(report, "docx", "plain"))
    assert found is not None
    path = "disclosure.licensing.decisions"
    assert dict(judged(found, {path: f"{truth[path]}0"}))[path] == "silent"


def test_a_second_number_in_a_cell_is_never_taken_in_silence() -> None:
    assert mutate(2 * len(MUTATIONS), ["html", "docx"]) == 0
