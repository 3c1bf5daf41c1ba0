"""How often the finding about a failed sum names the very cell that was changed.

In each of a hundred generated reports, with every cell and total of tables three and four typed, one random cell is
changed. The sums determine it when they fail and no other single cell could repair all of them; then it should be named
with its right value. Run: python benchmarks/culprits.py [reports] [seed]
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import offices  # noqa: E402 - the checkout is found first

from gkgen import checks  # noqa: E402
from gkgen.checks.computed_cells import Number, Numbers, Origin, fails  # noqa: E402
from gkgen.checks.culprit import remedies  # noqa: E402
from gkgen.diagnostics import Span  # noqa: E402
from gkgen.form import TableForm  # noqa: E402
from gkgen.pipeline.core.checking import form  # noqa: E402
from gkgen.source import read  # noqa: E402
from gkgen.validation import validate  # noqa: E402


@dataclass(frozen=True, slots=True)
class Trial:
    """A changed cell: whether sums fail, whether only it could repair them, whether it was named, and it alone."""

    path: str
    is_noticed: bool
    is_determined: bool
    is_named: bool
    is_alone: bool


def trials(count: int, seed: int) -> Iterator[Trial]:
    """One changed cell in each of `count` reports."""
    chosen = random.Random(seed)
    for number in range(count):
        year = chosen.choice((2019, 2020, 2021, 2022, 2024))
        tables = [table for table in _tables(number + seed * 1000, year) if table[0].equations]
        yield _trial(*chosen.choice(tables), chosen)


def _tables(seed: int, year: int) -> list[tuple[TableForm, Numbers]]:
    """The tables of a report, as if every cell had been typed."""
    source = read(offices.generate(seed, year, 1).encode(), "office.yaml")
    office, _ = validate(source, form())
    assert office
    numbers = checks.solve(office)
    place = Span("office.yaml", 1, 1, 1, 2)
    typed = {path: replace(number, origin=Origin.TYPED, span=place) for path, number in numbers.items()}
    return [(table, {leaf.path: typed[leaf.path] for leaf in table.field.leaves()}) for table in office.edition.tables]


def _trial(table: TableForm, numbers: Numbers, chosen: random.Random) -> Trial:
    path = chosen.choice([each for equation in table.equations for each in (*equation.left, *equation.right)])
    right = numbers[path].value
    slips = {right + chosen.randint(1, 9), max(0, right - 1), right * 10, int(str(right)[::-1])} - {right}
    wrong = chosen.choice(sorted(slips))
    changed = {**numbers, path: Number(wrong, str(wrong), Origin.TYPED, numbers[path].span)}
    failing = [equation for equation in table.equations if fails(equation, changed)]
    if not failing:
        return Trial(path, is_noticed=False, is_determined=False, is_named=False, is_alone=False)
    named = [(remedy.path, remedy.after) for remedy in remedies(table, changed, failing)]
    return Trial(
        path,
        is_noticed=True,
        is_determined=_others(table, changed, path) == 0,
        is_named=(path, right) in named,
        is_alone=named == [(path, right)],
    )


def _others(table: TableForm, numbers: Numbers, changed: str) -> int:
    """How many other cells could repair every sum, tried one by one with every value that would repair one of them."""
    count = 0
    for path in numbers.keys() - {changed}:
        gaps = {sum(numbers[each].value for each in equation.left) - sum(numbers[each].value for each in equation.right)
                for equation in table.equations}  # fmt: skip
        values = {numbers[path].value + sign * gap for gap in gaps for sign in (1, -1) if gap}
        count += any(value >= 0 and _holds(table, {**numbers, path: _typed(value)}) for value in values)
    return count


def _typed(value: object) -> Number:
    assert isinstance(value, int)
    return Number(value, str(value), Origin.TYPED)


def _holds(table: TableForm, numbers: Numbers) -> bool:
    return not any(fails(equation, numbers) for equation in table.equations)


def main() -> None:
    """Prints the shares."""
    count, seed = (int(given) for given in (*sys.argv[1:], *("100", "1")[len(sys.argv) - 1 :]))
    found = list(trials(count, seed))
    noticed = [trial for trial in found if trial.is_noticed]
    determined = [trial for trial in noticed if trial.is_determined]
    named = sum(trial.is_named for trial in determined)
    print(f"{count} reports, one cell changed in each: {len(noticed)} changes break a sum")
    print(f"  the sums determine the cell in {len(determined)}; it is named in {named} ({named / len(determined):.0%})")
    print(f"  named alone in {sum(trial.is_alone for trial in determined)}, in all {sum(t.is_named for t in noticed)}")


if __name__ == "__main__":
    main()
