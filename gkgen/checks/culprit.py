"""Finds the single cells a change of which would make every failing sum of a table hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gkgen.checks.computed_cells import Amount, Number, Numbers, Origin, difference, fails, solve_table
from gkgen.diagnostics import Span
from gkgen.form import Equation, TableForm

# A longer list does not help an author.
MAX_REMEDIES = 3


@dataclass(frozen=True, slots=True)
class Remedy:
    """A cell and the value with which every sum of the table would hold."""

    path: str
    span: Span | None
    before: Amount
    after: Amount


def remedies(table: TableForm, numbers: Numbers, failing: Sequence[Equation]) -> tuple[Remedy, ...]:
    """All such cells; none when there are more than MAX_REMEDIES, because the sums then point to no cell."""
    found: list[Remedy] = []
    # A computed cell that is below zero fulfils its equation: the gap is the cell itself.
    gap = difference(failing[0], numbers) or numbers[failing[0].find].value
    for path in _suspects(table, numbers, failing[0]):
        found.extend(_remedies_in(table, numbers, path, gap))
        if len(found) > MAX_REMEDIES:
            return ()
    return tuple(found)


def _suspects(table: TableForm, numbers: Numbers, equation: Equation) -> tuple[str, ...]:
    """The cells that an equation depends on and that an author can change: neither computed nor added up."""
    seen: dict[str, None] = {}
    waiting = [*equation.left, *equation.right]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen[path] = None
        if numbers[path].origin is Origin.COMPUTED:
            makers = [other for other in table.equations if other.find == path]
            waiting.extend(term for maker in makers for term in (*maker.left, *maker.right) if term in numbers)
    return tuple(sorted(path for path in seen if numbers[path].origin not in {Origin.COMPUTED, Origin.SUMMED}))


def _remedies_in(table: TableForm, numbers: Numbers, path: str, gap: Amount) -> Iterator[Remedy]:
    before = numbers[path]
    for after in (before.value + gap, before.value - gap):
        if after >= 0 and not _any_fails(table, numbers, path, after):
            yield Remedy(path, before.span, before.value, after)


def _any_fails(table: TableForm, numbers: Numbers, path: str, value: Amount) -> bool:
    """Whether a sum of the table would still fail with another value in that cell."""
    typed: dict[str, Number | None] = {leaf.path: None for leaf in table.field.leaves()}
    typed.update({cell: number for cell, number in numbers.items() if cell in typed})
    computed = frozenset(cell for cell, number in typed.items() if number and number.origin is Origin.COMPUTED)
    typed = {cell: number for cell, number in typed.items() if cell not in computed}
    typed[path] = replace(numbers[path], value=value, text=str(value))
    changed = solve_table(table, typed, computed)
    return any(fails(equation, changed) for equation in table.equations)
