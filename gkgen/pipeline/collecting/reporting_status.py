"""Who has reported: each office of a roster with its report, what is left to do, and reports of nobody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from gkgen.diagnostics import Diagnostic, Severity, diagnose, in_order
from gkgen.pipeline.collecting.file_times import times_of
from gkgen.pipeline.collecting.roster import Roster, RosterEntry, plain_name
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import find_offices, resolved


class State(Enum):
    """How far the report of an office is, in the order in which a district cares."""

    MISSING = "missing"
    RETURNED = "returned"
    CHANGED = "changed"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class OfficeStatus:
    """An office of the roster and its report, if there is one; `entry` is None for a report of nobody.

    `days_late` counts the days since the deadline for what was not handed in, or was sent back and not changed.
    """

    state: State
    entry: RosterEntry | None
    outcome: Outcome | None
    days_late: int = 0

    @property
    def office(self) -> str:
        """Its name, as the roster has it; else as the report does."""
        if self.entry:
            return self.entry.office
        summary = self.outcome.summary if self.outcome else None
        return summary.office if summary and summary.office else Path(self.outcome.source if self.outcome else "").stem

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The findings about its report."""
        return self.outcome.diagnostics if self.outcome else ()

    @property
    def is_done(self) -> bool:
        """Whether nobody has to do anything."""
        worst = {Severity.ERROR, Severity.WARNING}
        is_in = self.entry is not None and self.state in {State.REPORTED, State.CHANGED}
        return is_in and not any(each.severity in worst for each in self.diagnostics)


@dataclass(frozen=True, slots=True)
class DistrictStatus:
    """All offices, in the order of the roster, then the reports of nobody; as it is on a day."""

    roster: Roster
    day: date
    offices: tuple[OfficeStatus, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the roster and the reports."""
        return (*self.roster.diagnostics, *(found for each in self.offices for found in each.diagnostics))


def files_of(roster: Roster, paths: Iterable[Path]) -> list[Path]:
    """The office files of these paths, then those that the roster names elsewhere, as far as they are there."""
    files = list(dict.fromkeys(office for path in paths for office in find_offices(path)))
    known = {file.resolve() for file in files}
    named = (roster.path.parent / entry.file for entry in roster.entries if entry.file)
    return [*files, *(file for file in named if file.is_file() and file.resolve() not in known)]


def district_status(roster: Roster, outcomes: Sequence[Outcome], day: date) -> DistrictStatus:
    """The state of each office; `outcomes` are those of a check or a build."""
    matching = _Matching(roster, outcomes)
    pairs = [(entry, matching.report_of(entry)) for entry in roster.entries]
    back = [Path(found.source) for entry, found in pairs if found and entry.returned]
    times = times_of([roster.path, *back]) if back else {}
    offices = [_status(entry, found, times, roster, day) for entry, found in pairs]
    return DistrictStatus(roster, day, (*offices, *matching.of_nobody()))


class _Matching:
    """Reports found for the offices of a roster: by the file that it names, else by the name of the office."""

    def __init__(self, roster: Roster, outcomes: Sequence[Outcome]) -> None:
        self.roster = roster
        self.by_file = {resolved(Path(outcome.source)): outcome for outcome in outcomes}
        self.by_name: dict[str, list[Outcome]] = {}
        for outcome in outcomes:
            if outcome.summary and outcome.summary.office:
                self.by_name.setdefault(plain_name(outcome.summary.office), []).append(outcome)
        self.taken: set[str] = set()

    def report_of(self, entry: RosterEntry) -> Outcome | None:
        """The report of an office, with what is wrong about it; its other files are told where they are checked."""
        same = self.by_name.get(plain_name(entry.office), [])
        self.taken.update(outcome.source for outcome in same)
        if entry.file:
            outcome = self.by_file.get(resolved(self.roster.path.parent / entry.file))
            if outcome is None:
                return None
            self.taken.add(outcome.source)
            return self._with_year(self._with_name(outcome, entry))
        if not same:
            return None
        chosen = next((each for each in same if self._is_of_year(each)), same[0])
        # That there are two is told at the second, which nobody would see.
        others = (found for each in same if each is not chosen for found in each.diagnostics if found.code == "O09")
        return self._with_year(_told(chosen, *others))

    def _with_name(self, outcome: Outcome, entry: RosterEntry) -> Outcome:
        other = outcome.summary.office if outcome.summary else ""
        if not other or plain_name(other) == plain_name(entry.office):
            return outcome
        return _told(outcome, diagnose("S12", outcome.source, "office", office=entry.office, other=other))

    def _with_year(self, outcome: Outcome) -> Outcome:
        if self._is_of_year(outcome):
            return outcome
        year = outcome.summary.year if outcome.summary else None
        return _told(outcome, diagnose("S11", outcome.source, "year", year=str(year), own=str(self.roster.year)))

    def _is_of_year(self, outcome: Outcome) -> bool:
        year = outcome.summary.year if outcome.summary else None
        return year is None or self.roster.year is None or year == self.roster.year

    def of_nobody(self) -> Iterator[OfficeStatus]:
        """Reports of offices that are not on the roster; one that sums up others is the district's own."""
        for outcome in self.by_file.values():
            is_sum = outcome.summary is not None and outcome.summary.is_sum
            if outcome.source not in self.taken and not is_sum:
                name = outcome.summary.office if outcome.summary else ""
                words = name or Path(outcome.source).name
                told = _told(outcome, diagnose("S10", outcome.source, "office", office=words))
                yield OfficeStatus(State.REPORTED, None, told)


def _told(outcome: Outcome, *found: Diagnostic) -> Outcome:
    return replace(outcome, diagnostics=in_order((*outcome.diagnostics, *found)))


def _status(
    entry: RosterEntry, outcome: Outcome | None, times: Mapping[Path, datetime], roster: Roster, day: date
) -> OfficeStatus:
    is_other_year = outcome is not None and any(found.code == "S11" for found in outcome.diagnostics)
    late = max(0, (day - entry.deadline).days) if entry.deadline else 0
    if outcome is None or is_other_year:
        return OfficeStatus(State.MISSING, entry, outcome, late)
    if entry.returned is None:
        return OfficeStatus(State.REPORTED, entry, outcome)
    if _is_changed(times.get(Path(outcome.source)), times.get(roster.path), entry.returned.day):
        return OfficeStatus(State.CHANGED, entry, outcome)
    return OfficeStatus(State.RETURNED, entry, outcome, late)


def _is_changed(report: datetime | None, roster: datetime | None, returned: date) -> bool:
    """Whether a report was changed after it was sent back; on that very day, after that was written into the roster."""
    if report is None or report.date() < returned:
        return False
    return report.date() > returned or (roster is not None and report > roster)
