"""Rules and the fields that they stand on: nothing else is read, and a field that an edition lacks is refused."""

import gc
import re
import weakref
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from gkgen.diagnostics import Diagnostic
from gkgen.errors import SchemaError
from gkgen.form import TableForm, opening_cells
from gkgen.pipeline.core.checking import check_text, form, verified_form
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.project import Project
from gkgen.review import RULES, Case, ClaimRecord, Rule, keeping_claims, review, verify_cells
from gkgen.review.rule import cells_in
from tests.office import office, read_office
from tests.review.schema_renaming import field_names, renamed, schema

TESTS = Path(__file__).parent.parent
CORPUS = sorted([*TESTS.glob("mistakes/[!_]*.yaml"), *TESTS.glob("clean/[!_]*.yaml")])
NAMES = tuple(dict.fromkeys(field_names(schema())))
# Rows that no rule and no module names: whatever they are called, labels, grids and sums follow.
FREE = 17


def derived(table: TableForm) -> list[tuple[str, ...]]:
    """What a table's sums are made of, and what a new report begins with."""
    return [each.left + each.right for each in table.equations] + [
        (field.path, *paths) for field, paths in opening_cells(table)
    ]


def named_by_rules() -> set[str]:
    return {part for rule in RULES for cell in rule.cells for part in cell.split(" ")[0].split(".")}


@pytest.mark.parametrize("name", NAMES)
def test_renaming_a_field_is_refused_or_all_that_is_derived_follows(name: str) -> None:
    changed = renamed(schema(), name, "renamed")
    assert list(field_names(changed)).count("renamed") == list(field_names(schema())).count(name) > 0
    try:
        loaded = verified_form(changed)
    except SchemaError as refused:
        assert re.search(rf"\b{name}\b", str(refused))
        return
    assert name not in named_by_rules()
    for before, after in zip(form().editions, loaded.editions, strict=True):
        assert after.paths == {re.sub(rf"\b{name}\b", "renamed", path) for path in before.paths}
        for old, new in zip(before.tables, after.tables, strict=True):
            wanted = [tuple(re.sub(rf"\b{name}\b", "renamed", path) for path in each) for each in derived(old)]
            assert derived(new) == wanted


def test_most_rows_are_named_by_some_rule_and_the_others_are_free() -> None:
    free = 0
    for name in NAMES:
        try:
            verified_form(renamed(schema(), name, "renamed"))
        except SchemaError:
            continue
        free += 1
    assert (len(NAMES), free) == (115, FREE)


def test_a_row_renamed_throughout_the_schema_silences_no_rule() -> None:
    """`sed s/carried_out/carried_over/` once silenced R17, R40 and R63 without a word."""
    text = (TESTS.parent / "schema.yaml").read_text(encoding="utf-8")
    assert text.count("carried_out") == 5
    with pytest.raises(SchemaError) as refused:
        verified_form(yaml.safe_load(text.replace("carried_out", "carried_over")))
    for code in ("R17", "R18", "R40", "R63"):
        assert re.search(rf"edition 2021: no field requests\.carried_out(\.total)?, which .*{code}", str(refused.value))


def test_a_rule_reads_no_field_that_it_does_not_name() -> None:
    def sneaked(case: Case) -> list[Diagnostic]:
        return [] if case.value("requests.carried_out.total") == 0 else list(review(case, ()))

    found, numbers, _ = read_office(office())
    sneaky = Rule(("R40",), sneaked, cells=("office",))
    with pytest.raises(SchemaError, match=r"reads requests\.carried_out\.total, which is not among its cells: office"):
        list(review(Case(found, numbers, ()), [sneaky]))


def test_rules_reach_an_office_through_its_case_alone() -> None:
    modules = [path for path in (TESTS.parent / "gkgen" / "review").rglob("*.py") if path.name != "case.py"]
    assert len(modules) > 20
    around = re.compile(r"\.office\.(?!waivers)|case\.numbers|previous\.numbers")
    assert [path.name for path in modules if around.search(path.read_text(encoding="utf-8"))] == []


def test_every_field_that_a_rule_names_is_read_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: dict[tuple[str, ...], set[str]] = defaultdict(set)
    readable = Case._readable

    def recorded(self: Case, path: str) -> str:
        read[self.cells or ()].add(path)
        return readable(self, path)

    monkeypatch.setattr(Case, "_readable", recorded)
    for path in CORPUS:
        check_text(path.read_bytes(), path.name, Project.of(path))
    unread = []
    for rule in RULES:
        for edition in form().editions:
            cells = cells_in(rule, edition) or ()
            unread += [
                f"{rule.codes[0]} {edition.name} {cell}"
                for cell in cells
                # A rule that names the year only says that it judges years (`review`).
                if cell != "year"
                if cell in edition.paths and not any(f"{path}.".startswith(f"{cell}.") for path in read[cells])
                if rule.first_year <= (edition.last_year or 9999) and rule.last_year >= edition.first_year
            ]
    assert len(CORPUS) > 100
    assert sum(map(len, read.values())) > 200
    assert unread == []


def test_an_edition_says_which_fields_it_has_no_more() -> None:
    data = renamed(schema(), "carried_out", "renamed")
    with pytest.raises(SchemaError):
        verified_form(data)
    data["editions"]["2019"]["without"] = data["editions"]["2021"]["without"] = ["requests.carried_out"]
    loaded = verified_form(data)
    left_out = {code for rule in RULES if cells_in(rule, loaded.latest) is None for code in rule.codes}
    assert {"R17", "R18", "R40", "R63"} <= left_out
    assert "R19" not in left_out


@pytest.mark.parametrize(
    ("lacking", "problem"),
    [
        ("requests.carried_in", "which it has"),
        ("gone", "which no rule reads"),
    ],
)
def test_what_an_edition_is_without_is_named_for_a_reason(lacking: str, problem: str) -> None:
    data = schema()
    data["editions"]["2021"]["without"] = [lacking]
    with pytest.raises(SchemaError, match=f"without {lacking}, {problem}"):
        verified_form(data)


def test_a_field_may_be_there_in_some_years_alone() -> None:
    def rule(cell: str, first_year: int = 2019) -> Rule:
        return Rule(("R99",), lambda _: (), cells=(cell,), first_year=first_year)

    fee = "requests.results.other.fee_overdue"
    verify_cells(
        form(), [rule(f"{fee} from 2021"), rule(fee, first_year=2021), rule("disclosure.*.in_force from 2021")]
    )
    for wrong in (rule(fee), rule(f"{fee} until 2020"), rule("disclosure.*.in_force"), rule("gone.*.total")):
        with pytest.raises(SchemaError, match=r"edition 2019: no field .*, which R99 reads"):
            verify_cells(form(), [wrong])


def test_a_rule_that_is_made_for_one_report_is_not_kept() -> None:
    records: list[ClaimRecord] = []
    made = keeping_claims(RULES, records)
    kept = [weakref.ref(rule.check) for rule in made if rule not in RULES]
    assert len(kept) == 1
    check_text(office(总体情况="收到申请3件。").encode(), "甲.yaml", FilesInMemory(), made)
    assert records
    del made
    gc.collect()
    assert kept[0]() is None
