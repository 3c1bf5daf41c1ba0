"""What the rules look at: the office, its numbers, its words, and last year's report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, Span, Term
from gkgen.narrative import Passage
from gkgen.validation import Office, full_term

Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class Previous:
    """What is known of last year's report: how it is called, where this file names it, its numbers and words.

    `numbers` holds what is known and nothing else; `edition` is the name of its edition.
    """

    called: Term
    span: Span
    edition: str
    numbers: Numbers
    passages: tuple[Passage, ...]

    def value(self, path: str) -> Amount | None:
        """The number at a path; None where it is not known."""
        number = self.numbers.get(path)
        return number.value if number else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A report that is summed up in the one under review; `span` is where that one names it."""

    called: Term
    span: Span
    year: int
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Case:
    """A report under review; `passages` are the words of its author, in the order of the report.

    `units` are the reports that it sums up, where all that it names could be read.
    """

    office: Office
    numbers: Numbers
    passages: tuple[Passage, ...]
    previous: Previous | None = None
    units: tuple[Unit, ...] = ()

    @property
    def year(self) -> int:
        """The report year."""
        return self.office.year

    def value(self, path: str) -> Amount | None:
        """The number at a path; None where the edition has no such cell or nothing usable stands there."""
        number = self.numbers.get(path)
        return number.value if number else None

    def place(self, path: str) -> Span:
        """Where a number was typed, else the nearest key above it."""
        number = self.numbers.get(path)
        if number and number.span:
            return number.span
        return self.office.place(self.office.edition.field(path))

    def term(self, path: str) -> Term:
        """How a field is called: a total after what it totals, a row by itself, a cell with its row."""
        while path.endswith(".total"):
            path = path.removesuffix(".total")
        field = self.office.edition.field(path)
        return field.term if path.count(".") < 2 else full_term(self.office.edition, path)

    def spot(self, passage: Passage, start: int, end: int) -> Span:
        """Where a stretch of a passage stands in the file."""
        return passage.spot(start, end, self.office.lines_of(passage.span))

    def words(self, *sections: str) -> Iterator[Passage]:
        """The passages of these sections, of all when none is named."""
        return (passage for passage in self.passages if not sections or passage.section in sections)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or several that are judged together: their codes, the function, the report years they are for."""

    codes: tuple[str, ...]
    check: Callable[[Case], Iterable[Diagnostic]]
    first_year: int = 2019
    last_year: int = 9999

    def applies(self, year: int) -> bool:
        """Whether reports of that year are judged by it."""
        return self.first_year <= year <= self.last_year
