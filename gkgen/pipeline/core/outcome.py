"""The outcome of a job on one office file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gkgen.diagnostics import Diagnostic, Severity, Span, Status, Term, in_order

if TYPE_CHECKING:
    from gkgen.importers.reading_account import ReadingAccount
    from gkgen.importers.side_by_side import SideBySide
    from gkgen.review import Sketch

Inputs = tuple[tuple[str, str], ...]
"""Paths of files, each with a digest of its content, empty for a file that was missing."""


Amounts = Mapping[str, int | Decimal]
"""The cells of the tables that are known, by dotted path."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is added in a cell: the number of a report by its name, or an adjustment with its reason."""

    name: Term
    value: int | Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportedNumbers:
    """What a report counts, for tables of many: whose it is, its year, its cells and those of the year before.

    `edition` is the name of the edition of the form; `last_year` is empty where the file names no report. `units` are
    the files that it sums up, `summed` the cells that are their sums. `parts` are what such a cell consists of, but
    zeros, with the own figures of the office; of many reports none.
    """

    office: str
    kind: str
    year: int | None
    edition: str
    numbers: Amounts
    last_year: Amounts
    units: tuple[str, ...] = ()
    summed: frozenset[str] = frozenset()
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficeSummary:
    """Whose report it is, and the numbers that a list of offices shows, as HEADLINES names them; None where unknown."""

    office: str
    kind: str
    year: int | None
    is_sum: bool
    numbers: tuple[str | None, ...]


HEADLINES: Mapping[str, tuple[str, ...]] = {
    "received": ("requests.new_received.total",),
    "done": ("requests.results.total.total",),
    "carried": ("requests.carried_out.total",),
    "reconsideration": ("disputes.reconsideration.total",),
    "litigation": ("disputes.litigation_direct.total", "disputes.litigation_after_reconsideration.total"),
}
"""The numbers of a list of offices, each with the cells that it adds up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one office: findings, outputs, seconds.

    `lines` are the lines of the file, and `bases` those of its bases by name, to show the place of a finding. `inputs`
    are all files that were read. `sketch` is a digest of the text, for finding near duplicates in a batch. `stamps` are
    the size in bytes and the modification time in nanoseconds of each output as it was written. `reported` is filled in
    where it was asked for and the file could be read, `summary` wherever it could. `account` and `beside` are of a
    report that was imported.
    """

    source: str
    state: Literal["checked", "built", "draft", "unchanged", "imported", "failed"]
    outputs: tuple[str, ...]
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...]
    inputs: Inputs = ()
    sketch: "Sketch | None" = None
    stamps: tuple[tuple[int, int], ...] = ()
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reported: ReportedNumbers | None = None
    summary: OfficeSummary | None = None
    account: "ReadingAccount | None" = None
    beside: "SideBySide | None" = None

    @classmethod
    def failed(cls, source: Path | str, *found: Diagnostic) -> "Outcome":
        """The outcome of a file of which nothing is known but the findings."""
        return cls(str(source), "failed", (), 0.0, in_order(found), ())

    def lines_of(self, span: Span) -> tuple[str, ...]:
        """The lines of the file that a span is in."""
        return self.bases.get(span.file, self.lines if span.file == self.source else ())

    @property
    def ok(self) -> bool:
        """Whether there are no errors."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def status_of(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> Status:
    """The exit status: the worst of the errors; with `strict`, warnings are errors."""
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return max((found.status for found in diagnostics if found.severity in counted), default=Status.OK)
