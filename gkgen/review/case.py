"""What a rule sees: the office, its numbers, its texts, last year's report, the reports that it sums up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gkgen.checks import Number, Numbers
from gkgen.diagnostics import Span, Term
from gkgen.errors import SchemaError
from gkgen.form import Edition, Field, OfficeKind, kind_of
from gkgen.narrative import Passage
from gkgen.source import ScalarNode
from gkgen.validation import Office, full_term

Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class PreviousReport:
    """What is known of last year's report: its name in messages, where this file names it, its numbers and texts.

    `numbers` holds only what is known.
    """

    display_name: Term
    span: Span
    numbers: Numbers
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A report that is summed up in the one under review, `file`; `span` is where that one names it."""

    display_name: Term
    span: Span
    year: int
    numbers: Numbers
    file: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A report under review; `passages` are the texts of its author, in the order of the report.

    `units` are the reports that it sums up, where all that it names could be read, `adjusted` the cells, rows and
    tables about whose sums the author has decided, with what is added to a cell. `cells` are the fields that may be
    read, with all that is below them; None is for all. A rule is given a case with its own.
    """

    office: Office
    numbers: Numbers
    passages: tuple[Passage, ...]
    previous: PreviousReport | None = None
    units: tuple[UnitReport, ...] = ()
    adjusted: Mapping[str, Amount] = field(default_factory=dict)
    cells: tuple[str, ...] | None = None

    def reading(self, cells: tuple[str, ...]) -> "Case":
        """The report as a rule sees it that may read these fields."""
        return Case(self.office, self.numbers, self.passages, self.previous, self.units, self.adjusted, cells)

    @property
    def has_year(self) -> bool:
        """Whether the year of the report is known."""
        return self.office.has_year

    @property
    def year(self) -> int:
        """The report year."""
        return self.office.year

    @property
    def edition(self) -> Edition:
        """The edition of the form that the report follows."""
        return self.office.edition

    def value(self, path: str) -> Amount | None:
        """The number at a path; None where the edition has no such cell or there is no usable number."""
        number = self.number(path)
        return number.value if number else None

    def number(self, path: str) -> Number | None:
        """The number at a path with its text and its place."""
        return self.numbers.get(self._readable(path))

    def value_before(self, path: str) -> Amount | None:
        """Last year's number at a path; None where it is not known."""
        number = self.number_before(path)
        return number.value if number else None

    def number_before(self, path: str) -> Number | None:
        """Last year's number at a path with its text and its place."""
        return self.previous.numbers.get(self._readable(path)) if self.previous else None

    def unit_numbers(self, path: str) -> list[tuple[UnitReport, Number]]:
        """The numbers at a path of the reports that are summed up, as far as they are known."""
        self._readable(path)
        return [(unit, unit.numbers[path]) for unit in self.units if path in unit.numbers]

    def scalar(self, path: str) -> ScalarNode | None:
        """What was typed at a path, if it passed."""
        return self.office.scalars.get(self._readable(path))

    def text(self, path: str) -> str:
        """The text at a path, empty when nothing is there."""
        return self.office.text(self._readable(path))

    def flag(self, path: str) -> bool | None:
        """The yes or no at a path, None when nothing is there."""
        return self.office.flag(self._readable(path))

    def is_stated(self, path: str) -> bool:
        """Whether anything was written at a path."""
        return self._readable(path) in self.office.stated

    def is_rejected(self, path: str) -> bool:
        """Whether what was written at a path was refused, which has been told there."""
        return self._readable(path) in self.office.rejected

    def field(self, path: str) -> Field:
        """The field at a path; raises KeyError when the edition has none."""
        return self.edition.field(self._readable(path))

    def fields(self) -> Iterator[Field]:
        """The fields that the rule names, in its order, as far as the edition has them."""
        return (self.field(path) for path in self.cells or () if path in self.edition.paths)

    def kind(self) -> OfficeKind | None:
        """The kind of office that reports: as its file says, or as its name leaves no doubt."""
        return kind_of(self.edition.office_kinds, self.text("kind"), self.text("office"))

    def is_grassroots(self) -> bool:
        """Whether the office is that of a town or subdistrict."""
        kind = self.kind()
        return kind is not None and kind.is_grassroots

    def place(self, path: str) -> Span:
        """Where a number was typed, else the nearest key above it."""
        number = self.number(path)
        return number.span if number and number.span else self.office.place(self.field(path))

    def term(self, path: str) -> Term:
        """The name of a field in messages: a total by what it totals, a row by itself, a cell with its row."""
        while path.endswith(".total"):
            path = path.removesuffix(".total")
        field = self.field(path)
        return field.term if path.count(".") < 2 else full_term(self.edition, path)

    def key(self, path: str) -> str:
        """A field by the keys of the file, as it is written under 格."""
        parts = path.split(".")
        fields = (self.field(".".join(parts[:end])) for end in range(1, len(parts) + 1))
        return ".".join(field.key for field in fields)

    def spot(self, passage: Passage, start: int, end: int) -> Span:
        """The place in the file of a half-open range of a passage."""
        return passage.spot(start, end, self.office.lines_of(passage.span))

    def words(self, *sections: str) -> Iterator[Passage]:
        """The passages of these sections."""
        names = {self._readable(name) for name in sections}
        return (passage for passage in self.passages if passage.section in names)

    def is_in(self, passage: Passage, section: str) -> bool:
        """Whether a passage belongs to that section."""
        return passage.section == self._readable(section)

    def _readable(self, path: str) -> str:
        """The path itself, if it is one of `cells`, below one, or a group that holds one; raises SchemaError."""
        if self.cells is not None and path not in self.cells:
            near = f"{path}."
            if not any(cell.startswith(near) or path.startswith(f"{cell}.") for cell in self.cells):
                raise SchemaError(f"a rule reads {path}, which is not among its cells: {', '.join(self.cells)}")
        return path
