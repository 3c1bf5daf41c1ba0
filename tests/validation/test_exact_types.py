"""What is certain without Cerberus, compared with what Cerberus says."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.pipeline.core.checking import form
from gkgen.source import read
from gkgen.validation.cerberus_rules import violations
from gkgen.validation.exact_types import is_certainly_valid
from gkgen.validation.normalization import file_entries

EDITION = form().editions[-1]
WHOLE: dict[str, Any] = {
    "year": 2021,
    "office": "张庄镇人民政府",
    "overview": "正文。",
    "disclosure": {},
    "requests": {},
    "disputes": {},
    "problems": "无。",
    "other_matters": "无。",
}
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2_000_000_000_000),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.floats(),
    st.text("a1\n ", max_size=8),
    st.sampled_from(["2021-01-26", "20210126", "277500", "277500\n", "a@b.c", "乡镇政府", "部门"]),
)
PLACES = (
    ("year",),
    ("kind",),
    ("title",),
    ("overview",),
    ("contact", "postcode"),
    ("contact", "email"),
    ("contact", "nothing"),
    ("metadata", "publish_date"),
    ("requests", "new_received", "natural_person"),
    ("disclosure", "fees", "amount_wan_yuan"),
    ("figures", "公开"),
    ("checks",),
    ("units",),
    ("waivers",),
)


@pytest.mark.parametrize("year", [2019, 2024])
@pytest.mark.parametrize("seed", range(4))
def test_right_files_are_certain(seed: int, year: int) -> None:
    edition = form().edition_of(year)
    assert edition
    root = read(offices.generate(seed, year, 2).encode(), "x.yaml").root
    assert root
    assert is_certainly_valid(edition, file_entries(root, edition).data)


@given(st.sampled_from(PLACES), st.one_of(VALUES, st.lists(VALUES, max_size=2), st.dictionaries(st.text("a"), VALUES)))
def test_what_is_certain_is_refused_by_no_rule(place: tuple[str, ...], value: object) -> None:
    data: Any = value
    for name in reversed(place):
        data = {name: data}
    whole = {**WHOLE, **data}
    if is_certainly_valid(EDITION, whole):
        assert violations(EDITION, whole) == ()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("contact", "postcode"), "277500"),
        (("metadata", "publish_date"), "2022-01-26"),
        (("requests", "new_received", "natural_person"), 999_999_999),
        (("disclosure", "fees", "amount_wan_yuan"), Decimal("1.50")),
        (("figures",), {"公开": 3}),
        (("checks",), ["公开 == 3"]),
        (("waivers",), [{"rule": "R01", "reason": "因为"}]),
        (("overview",), {"proactive": "正文。"}),
    ],
)
def test_right_values_are_certain(place: tuple[str, ...], value: object) -> None:
    data: Any = value
    for name in reversed(place):
        data = {name: data}
    assert is_certainly_valid(EDITION, {**WHOLE, **data})


@pytest.mark.parametrize("name", WHOLE)
def test_a_missing_field_is_not_certain(name: str) -> None:
    assert not is_certainly_valid(EDITION, {key: value for key, value in WHOLE.items() if key != name})


def test_a_rule_that_is_not_known_makes_nothing_certain() -> None:
    edition = replace(EDITION, rules={"n": {"type": "integer", "excludes": "m"}})
    assert not is_certainly_valid(edition, {"n": 1})
