"""One office file on disk checked, with what it names."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from gkgen.checks import Origin
from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.checking import Checked, Wanted, check_text
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.guarded_job import guarded
from gkgen.pipeline.core.outcome import HEADLINES, Inputs, OfficeSummary, Outcome, Part, ReportedNumbers
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.report_sums import ADJUSTMENT, adjustments_of
from gkgen.review import Case

MAX_SHOWN_REPORTS = 100
"""Of a sum of more reports, a cell of a table does not say what each of them adds."""


def check_file(
    path: Path, *, is_in_batch: bool = False, with_numbers: bool = False, with_lines: bool = True
) -> Outcome:
    """Checks an office file; in a batch, the outcome has a sketch of its text, to be compared with the others.

    With `with_numbers` it has what the report counts, without `with_lines` nothing to show the places of findings in.
    """

    def check() -> Outcome:
        checked, inputs = read_and_check(path, with_sketch=is_in_batch, wanted="findings")
        outcome = outcome_of(path, "checked", checked, checked.diagnostics, inputs)
        outcome = outcome if with_lines else replace(outcome, lines=(), bases={})
        return replace(outcome, reported=_reported(checked)) if with_numbers else outcome

    outcome, seconds = guarded(path, check, lambda found: Outcome.failed(path, found))
    return replace(outcome, seconds=seconds)


def _reported(checked: Checked) -> ReportedNumbers | None:
    if checked.case is None:
        return None
    office = checked.case.office
    summed = frozenset(path for path, number in checked.numbers.items() if number.origin is Origin.SUMMED)
    return ReportedNumbers(
        office.text("office"),
        office.text("kind"),
        office.year if office.has_year else None,
        office.edition.name,
        {path: number.value for path, number in checked.numbers.items()},
        {path: number.value for path, number in checked.last_year.items()},
        # Figures of its own stand in the file itself.
        tuple(unit.file for unit in checked.case.units if unit.file != office.name)
        or tuple(name.text.strip() for name in office.units),
        summed,
        {path: parts for path in summed if (parts := tuple(_parts(path, checked.case)))},
    )


def _parts(path: str, case: Case) -> Iterator[Part]:
    """What a sum of reports consists of, but zeros."""
    if len(case.units) <= MAX_SHOWN_REPORTS:
        yield from (Part(unit.display_name, each.value) for unit, each in case.unit_numbers(path) if each.value)
    for each, amount in adjustments_of(path, case.office):
        yield Part(ADJUSTMENT, amount, each.reason.text.strip())


def read_and_check(path: Path, *, with_sketch: bool = True, wanted: Wanted = "document") -> tuple[Checked, Inputs]:
    """What the check found, and the files that went into it; `wanted` as in `check_text`."""
    project = Project.of(path)
    data = read_office_file(path)
    if isinstance(data, Diagnostic):
        return Checked((), (data,), None), ()
    project.note(path, data)
    checked = check_text(data, str(path), project, with_sketch=with_sketch, wanted=wanted)
    return checked, project.inputs


def outcome_of(
    path: Path,
    state: Literal["checked", "built", "draft", "failed"],
    checked: Checked,
    found: tuple[Diagnostic, ...],
    inputs: Inputs = (),
) -> Outcome:
    """The outcome of a check with the findings made since."""
    # Outcomes travel between processes: only those bases go along in which a finding is shown.
    cited = {each.span.file for each in found if each.span}
    bases = {name: lines for name, lines in checked.bases.items() if name in cited}
    summary = _summary(checked)
    return Outcome(
        str(path), state, (), 0.0, found, checked.lines, inputs, checked.sketch, bases=bases, summary=summary
    )


def _summary(checked: Checked) -> OfficeSummary | None:
    if checked.case is None:
        return None
    office, numbers = checked.case.office, checked.numbers
    shown = tuple(
        str(sum(numbers[path].value for path in paths)) if all(path in numbers for path in paths) else None
        for paths in HEADLINES.values()
    )
    year = office.year if office.has_year else None
    return OfficeSummary(office.text("office"), office.text("kind"), year, bool(office.units), shown)
