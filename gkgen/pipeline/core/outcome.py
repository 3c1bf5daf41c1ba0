"""What became of one office file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gkgen.diagnostics import Diagnostic, Severity, Span, Status, in_order
from gkgen.review import Sketch

Inputs = tuple[tuple[str, str], ...]
"""Paths of files, each with a digest of its content, empty for a file that was missing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one office: what was found, what was written, how long it took in seconds.

    `lines` are the lines of the file, for showing the place of a finding. `inputs` are the files that went in, with a
    digest of each. `sketch` stands for its words when the reports of a batch are compared. `stamps` are the size in
    bytes and the time in nanoseconds of each output as it was written. `bases` are the lines of the files that it
    inherits from.
    """

    source: str
    state: Literal["checked", "built", "unchanged", "imported", "failed"]
    outputs: tuple[str, ...]
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...]
    inputs: Inputs = ()
    sketch: Sketch | None = None
    stamps: tuple[tuple[int, int], ...] = ()
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def failed(cls, source: Path | str, *found: Diagnostic) -> "Outcome":
        """The outcome of a file of which nothing is known but the findings."""
        return cls(str(source), "failed", (), 0.0, in_order(found), ())

    def lines_of(self, span: Span) -> tuple[str, ...]:
        """The lines of the file in which something stands."""
        return self.bases.get(span.file, self.lines if span.file == self.source else ())

    @property
    def ok(self) -> bool:
        """Whether nothing was found that stops a report."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def status_of(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> Status:
    """The exit status that the findings ask for: the worst of the errors; with `strict`, warnings are errors."""
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return max((found.status for found in diagnostics if found.severity in counted), default=Status.OK)
