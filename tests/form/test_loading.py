"""schema.yaml read: editions, fields, equations; contradictions in it are told at once."""

import copy
from collections import Counter
from typing import Any

import pytest

from gkgen.document import CellRole
from gkgen.errors import SchemaError
from gkgen.form import Edition, Form, load_form, skeleton
from gkgen.pipeline.core.checking import form

FORM = form()
EDITIONS = FORM.editions


def name(edition: Edition) -> str:
    return edition.name


# A form of one table: two columns and their total, two rows and theirs.
SMALL: dict[str, Any] = {
    "types": {"count": {"type": "integer", "min": 0}, "row": {"type": "dict", "schema": "columns"}},
    "schemas": {
        "columns": {
            "men": {"type": "count", "meta": {"key": "男", "label": "男"}},
            "women": {"type": "count", "meta": {"key": "女", "label": ["女", "性"]}},
            "total": {"type": "count", "meta": {"key": "总计"}},
        },
        "rows": {
            "came": {"type": "row", "meta": {"key": "来", "label": "来"}},
            "left": {"type": "row", "meta": {"key": "去", "label": "去"}},
            "total": {"type": "row", "meta": {"key": "总计", "label": "总计"}},
        },
    },
    "fields": {
        "year": {"type": "integer", "required": True, "meta": {"key": "年度"}},
        "people": {"type": "dict", "required": True, "meta": {"key": "人", "heading": "一、人"}},
    },
    "phrases": {},
    "tables": {
        "people": {
            "layout": "matrix",
            "schema": "rows",
            "columns": "columns",
            "widths": [1, 1, 1, 1],
            "corner": "",
            "head": "人",
            "sums": [
                {"rule": "A", "each": "row", "left": ["total"], "right": ["*"]},
                {"rule": "B", "each": "column", "left": ["total"], "right": ["*"], "find": "total"},
            ],
            "floors": [{"rule": "C", "each": "row", "of": ["men", "women"]}],
        }
    },
    "editions": {
        "2": {"years": {"first": 2002}, "notice": "乙", "tables": {"people": {}}},
        "1": {"years": {"first": 2000, "last": 2001}, "notice": "甲", "tables": {"people": {}}},
    },
}


def changed(*path: str, value: Any) -> Form:
    """The form of SMALL with another value at a path."""
    data = copy.deepcopy(SMALL)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return load_form(data)


def test_editions_are_ordered_by_their_years() -> None:
    small = load_form(SMALL)
    assert [edition.name for edition in small.editions] == ["1", "2"]
    assert small.latest.name == "2"
    assert small.edition_of(1999) is None
    serving = [small.edition_of(year) for year in (2000, 2001, 2002, 2050)]
    assert [edition.name for edition in serving if edition] == ["1", "1", "2", "2"]
    assert small.edition("1") is small.editions[0]
    assert small.edition("3") is None


def test_fields_have_paths_keys_and_labels() -> None:
    edition = load_form(SMALL).latest
    women = edition.field("people.came.women")
    assert (women.key, women.lines, women.label, women.is_number) == ("女", ("女", "性"), "女性", True)
    assert [field.path for field in edition.root.child("people").leaves()][:4] == [  # type: ignore[union-attr]
        "people.came.men",
        "people.came.women",
        "people.came.total",
        "people.left.men",
    ]
    assert [field.name for field in edition.sections()] == ["people"]
    with pytest.raises(KeyError, match=r"people\.came\.children"):
        edition.field("people.came.children")


def test_equations_are_expanded_to_single_cells() -> None:
    table = load_form(SMALL).latest.tables[0]
    rows = [equation for equation in table.equations if equation.rule == "A"]
    columns = [equation for equation in table.equations if equation.rule == "B"]
    assert [(each.find, each.left, each.right, each.whole_row) for each in rows] == [
        (f"people.{row}.total", (f"people.{row}.total",), (f"people.{row}.men", f"people.{row}.women"), False)
        for row in ("came", "left", "total")
    ]
    assert [(each.find, each.right, each.whole_row) for each in columns] == [
        (f"people.total.{column}", (f"people.came.{column}", f"people.left.{column}"), True)
        for column in ("men", "women", "total")
    ]
    assert [floor.terms for floor in table.floors] == [
        (f"people.{row}.men", f"people.{row}.women") for row in ("came", "left", "total")
    ]


def test_a_table_that_is_no_field_is_refused() -> None:
    with pytest.raises(SchemaError, match="no field for table animals"):
        changed("editions", "2", "tables", value={"people": {}, "animals": {"schema": "rows"}})


def test_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(SchemaError, match="no schema named lines"):
        changed("tables", "people", "schema", value="lines")


def test_two_fields_of_one_key_are_refused() -> None:
    """Guard: one of them could never be written."""
    with pytest.raises(SchemaError, match="share a key"):
        changed("schemas", "rows", "left", "meta", "key", value="来")


@pytest.mark.parametrize(
    ("sums", "problem"),
    [
        ({"rule": "A", "left": ["gone.total"], "right": ["came.*"]}, "no field gone.total"),
        ({"rule": "A", "each": "diagonal", "left": ["total"], "right": ["*"]}, "each: diagonal"),
        ({"rule": "A", "each": "column", "left": ["total"], "right": ["*"], "find": "gone"}, "no field gone"),
    ],
)
def test_a_sum_of_what_is_not_there_is_refused(sums: dict[str, Any], problem: str) -> None:
    with pytest.raises(SchemaError, match=problem):
        changed("tables", "people", "sums", value=[sums])


def test_the_small_table_is_laid_out_with_its_labels() -> None:
    table = skeleton(load_form(SMALL).latest.tables[0])
    assert [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in table.rows] == [
        [("", 2, 1), ("人", 1, 3)],
        [("男", 1, 1), ("女性", 1, 1), ("", 1, 1)],
        *[[(label, 1, 1), ("", 1, 1), ("", 1, 1), ("", 1, 1)] for label in ("来", "去", "总计")],
    ]
    assert table.header_rows == 2
    assert [cell.field for cell in table.rows[2] if cell.role is CellRole.NUMBER] == [
        "came.men",
        "came.women",
        "came.total",
    ]


def test_the_editions_are_those_of_the_notices() -> None:
    assert [(edition.name, edition.first_year, edition.last_year, edition.notice) for edition in EDITIONS] == [
        ("2019", 2019, 2020, "国办公开办函〔2019〕60号"),
        ("2021", 2021, None, "国办公开办函〔2021〕30号"),
    ]


@pytest.mark.parametrize(("edition", "rows"), [(EDITIONS[0], 23), (EDITIONS[1], 25)], ids=["2019", "2021"])
def test_every_row_and_column_of_table_three_and_four_has_its_equation(edition: Edition, rows: int) -> None:
    rules = Counter(equation.rule for table in edition.tables for equation in table.equations)
    assert rules == {"R12": rows, "R11": 7, "R10": 7, "R30": 1, "R31": 1, "R32": 1}


def test_changes_have_their_floors_in_the_first_edition_alone() -> None:
    assert [len(table.floors) for table in EDITIONS[0].tables] == [5, 0, 0]
    assert [len(table.floors) for table in EDITIONS[1].tables] == [0, 0, 0]


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_every_cell_of_tables_three_and_four_takes_part_in_an_equation(edition: Edition) -> None:
    for table in edition.tables[1:]:
        terms = {path for equation in table.equations for path in (*equation.left, *equation.right)}
        assert terms == {leaf.path for leaf in table.field.leaves()}


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_an_equation_has_no_term_twice_and_finds_one_of_its_terms(edition: Edition) -> None:
    seen = 0
    for equation in (each for table in edition.tables for each in table.equations):
        terms = (*equation.left, *equation.right)
        assert len(set(terms)) == len(terms)
        assert equation.find in terms
        assert [path for path, _ in equation.terms] == list(terms)
        seen += 1
    assert seen >= 40


@pytest.mark.parametrize("edition", EDITIONS, ids=name)
def test_the_cells_are_those_of_the_notice(edition: Edition) -> None:
    wanted = {"2019": (22, 161, 15), "2021": (10, 175, 15)}[edition.name]
    assert tuple(sum(1 for _ in table.field.leaves()) for table in edition.tables) == wanted
