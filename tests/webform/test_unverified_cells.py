"""待核对 in the form: a number settled, a row or table of which one number is known."""

import pytest

from gkgen.webform.editing_session import EditingSession
from tests.office import office

NEW = "requests.new_received"
CELL = f"{NEW}.natural_person"


def session(requests: str) -> EditingSession:
    return EditingSession(office(依申请公开情况=requests))


def test_the_numbers_that_it_may_be_are_offered() -> None:
    filled = session("{本年新收: {自然人: {待核对: [49, 491]}}}")
    assert filled.state()["waiting"] == {CELL: ["49", "491"]}
    assert filled.change(CELL, "49") == ""
    assert filled.state()["values"][CELL] == "49"
    assert filled.state()["waiting"] == {}


@pytest.mark.parametrize("requests", ["待核对", "{本年新收: 待核对}", "本年新收: 待核对\n上年结转: {自然人: 1}"])
def test_of_what_waits_one_number_is_settled_and_the_others_wait(requests: str) -> None:
    filled = session(requests)
    assert filled.change(CELL, "5") == ""
    state = filled.state()
    assert state["values"][CELL] == "5"
    assert f"{NEW}.commercial_enterprise" in state["waiting"]
    assert CELL not in state["waiting"]
    assert f"{NEW}.total" not in state["waiting"]
    assert ("requests.carried_in" in state["waiting"]) == (requests == "待核对")


def test_a_table_is_settled_number_by_number() -> None:
    filled = session("待核对")
    granted = "requests.results.granted.natural_person"
    assert filled.change(granted, "2") == ""
    assert filled.change(CELL, "2") == ""
    waiting = filled.state()["waiting"]
    assert "requests.results.refused" in waiting
    assert not {granted, CELL, "requests", "requests.results"} & set(waiting)
    assert not any(path.startswith("requests.carried_out") for path in waiting)  # computed
