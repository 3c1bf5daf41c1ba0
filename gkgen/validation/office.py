"""An office file whose form has been looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gkgen.diagnostics import Span
from gkgen.form import Edition, Field
from gkgen.source import MappingNode, ScalarNode

_YES = frozenset({"true", "True", "是"})


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that the author has looked at: the code of its rule, and the reason to accept it.

    `words` are those of the report that it is about; None where it is for all findings of the rule.
    """

    rule: ScalarNode
    reason: ScalarNode
    words: ScalarNode | None = None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What is added to or taken from the sum of other reports in a cell, and why."""

    cell: ScalarNode
    amount: ScalarNode
    reason: ScalarNode


@dataclass(frozen=True, slots=True)
class Office:
    """What an author wrote, filed under dotted English paths; only what passed is in it.

    `scalars` are the values at the leaves, `stated` every path that was written at all, with its place; `rejected`
    those that did not pass, so that no rule is tried on them. `checks` are the author's equations, `previous` the
    name of last year's file or its entries, `units` the files that this report sums up, `bases` the lines of those
    that it inherits from. `summed` are the cells, rows and tables that are the sum of `units` and of `own_part`, the
    name of a file or entries, with `adjustments`. `year_meant` is the year of the report, None where nobody can tell.
    """

    name: str
    edition: Edition
    lines: tuple[str, ...]
    scalars: Mapping[str, ScalarNode]
    stated: Mapping[str, Span]
    rejected: frozenset[str]
    figures: Mapping[str, ScalarNode]
    checks: tuple[ScalarNode, ...]
    previous: ScalarNode | MappingNode | None = None
    units: tuple[ScalarNode, ...] = ()
    own_part: ScalarNode | MappingNode | None = None
    adjustments: tuple[Adjustment, ...] = ()
    summed: Mapping[str, Span] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    bases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    year_meant: int | None = None

    @property
    def year(self) -> int:
        """The report year, also where it is refused for its spelling; else the first year of the edition."""
        return self.edition.first_year if self.year_meant is None else self.year_meant

    @property
    def has_year(self) -> bool:
        """Whether the file says, in whatever spelling, which year it reports on; else no year can be judged."""
        return self.year_meant is not None

    def lines_of(self, span: Span) -> tuple[str, ...]:
        """The lines of the file that a span is in: this one, or a base of it."""
        return self.bases.get(span.file, self.lines)

    def text(self, path: str) -> str:
        """The text at that path, empty when nothing is there."""
        scalar = self.scalars.get(path)
        return scalar.text.strip() if scalar else ""

    def flag(self, path: str) -> bool | None:
        """The yes or no at that path, None when nothing is there."""
        scalar = self.scalars.get(path)
        return scalar.text in _YES if scalar else None

    def passed(self, path: str) -> bool:
        """Whether neither this path nor anything above or below it was rejected."""
        return not any(bad == path or path.startswith(f"{bad}.") or bad.startswith(f"{path}.") for bad in self.rejected)

    def place(self, wanted: Field) -> Span:
        """Where a finding about that field belongs: the field, else what is above it, else the top of the file."""
        path = wanted.path
        while path:
            if path in self.stated:
                return self.stated[path]
            path = path.rpartition(".")[0]
        return Span(self.name, 1, 1, 1, 1)
