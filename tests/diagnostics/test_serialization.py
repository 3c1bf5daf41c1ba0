"""Findings kept between runs: what comes back is what was kept, and nothing else comes back."""

import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.diagnostics import (
    CATALOGUE,
    Addend,
    Diagnostic,
    Severity,
    Span,
    Term,
    Value,
    diagnose,
    diagnose_sum,
    from_data,
    to_data,
)
from tests.office import check, office

# What is kept is data: it does not matter whether a message could be made of it.
pytestmark = pytest.mark.any_words

SPAN = Span("局.yaml", 3, 1, 4, 5)


def kept(diagnostic: Diagnostic) -> Diagnostic:
    """The finding after a stay in a JSON file."""
    return from_data(json.loads(json.dumps(to_data(diagnostic), ensure_ascii=False)))


def alike(one: object, two: object) -> bool:
    """Equal and of the same look: Decimal('1.0') equals 1, but is printed otherwise."""
    return one == two and repr(one) == repr(two)


VALUES: list[Value] = ["文字", "", "1", 0, -7, 10**30, Decimal("1.50"), Decimal(3), Term("总体情况", "overview")]


def test_the_values_below_are_of_every_kind() -> None:
    assert {type(value) for value in VALUES} == set(get_args(Value))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was(value: Value) -> None:
    finding = diagnose("N16", SPAN, "overview", field=value)
    assert alike(kept(finding), finding)


@pytest.mark.parametrize("value", [3, Decimal("2.50")])
def test_the_numbers_of_an_equation_come_back(value: int | Decimal) -> None:
    addends = (
        Addend("left", Term("合计", "total"), "requests.total", value, SPAN),
        Addend("right", Term("个人", "persons"), "requests.persons", value, None),
    )
    finding = diagnose_sum("R10", SPAN, "requests", addends, subject="第三部分", value=value)
    assert alike(kept(finding), finding)


def test_a_finding_about_a_whole_file_and_a_waived_one_come_back() -> None:
    whole = diagnose("N15", "局.yaml")
    waived = Diagnostic("N13", "局.yaml", SPAN, "overview", (), (), "领导要求")
    assert [alike(kept(each), each) for each in (whole, waived)] == [True, True]
    assert kept(waived).severity is Severity.NOTE


def test_what_is_found_in_a_real_office_comes_back_with_the_same_words() -> None:
    text = office(总体情况="|\n# 标题\n正文{{ 没有 }}", 依申请公开情况="\n新收:\n  自然人: 3\n  总计: 5\n", 无此项="1")
    found = check(text).diagnostics
    assert len(found) >= 3
    for each in found:
        assert alike(kept(each), each)
        assert kept(each).message("en") == each.message("en")


words = st.text(max_size=12)
numbers = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
terms = st.builds(Term, words, words)
spans = st.builds(Span, words, *[st.integers(1, 10**6)] * 4)
addends = st.builds(Addend, st.sampled_from(["left", "right"]), terms, words, numbers, st.none() | spans)
diagnostics = st.builds(
    Diagnostic,
    st.sampled_from(sorted(CATALOGUE)),
    words,
    st.none() | spans,
    words,
    st.lists(st.tuples(words, words | numbers | terms), max_size=4).map(tuple),
    st.lists(addends, max_size=3).map(tuple),
    words,
)


@given(diagnostics)
def test_any_finding_comes_back(diagnostic: Diagnostic) -> None:
    assert alike(kept(diagnostic), diagnostic)


@given(diagnostics)
def test_a_kept_finding_is_nothing_but_json(diagnostic: Diagnostic) -> None:
    data = to_data(diagnostic)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


GOOD = to_data(diagnose_sum("R10", SPAN, "a", [Addend("left", Term("甲", "a"), "a.b", 1, SPAN)], subject="x"))


def test_the_data_that_is_broken_below_is_good() -> None:
    assert to_data(from_data(GOOD)) == GOOD


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "R999"},
        {"kind": None},
        {"span": [1, 2]},
        {"span": 5},
        {"values": 5},
        {"values": ["abc"]},
        {"values": [["field", None]]},
        {"values": [["field", 1.5]]},
        {"values": [["field", {"zh": "甲"}]]},
        {"addends": [["left", "甲", "a", "a.b", "three", None]]},
        {"addends": [["left"]]},
    ],
    ids=repr,
)
def test_what_was_not_kept_does_not_come_back(broken: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_data({**GOOD, **broken})


@pytest.mark.parametrize("missing", GOOD)
def test_every_part_is_wanted(missing: str) -> None:
    with pytest.raises(KeyError):
        from_data({key: value for key, value in GOOD.items() if key != missing})
