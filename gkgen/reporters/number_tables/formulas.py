"""The formulas of the workbook: made from addresses of cells alone, never from a name or a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from gkgen import lazy_re as re
from gkgen.diagnostics import Language
from gkgen.form import Equation
from gkgen.invisible_characters import visible
from gkgen.pipeline.core.outcome import Amounts, Part, ReportedNumbers

_ENDS_WITH_AMOUNT = re.compile(r"[+-][\d.]+$")
_LINE = "⏎"

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


@cache
def plain_sheets() -> "type[Worksheet]":
    """Worksheets for formulas of + and SUM alone.

    XlsxWriter looks in each formula for functions of later Excels, and in the address and format of each cell for signs
    to escape.
    """
    from xlsxwriter.worksheet import Worksheet

    class PlainSheet(Worksheet):  # type: ignore[misc] # XlsxWriter has no types
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002 - as in XlsxWriter
            return formula.removeprefix("=")

        def _xml_number_element(self, number: float, attributes: Sequence[tuple[str, str | int]] = ()) -> None:
            told = "".join([f' {name}="{value}"' for name, value in attributes])
            self.fh.write(f"<c{told}><v>{number:.16G}</v></c>")

    return PlainSheet


@dataclass(frozen=True, slots=True)
class RowSum:
    """A sum of the form over one row: the cells that are added and taken away, and the formula without its row."""

    added: tuple[str, ...]
    taken: tuple[str, ...]
    template: str

    @classmethod
    def of(cls, equation: Equation, path: str, columns: Mapping[str, int]) -> "RowSum":
        """The equation solved for one of its cells."""
        from xlsxwriter.utility import xl_col_to_name

        sides = (equation.left, equation.right) if path in equation.right else (equation.right, equation.left)
        added, taken = sides[0], tuple(each for each in sides[1] if each != path)
        names = [[f"{xl_col_to_name(columns[each])}{{0}}" for each in side] for side in (added, taken)]
        return cls(added, taken, f"={'+'.join(names[0])}{''.join(f'-{each}' for each in names[1])}")

    def fits(self, path: str, numbers: Amounts) -> bool:
        """Whether a report has all of these cells, and what it says is their sum."""
        try:
            value = sum(map(numbers.__getitem__, self.added)) - sum(map(numbers.__getitem__, self.taken))
            return value == numbers[path]
        except KeyError:
            return False

    def formula(self, row: int) -> str:
        """The formula in a row, counted from 0."""
        return self.template.format(row + 1)


def areas(rows: Iterable[int], column: int) -> Iterator[str]:
    """The cells of a column in these rows, as few areas as can be."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        first, last = xl_rowcol_to_cell(run[0], column), xl_rowcol_to_cell(run[-1], column)
        yield first if first == last else f"SUM({first}:{last})"


def unseen_parts(path: str, reported: ReportedNumbers, formula: str, language: Language) -> str:
    """What a sum of reports consists of, a line each, where its formula does not show it all; else empty."""
    parts = reported.parts.get(path, ())
    if formula and not _ENDS_WITH_AMOUNT.search(formula):
        return ""
    return visible(_LINE.join(_part(each, language) for each in parts)).replace(_LINE, "\n")


def _part(each: Part, language: Language) -> str:
    reason = f"（{each.reason}）" if language == "zh" else f" ({each.reason})"
    return f"{each.name.text(language)}  {each.value}{reason if each.reason else ''}".replace(_LINE, " ")
