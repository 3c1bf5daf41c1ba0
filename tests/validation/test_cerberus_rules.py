"""Cerberus as it is set up here: exact types, nothing filled in, no rule of its own messages."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from cerberus import Validator, errors

from gkgen.form import Edition
from gkgen.pipeline.core.checking import form
from gkgen.validation.cerberus_rules import OfficeValidator, violations
from tests.office import document, kinds, office, read_office

EDITIONS = form().editions
EDITION = EDITIONS[-1]
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


def refused(**changes: Any) -> list[tuple[str, ...]]:
    """The paths of what Cerberus refuses."""
    found = violations(EDITION, {**WHOLE, **changes})
    return [tuple(str(part) for part in error.document_path) for error in found]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)
def test_the_rules_of_an_edition_are_rules_of_cerberus(edition: Edition) -> None:
    """Guard: Cerberus raises SchemaError for a rule that is misspelt in schema.yaml."""
    judged = OfficeValidator(dict(edition.rules)).schema
    # At run time they are taken as they are: no shorthand may need to be expanded.
    assert judged.schema == edition.rules


def test_what_is_right_is_not_refused() -> None:
    assert refused() == []


@pytest.mark.parametrize("value", [True, False, Decimal("1.5"), Decimal("1.0"), "1", "１", None, [1], {}])
def test_a_count_is_a_whole_number_and_nothing_else(value: object) -> None:
    """Guard: `integer` without bool (Cerberus takes True), and no coercion (which turns 1.9 into 1, '１２' into 12)."""
    found = refused(requests={"carried_in": {"natural_person": value}})
    assert found == [("requests", "carried_in", "natural_person")]


def test_cerberus_itself_would_take_true_for_a_count() -> None:
    """Why there is a guard: when this fails, Cerberus has changed and the guard can go."""
    assert Validator({"n": {"type": "integer"}}).validate({"n": True})


@pytest.mark.parametrize("value", [True, "1.5", 1.5, None])
def test_an_amount_is_an_exact_number(value: object) -> None:
    assert refused(disclosure={"fees": {"amount_wan_yuan": value}}) == [("disclosure", "fees", "amount_wan_yuan")]


@pytest.mark.parametrize("value", [0, 3, Decimal("12.50"), 999_999_999_999])
def test_an_amount_may_have_decimals(value: object) -> None:
    assert refused(disclosure={"fees": {"amount_wan_yuan": value}}) == []


@pytest.mark.parametrize("value", [-1, 1_000_000_000])
def test_a_count_has_limits(value: int) -> None:
    assert refused(requests={"carried_in": {"natural_person": value}}) == [("requests", "carried_in", "natural_person")]


@pytest.mark.parametrize(
    "value",
    ["20210126", "2021-1-26", "2021-02-30", "2021-01-26T10:00", "2021-01-26\n", " 2021-01-26", "2021-W04-2", "今天"],
)
def test_a_date_is_written_in_one_way(value: str) -> None:
    """Guard: the check of dates; `fromisoformat` takes 20210126 as well, Cerberus' own `date` takes times."""
    assert refused(metadata={"created_date": value}) == [("metadata", "created_date")]


@pytest.mark.parametrize("value", ["450000\n", "45000", "4500000", "４５００００", " 450000"])
def test_a_pattern_fits_the_whole_text(value: str) -> None:
    r"""Guard: \Z in the patterns of schema.yaml; Cerberus adds $, which fits before a line end."""
    found = refused(contact={"postcode": value})
    assert found == [("contact", "postcode")]


@pytest.mark.parametrize("value", ["甲\n乙", "甲\n\n乙"])
def test_a_text_of_one_line_has_one_line(value: str) -> None:
    assert refused(contact={"address": value}) == [("contact", "address")]
    assert refused(title=value) == []


def test_every_error_of_a_group_is_told() -> None:
    found = refused(contact={"postcode": "1", "email": "x"}, requests={"carried_in": {"total": -1}})
    assert sorted(found) == [("contact", "email"), ("contact", "postcode"), ("requests", "carried_in", "total")]


def test_an_unknown_field_is_refused_at_any_depth() -> None:
    found = violations(EDITION, {**WHOLE, "x": 1, "contact": {"y": 1}, "requests": {"results": {"z": {}}}})
    assert {error.code for error in found} == {errors.UNKNOWN_FIELD.code}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("rules", "data"),
    [({"type": "integer", "coerce": int}, {"n": "１"}), ({"type": "integer", "required": True, "default": 0}, {})],
)
def test_nothing_is_converted_or_filled_in(rules: dict[str, Any], data: dict[str, Any]) -> None:
    """Guard: normalisation is off, so that even a rule set with defaults turns nothing left out into a number."""
    assert len(violations(replace(EDITION, rules={"n": rules}), data)) == 1


@pytest.mark.parametrize("key", WHOLE)
def test_each_required_field_is_missed(key: str) -> None:
    found = violations(EDITION, {name: value for name, value in WHOLE.items() if name != key})
    assert [(error.code, error.document_path) for error in found] == [(errors.REQUIRED_FIELD.code, (key,))]


@pytest.mark.parametrize(
    "key", ["年度", "机关", "总体情况", "主动公开情况", "依申请公开情况", "复议诉讼情况", "问题及改进", "其他事项"]
)
def test_a_required_field_left_blank_is_one_finding(key: str) -> None:
    """Guard: own rules are tried by Cerberus on a blank as well, and must not fail."""
    assert len(kinds(office(**{key: ""}))) == 1


@pytest.mark.parametrize("blank", ['""', '"  "', "~", "null", "|", '"\u3000"'])
def test_a_required_name_of_nothing_but_spaces_is_blank(blank: str) -> None:
    """Guard: Cerberus takes spaces for text, and the title would be printed without the office."""
    assert kinds(office(机关=blank)) == ["F02.blank"]


@pytest.mark.parametrize("key", ["机关类型", "标题", "引言", "发布信息", "联系方式", "数据", "核对"])
def test_an_optional_field_left_blank_never_stops_the_check(key: str) -> None:
    assert len(kinds(office(**{key: ""}))) <= 1


def test_blank_details_are_as_good_as_none() -> None:
    assert document(office(联系方式="科室:\n地址:\n电话: 1")) == document(office(联系方式="电话: 1"))


def test_what_was_refused_is_not_passed_on() -> None:
    found, numbers, _ = read_office(office(依申请公开情况="本年新收: {自然人: 三, 商业企业: 2}"))
    assert "requests.new_received.natural_person" not in found.scalars
    assert "requests.new_received.natural_person" not in numbers
    assert "requests.new_received.total" not in numbers
    assert numbers["requests.new_received.commercial_enterprise"].value == 2
