"""A report that sums up others: cell by cell their sum (R91), of the same year (R95), joint documents (R94)."""

from collections.abc import Iterator

from gkgen.diagnostics import Addend, Diagnostic, Term, diagnose, diagnose_sum
from gkgen.form import Field
from gkgen.review.case import Case, UnitReport
from gkgen.review.rule import Rule, rule

# After ten cells an author looks for the report that was forgotten, not for more cells.
_MAX_REPORTED_CELLS = 10


def cells(case: Case) -> Iterator[Diagnostic]:
    """Every cell that is not itself a sum of the form."""
    if not case.units or _of_other_years(case):
        return
    tables = case.edition.tables
    leaves = [leaf for table in tables for leaf in table.field.leaves() if leaf.path not in table.computed]
    found = [finding for leaf in leaves if (finding := _compared(case, leaf))]
    yield from found[:_MAX_REPORTED_CELLS]
    if len(found) > _MAX_REPORTED_CELLS:
        first = found[_MAX_REPORTED_CELLS]
        yield diagnose("R91.more", first.span or first.file, first.path, count=len(found) - _MAX_REPORTED_CELLS)


def same_year(case: Case) -> Iterator[Diagnostic]:
    """Reports of other years have other numbers, and maybe another form."""
    for unit in _of_other_years(case):
        yield diagnose("R95", unit.span, "units", name=unit.display_name, year=unit.year, own=case.year)


def joint(case: Case) -> Iterator[Diagnostic]:
    """Documents in force (`balance` in schema.yaml) that several reports count."""
    for path in (field.path for field in case.fields() if field.balance):
        values = [number.value for _, number in case.unit_numbers(path) if number.value]
        if len(values) > 1:
            yield diagnose("R94", case.place(path), path, count=len(values), total=sum(values))


def _of_other_years(case: Case) -> list[UnitReport]:
    return [unit for unit in case.units if unit.year != case.year]


def _compared(case: Case, leaf: Field) -> Diagnostic | None:
    """The cell against the sum, with every report that adds something to it."""
    number = case.number(leaf.path)
    parts = case.unit_numbers(leaf.path)
    if number is None or len(parts) < len(case.units):
        return None
    value = number.value
    total = sum((each.value for _, each in parts), 0)
    if value == total:
        return None
    counting = [(unit, each) for unit, each in parts if each.value]
    listed = "、".join(f"{unit.display_name.zh} {each.value}" for unit, each in counting)
    addends = [Addend("left", case.term(leaf.path), leaf.path, number.value, number.span)]
    addends += [Addend("right", unit.display_name, leaf.path, each.value, each.span) for unit, each in counting]
    return diagnose_sum(
        "R91",
        case.place(leaf.path),
        leaf.path,
        addends,
        field=case.term(leaf.path),
        value=value,
        total=total,
        difference=value - total if value > total else total - value,
        units=Term(listed or "没有", listed or "none"),
    )


RULES: tuple[Rule, ...] = (
    rule(cells, "R91"),
    rule(joint, "R94"),
    rule(same_year, "R95"),
)
