"""A report that sums up others: each cell their sum (R91), the same year (R95), what must not simply be added.

Several offices may count one document that they issued together (R94), one suit in which they are defendants together
(R20), one request that the first passed on (R21). Nobody but the author knows; what the author says of the cell under
调整 answers the question.
"""

from collections.abc import Iterable, Iterator

from gkgen.checks import Number, Origin
from gkgen.diagnostics import Addend, Diagnostic, Language, Term, diagnose, diagnose_sum
from gkgen.form import Field
from gkgen.review.case import Case, UnitReport
from gkgen.review.rule import Rule, rule

# After ten cells an author looks for the report that was forgotten, not for more cells.
_MAX_REPORTED_CELLS = 10
_MAX_LISTED_REPORTS = 8
LANGUAGES: tuple[Language, ...] = ("zh", "en")


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
        yield from _asked(case, "R94", path)


def suits(case: Case) -> Iterator[Diagnostic]:
    """Disputes of one kind that several reports count."""
    for field in case.fields():
        yield from _asked(case, "R20", f"{field.path}.total")


def transfers(case: Case) -> Iterator[Diagnostic]:
    """Requests for information that another office has, where others received some."""
    received, *others = (field.path for field in case.fields())
    receiving = {unit.file for unit, number in case.unit_numbers(f"{received}.total") if number.value}
    for path in others:
        passing = {unit.file for unit, number in case.unit_numbers(f"{path}.total") if number.value}
        # With fewer than two, whoever passed a request on is the only one that counts it.
        if len(receiving | passing) > 1 and not _is_answered(case, received):
            yield from _asked(case, "R21", f"{path}.total", at_least=1)


def _asked(case: Case, code: str, path: str, at_least: int = 2) -> Iterator[Diagnostic]:
    """The question whether the reports count the same, with what each of them counts."""
    counting = [(unit, number) for unit, number in case.unit_numbers(path) if number.value]
    if len(counting) < at_least or _is_answered(case, path.removesuffix(".total")):
        return
    total = sum((number.value for _, number in counting), 0)
    addends = [Addend("right", unit.display_name, path, number.value, number.span) for unit, number in counting]
    yield diagnose_sum(
        code,
        case.place(path),
        path,
        addends,
        field=case.term(path),
        cell=case.key(path.removesuffix(".total")),
        count=len(counting),
        total=total,
        units=_listed(counting),
    )


def _listed(counting: Iterable[tuple[UnitReport, Number]]) -> Term:
    """What each report counts, the first of them by name."""
    each = [(unit.display_name, number.value) for unit, number in counting]
    zh, en = ([f"{name.text(language)} {value}" for name, value in each] for language in LANGUAGES)
    rest = len(each) - _MAX_LISTED_REPORTS
    if rest > 0:
        zh, en = [*zh[:_MAX_LISTED_REPORTS], f"等 {len(each)} 份"], [*en[:_MAX_LISTED_REPORTS], f"{rest} more"]
    return Term("、".join(zh) or "没有", ", ".join(en) or "none")


def _is_answered(case: Case, path: str) -> bool:
    """Whether the author has said something of that cell, of what holds it or of what is below it."""
    return any(f"{path}.".startswith(f"{each}.") or each.startswith(f"{path}.") for each in case.adjusted)


def _of_other_years(case: Case) -> list[UnitReport]:
    return [unit for unit in case.units if unit.year != case.year]


def _compared(case: Case, leaf: Field) -> Diagnostic | None:
    """The cell against the sum, with every report that adds something to it."""
    number = case.number(leaf.path)
    parts = case.unit_numbers(leaf.path)
    if number is None or len(parts) < len(case.units):
        return None
    value = number.value
    total = sum((each.value for _, each in parts), 0) + case.adjusted.get(leaf.path, 0)
    if value == total or number.origin is Origin.SUMMED:
        return None
    counting = [(unit, each) for unit, each in parts if each.value]
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
        units=_listed(counting),
    )


RULES: tuple[Rule, ...] = (
    rule(cells, "R91"),
    rule(joint, "R94"),
    rule(suits, "R20"),
    rule(transfers, "R21"),
    rule(same_year, "R95"),
)
