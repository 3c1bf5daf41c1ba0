"""What one year hands to the next, as schema.yaml says it: `carries`, `balance`, `lasting`."""

import copy
from typing import Any

import pytest

from gkgen.errors import SchemaError
from gkgen.form import Balance, Form, load_form, opening_cells
from gkgen.pipeline.core.checking import form
from tests.form.test_loading import SMALL


def with_meta(group: str, name: str, **meta: Any) -> Form:
    """The form of SMALL with more in the `meta` of a field."""
    data = copy.deepcopy(SMALL)
    data["schemas"][group][name]["meta"].update(meta)
    return load_form(data)


def opening(small: Form) -> dict[str, tuple[str, ...]]:
    return {field.path: paths for field, paths in opening_cells(small.latest.tables[0])}


def test_a_row_repeats_a_row_of_last_year_cell_by_cell() -> None:
    small = with_meta("rows", "came", carries="left")
    assert small.latest.field("people.came").carries == ("people.left",)
    # The total of a row is computed.
    assert opening(small) == {
        "people.came.men": ("people.left.men",),
        "people.came.women": ("people.left.women",),
    }


def test_a_cell_repeats_the_sum_of_two() -> None:
    small = with_meta("columns", "women", carries="women + men")
    assert opening(small)["people.came.women"] == ("people.came.women", "people.came.men")


def test_a_balance_begins_with_last_years_number() -> None:
    small = with_meta("columns", "women", balance="women + men - total")
    field = small.latest.field("people.left.women")
    assert field.balance == Balance(("people.left.men",), ("people.left.total",))
    assert opening(small)["people.left.women"] == ("people.left.women",)


def test_a_lasting_number_is_taken_over() -> None:
    assert opening(with_meta("columns", "men", lasting=True))["people.left.men"] == ("people.left.men",)
    assert opening(load_form(SMALL)) == {}


@pytest.mark.parametrize(
    ("group", "name", "meta", "problem"),
    [
        ("rows", "came", {"carries": "gone"}, "people.came: no field people.gone"),
        ("rows", "came", {"carries": "left - total"}, "people.came: carries: left - total"),
        ("rows", "came", {"carries": "left total"}, "people.came: left total"),
        ("columns", "men", {"balance": "men + gone"}, "people.came.men: no field people.came.gone"),
        ("columns", "men", {"balance": "women + men"}, "men: balance: women [+] men does not begin with the field"),
        ("columns", "men", {"balance": "men * women"}, "people.came.men: men [*] women"),
    ],
)
def test_a_rule_of_years_that_means_nothing_is_refused(
    group: str, name: str, meta: dict[str, str], problem: str
) -> None:
    with pytest.raises(SchemaError, match=problem):
        with_meta(group, name, **meta)


def test_a_row_of_other_columns_cannot_be_carried() -> None:
    data = copy.deepcopy(SMALL)
    data["schemas"]["rows"]["came"]["meta"]["carries"] = "alone"
    data["schemas"]["rows"]["alone"] = {"type": "count", "meta": {"key": "独"}}
    with pytest.raises(SchemaError, match=r"people\.came: people\.alone has other columns"):
        load_form(data)


def test_the_editions_carry_requests_documents_and_items() -> None:
    found = [
        {field.path.partition(".")[2] for table in edition.tables for field, _ in opening_cells(table)}
        for edition in form().editions
    ]
    applicants = {
        f"carried_in.{leaf.name}"
        for leaf in form().latest.field("requests.carried_in").children
        if leaf.name != "total"
    }
    documents = ("regulations", "normative_documents")
    items = ("licensing", "other_services", "penalties", "coercive_measures", "fees")
    assert found == [
        applicants | {f"{row}.total_disclosed" for row in documents} | {f"{row}.items_last_year" for row in items},
        applicants | {f"{row}.in_force" for row in documents},
    ]
