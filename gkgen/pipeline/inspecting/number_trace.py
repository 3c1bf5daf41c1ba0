"""Where a number of a report comes from: typed, computed by the form, or added up from other reports."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gkgen.checks import Numbers, Origin
from gkgen.diagnostics import Diagnostic, Span, Term, diagnose
from gkgen.form import Edition, Field
from gkgen.pipeline.core.aggregated_reports import MAX_LEVELS
from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.report_sums import ADJUSTMENT, Amount, adjustments_of, cell_typed, name_of, names_of_cells
from gkgen.review import Case
from gkgen.similarity import closest


@dataclass(frozen=True, slots=True)
class Trace:
    """A number with what it consists of.

    `name` is that of the cell, or of the report that it was taken from; `sign` is -1 where it is taken away. `span` is
    where it was typed, or where 汇总 was. `reason` is that of an adjustment. The sum of the parts is the value, unless
    a total was typed that differs, which is an error of the report.
    """

    name: Term
    path: str
    value: Amount
    origin: Origin
    span: Span | None
    file: str
    parts: tuple["Trace", ...] = ()
    sign: int = 1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """The cells that were asked for, and why there are none."""

    traces: tuple[Trace, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def trace(path: Path, cell: str) -> Traced:
    """The cells that are meant by the keys of a cell, a row or a table, each with all that it consists of."""
    tracing = _Tracing(path)
    checked = tracing.checked(str(path))
    if isinstance(checked, Diagnostic):
        return Traced((), (checked,))
    if checked.case is None:
        return Traced((), checked.diagnostics)
    edition = checked.case.edition
    meant = cell_typed(cell, edition)
    if meant is None:
        near = closest(cell.strip(), names_of_cells(edition))
        words = {"cell": cell.strip(), "near": near or ""}
        return Traced((), (diagnose("S02.untraced_near" if near else "S02.untraced", str(path), **words),))
    leaves = [leaf for leaf in meant.leaves() if leaf.path in checked.numbers]
    traces = tuple(tracing.traced(leaf, checked.case, checked.numbers, str(path)) for leaf in leaves)
    return Traced(traces, () if leaves else checked.diagnostics)


def trace_sums(path: Path) -> tuple[Trace, ...]:
    """All cells that are sums of other reports or totals of such, each with its addends but not with theirs."""
    tracing = _Tracing(path, max_levels=1)
    checked = tracing.checked(str(path))
    if isinstance(checked, Diagnostic) or checked.case is None:
        return ()
    case, numbers = checked.case, checked.numbers
    traces: list[Trace] = []
    for table in case.edition.tables:
        leaves = [leaf for leaf in table.field.leaves() if leaf.path in numbers]
        if any(numbers[leaf.path].origin is Origin.SUMMED for leaf in leaves):
            traces += (tracing.traced(leaf, case, numbers, str(path)) for leaf in leaves)
    return tuple(each for each in traces if each.parts)


@dataclass(slots=True)
class _Tracing:
    """Follows the numbers of one file, `top`; a report that is a sum itself is checked once for all of its cells."""

    top: Path
    max_levels: int = MAX_LEVELS
    known: dict[str, Checked | Diagnostic] = field(default_factory=dict)

    def checked(self, file: str) -> Checked | Diagnostic:
        """What the form and the sums of a file give, without the review."""
        if file not in self.known:
            data = read_office_file(Path(file))
            if not isinstance(data, Diagnostic):
                self.known[file] = check_text(data, file, Project.of(Path(file)), ())
            else:
                self.known[file] = data
        return self.known[file]

    def traced(self, leaf: Field, case: Case, numbers: Numbers, file: str, level: int = 1) -> Trace:
        """A cell of a report with what it consists of."""
        number = numbers[leaf.path]
        match number.origin:
            case Origin.SUMMED:
                parts = (*self.reports(leaf, case, level), *_adjustments(leaf, case))
            case Origin.COMPUTED | Origin.TYPED:
                # A total may be typed; then it is compared with these.
                parts = tuple(_terms(leaf, case.edition, numbers, file))
            case Origin.LEFT_OUT:
                parts = ()
        name = name_of(leaf.path, case.edition)
        return Trace(Term(name, leaf.path), leaf.path, number.value, number.origin, number.span, file, parts)

    def reports(self, leaf: Field, case: Case, level: int) -> Iterator[Trace]:
        """What each report adds; one that is itself a sum, with its own parts."""
        for unit, number in case.unit_numbers(leaf.path):
            parts: tuple[Trace, ...] = ()
            if number.origin is Origin.SUMMED and level < self.max_levels:
                below = self.checked(unit.file)
                if isinstance(below, Checked) and below.case and leaf.path in below.numbers:
                    parts = self.traced(leaf, below.case, below.numbers, unit.file, level + 1).parts
            yield Trace(unit.display_name, leaf.path, number.value, number.origin, number.span, unit.file, parts)


def _adjustments(leaf: Field, case: Case) -> Iterator[Trace]:
    for each, amount in adjustments_of(leaf.path, case.office):
        span = each.cell.span
        yield Trace(ADJUSTMENT, leaf.path, amount, Origin.TYPED, span, span.file, (), 1, each.reason.text.strip())


def _terms(leaf: Field, edition: Edition, numbers: Numbers, file: str) -> Iterator[Trace]:
    """The other cells of the equation that computes a cell; none for a cell that no equation does."""
    equations = (equation for table in edition.tables for equation in table.equations if equation.find == leaf.path)
    for equation in equations:
        own = equation.left if leaf.path in equation.left else equation.right
        other = equation.right if own is equation.left else equation.left
        terms = [*((path, 1) for path in other), *((path, -1) for path in own if path != leaf.path)]
        if all(path in numbers for path, _ in terms):
            for path, sign in terms:
                number, name = numbers[path], name_of(path, edition)
                span = number.span
                yield Trace(Term(name, path), path, number.value, number.origin, span, file, (), sign)
            return
