"""Every cell of the tables: as stated, 0 where a row leaves it out, computed where the form says how."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache

from gkgen.diagnostics import Span
from gkgen.form import Equation, Field, TableForm
from gkgen.validation import Office

Amount = int | Decimal


class Origin(Enum):
    """Where a number comes from."""

    TYPED = "typed"
    LEFT_OUT = "left out, so 0"
    COMPUTED = "computed"
    SUMMED = "added up from other reports"


@dataclass(frozen=True, slots=True)
class Number:
    """The value of a cell and how it prints; `span` is None where it was not typed, nor 汇总 written there."""

    value: Amount
    text: str
    origin: Origin
    span: Span | None = None


Numbers = Mapping[str, Number]


def solve(office: Office, sums: Numbers | None = None) -> dict[str, Number]:
    """All cells of all tables that can be known; cells that were rejected, and what depends on them, are missing.

    `sums` are those of `summed_cells` that could be added up; the others are missing as well.
    """
    numbers: dict[str, Number] = {}
    for table in office.edition.tables:
        if table.field.path in office.stated and table.field.path not in office.rejected:
            typed = _typed(table, office)
            typed.update((path, (sums or {}).get(path)) for path in summed_cells(table, office))
            numbers.update(solve_table(table, typed, _left_out(table, office) - typed.keys()))
    return numbers


def summed_cells(table: TableForm, office: Office) -> dict[str, Span]:
    """The cells of a table that are sums of other reports, each with the place of the word that says so.

    What a row adds up by itself is computed from the row, unless the word stands in that very cell.
    """
    if not office.summed:
        return {}
    totals = {equation.find for equation in table.equations if not equation.negative_rule}
    places: dict[str, Span] = {}
    for path, span in office.summed.items():
        if path in _paths(table):
            for leaf in office.edition.field(path).leaves():
                if (leaf.path not in totals or leaf.path == path) and leaf.path not in office.scalars:
                    places[leaf.path] = span
    return places


def solve_stated(office: Office) -> dict[str, Number]:
    """Only the cells that are known for certain: typed, or in a row or a part that was written at all.

    For numbers of which an author gives a few, such as last year's closing numbers: what is left out is not known.
    """
    numbers: dict[str, Number] = {}
    for table in office.edition.tables:
        solved = solve_table(table, _typed(table, office), _left_out(table, office))
        numbers.update((path, number) for path, number in solved.items() if _is_known(path, office))
    return numbers


def _is_known(path: str, office: Office) -> bool:
    """Typed, in a row that was written, or below a part of which nothing but 全零 was written."""
    if path in office.scalars or path.rpartition(".")[0] in office.stated:
        return True
    parts = path.split(".")
    above = (".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))
    nearest = next((place for place in above if place in office.stated), "")
    return bool(nearest) and not any(place.startswith(f"{nearest}.") for place in office.stated)


def solve_table(table: TableForm, typed: Mapping[str, Number | None], left_out: frozenset[str]) -> dict[str, Number]:
    """The cells of one table. `typed` maps a cell to its number, or to None where what was typed is no number.

    A cell that can be computed is computed when it is in `left_out`, any other that was not typed is 0. An equation
    listed earlier is used before a later one, so that a grand total is added up from its own row.
    """
    numbers = {path: number for path, number in typed.items() if number is not None}
    for leaf in _leaves(table):
        if leaf.path not in typed and leaf.path not in left_out:
            numbers[leaf.path] = Number(0, "0", Origin.LEFT_OUT)
    waiting = [(each, needed) for each, needed in _needs(table) if each.find in left_out]
    while ready := next((each for each, needed in waiting if needed <= numbers.keys()), None):
        value = _solved(ready, numbers)
        numbers[ready.find] = Number(value, str(value), Origin.COMPUTED)
        waiting = [(each, needed) for each, needed in waiting if each.find != ready.find]
    return numbers


@cache
def _needs(table: TableForm) -> tuple[tuple[Equation, frozenset[str]], ...]:
    """Each equation with the cells that must be known before it gives the one to find."""
    return tuple((each, frozenset((*each.left, *each.right)) - {each.find}) for each in table.equations)


def _typed(table: TableForm, office: Office) -> dict[str, Number | None]:
    """The cells that were typed, None for those that are no numbers or whose row or column was misspelt, maybe."""
    typed: dict[str, Number | None] = {}
    doubtful = _doubtful(table, office)
    for leaf in _leaves(table):
        scalar = office.scalars.get(leaf.path)
        if not office.passed(leaf.path):
            typed[leaf.path] = None
        elif scalar is not None and isinstance(scalar.value, int | Decimal):
            text = scalar.text if leaf.kind == "change" and scalar.value else printed(scalar.value)
            typed[leaf.path] = Number(scalar.value, text, Origin.TYPED, scalar.span)
        elif leaf.path.startswith(doubtful):
            typed[leaf.path] = None
    return typed


def _doubtful(table: TableForm, office: Office) -> tuple[str, ...]:
    """What holds an entry that the form does not know: a cell that was left out there may be meant by it."""
    known = _paths(table) if office.rejected else frozenset()
    return tuple(f"{path.rpartition('.')[0]}." for path in office.rejected if path not in known)


@cache
def _paths(table: TableForm) -> frozenset[str]:
    return frozenset(field.path for field in table.field.walk())


@cache
def _leaves(table: TableForm) -> tuple[Field, ...]:
    return tuple(table.field.leaves())


def printed(value: Amount) -> str:
    """A count or an amount as it prints: with the decimals that were typed, without a sign."""
    return str(value) if isinstance(value, int) else f"{value.copy_abs() if value.is_zero() else value:f}"


def _left_out(table: TableForm, office: Office) -> frozenset[str]:
    """The cells to compute: not typed, and for an equation of whole rows, not in a row that was typed."""
    doubtful = _doubtful(table, office)
    return frozenset(
        path
        for path, row in _computed(table)
        if path not in office.scalars
        and row not in office.stated
        and office.passed(path)
        and not path.startswith(doubtful)
    )


@cache
def _computed(table: TableForm) -> tuple[tuple[str, str | None], ...]:
    """The cells that can be computed, each with the row that must not have been typed, if there is one."""
    by_row: dict[str, str | None] = {each.find: _row(each.find) for each in table.equations if each.whole_row}
    return tuple((by_row | {each.find: None for each in table.equations if not each.whole_row}).items())


def _row(path: str) -> str:
    return path.rpartition(".")[0]


def _solved(equation: Equation, numbers: Numbers) -> Amount:
    """The one unknown of an equation."""
    left = sum((numbers[path].value for path in equation.left if path != equation.find), 0)
    right = sum((numbers[path].value for path in equation.right if path != equation.find), 0)
    return right - left if equation.find in equation.left else left - right


def fails(equation: Equation, numbers: Numbers) -> bool:
    """Whether a stated number contradicts the equation, or a computed one would be negative.

    An equation with an unknown cell is not judged, so that one bad cell does not set off twenty sums.
    """
    try:
        left = [numbers[path].value for path in equation.left]
        right = [numbers[path].value for path in equation.right]
    except KeyError:
        return False
    found = numbers[equation.find]
    if found.origin is Origin.COMPUTED:
        # Where all is computed, as in the column of totals, the fault is reported for the columns that were typed.
        is_reported_elsewhere = all(
            numbers[path].origin is Origin.COMPUTED for path in (*equation.left, *equation.right)
        )
        return bool(equation.negative_rule) and found.value < 0 and not is_reported_elsewhere
    return sum(left) != sum(right)


def difference(equation: Equation, numbers: Numbers) -> Amount:
    """Left side less right side."""
    return total(equation.left, numbers) - total(equation.right, numbers)


def total(paths: tuple[str, ...], numbers: Numbers) -> Amount:
    """The sum of those cells."""
    return sum((numbers[path].value for path in paths), start=0)
