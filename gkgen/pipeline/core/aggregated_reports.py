"""The reports that an office file sums up (汇总): found, read, and judged before any of their numbers is added.

A report among them may itself sum others up. What cannot be summed is told at the entry that names it, and then nothing
is summed: a part of a sum looks like a sum.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import has_magic
from pathlib import Path, PurePath

from gkgen import checks
from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, Severity, Term, diagnose
from gkgen.document import DRAFT_MARK
from gkgen.form import Form
from gkgen.pipeline.core.counted_reports import (
    NamedReport,
    ReadReport,
    counted_once,
    judged,
    path_text,
    relative_name,
    shown_path,
)
from gkgen.pipeline.core.named_files import (
    REPORT_FINDINGS,
    SUFFIXES,
    NamedFiles,
    RebasedFiles,
    Refusal,
    load_report,
    relocated,
)
from gkgen.pipeline.core.office_reading import foreign_line, read_office
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.core.report_sums import Addends, added
from gkgen.pipeline.core.unit_cache import CachedUnit, KeepsUnits, RecordedFiles, UnitCache
from gkgen.review import UnitReport
from gkgen.source import MappingNode, ScalarNode
from gkgen.validation import Office, validate_part

MAX_LEVELS = 8
"""Town, county, city, province: more levels are a mistake."""


@dataclass(frozen=True, slots=True)
class Aggregation:
    """The reports that a file sums up, none while one of them is missing or faulty; its cells that are their sums.

    `adjusted` are the cells, rows and tables that the file says something of under 调整, with the numbers of cells.
    """

    units: tuple[UnitReport, ...] = ()
    sums: Numbers = field(default_factory=dict)
    adjusted: Addends = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def aggregate(office: Office, form: Form, files: NamedFiles) -> Aggregation:
    """What an office file sums up, with the findings; `files` are loaded by names relative to its folder."""
    if not (office.units or office.own_part or office.summed):
        return Aggregation()
    cache = files.units if isinstance(files, KeepsUnits) else None
    if isinstance(files, Project):
        cache = UnitCache.of(Path(office.name), form)
    reading = _Reading(form, files, office.name, cache)
    found = _Level(reading, office, (os.path.normpath(office.name),)).aggregation()[0]
    if cache:
        cache.save()
    return found


def solved(office: Office, form: Form, files: NamedFiles) -> Numbers:
    """All cells of an office file that can be known, those that are sums of other reports included."""
    return checks.solve(office, aggregate(office, form, files).sums)


@dataclass(slots=True)
class _Reading:
    """Reads the reports below one office file, `top`, each once."""

    form: Form
    files: NamedFiles
    top: str
    cache: UnitCache | None = None
    known: dict[str, ReadReport | Refusal] = field(default_factory=dict)

    def load(self, shown: str) -> bytes | Refusal:
        """The content of a file by its path as it is shown."""
        return load_report(relocated(PurePath(shown).name, shown, self.top), self.files)

    def read(self, shown: str, chain: tuple[str, ...]) -> ReadReport | Refusal:
        """A report with what it sums up; `chain` are the files that lead to it, from the top."""
        if shown not in self.known:
            data = self.load(shown)
            self.known[shown] = data if isinstance(data, Refusal) else self.unit(data, shown, chain)
        return self.known[shown]

    def unit(self, data: bytes, shown: str, chain: tuple[str, ...]) -> ReadReport:
        """A report from the cache, or as it is read, which is cached where it sums up no others and has no faults."""
        files = RebasedFiles(self.files, self.top, shown)
        if self.cache and (known := self.cache.get(shown, data, files)):
            edition = next(each for each in self.form.editions if each.name == known.edition)
            return ReadReport(shown, known.office, known.year, edition, known.numbers, 0, known.previous)
        recorded = RecordedFiles(files)
        unit, is_sum = self.parsed(data, shown, chain, recorded)
        if self.cache and not is_sum and not unit.faults:
            kept = CachedUnit(unit.office, unit.year, unit.edition.name, unit.previous, unit.numbers, recorded.inputs)
            self.cache.put(shown, data, kept)
        return unit

    def parsed(self, data: bytes, shown: str, chain: tuple[str, ...], files: NamedFiles) -> tuple[ReadReport, bool]:
        """A report as it is read, and whether it sums up others."""
        reading = read_office(data, shown, self.form, files)
        office = reading.office
        if office is None or foreign_line(reading.source, self.form):
            return ReadReport(shown, "", None, self.form.latest, {}, max(1, _errors(reading.diagnostics))), False
        below, entries = Aggregation(), list[NamedReport]()
        is_sum = bool(office.units or office.own_part or office.summed)
        if is_sum:
            below, entries = _Level(self, office, (*chain, shown)).aggregation()
        numbers = checks.solve(office, below.sums)
        faults = _errors((*reading.diagnostics, *below.diagnostics, *checks.check_sums(office, numbers)))
        ways = tuple(str(dict(each.values)["way"]) for each in below.diagnostics if each.kind == "S01.circle")
        covers = frozenset(file for each in entries for file in (each.shown, *each.unit.covers))
        previous = shown_path(office.previous, office) if isinstance(office.previous, ScalarNode) else ""
        year = office.year if office.has_year else None
        name, edition = office.text("office"), office.edition
        return ReadReport(shown, name, year, edition, numbers, faults, previous, covers, ways), is_sum


@dataclass(slots=True)
class _Level:
    """One file that sums others up; `chain` are the files that lead to it, itself the last."""

    reading: _Reading
    office: Office
    chain: tuple[str, ...]
    found: list[Diagnostic] = field(default_factory=list)

    def aggregation(self) -> tuple[Aggregation, list[NamedReport]]:
        """The sums, and the reports that were added."""
        office, found = self.office, self.found
        if not office.units and not office.own_part:
            place = next(iter(office.summed.values()))
            return Aggregation(diagnostics=(diagnose("S01.unlisted", place, "units"),)), []
        entries = counted_once([*self.own_file(), *self.listed()], office)
        found += judged(entries, office)
        units = [*map(_report, entries), *self.own_entries()]
        is_sound = not any(each.severity is Severity.ERROR or each.code == "R92" for each in found)
        are_of_one_year = all(unit.year == office.year for unit in units)
        sums, adjusted, doubts = added(office, units if is_sound and are_of_one_year else None)
        return Aggregation(tuple(units) if is_sound else (), sums, adjusted, (*found, *doubts)), entries

    def listed(self) -> Iterator[NamedReport]:
        """The reports under 报告; those that are named before those that are found in folders."""
        names = self.office.units
        folders: list[tuple[ScalarNode, tuple[str, ...]]] = []
        for at, name in enumerate(names):
            if any(name.text.strip() == other.text.strip() for other in names[:at]):
                kind = "S01.twice" if self.office.summed else "R92.twice"
                self.found.append(diagnose(kind, name.span, "units", name=name.text.strip()))
                continue
            inside = self.inside(name)
            if inside is None:
                yield from self.report(shown_path(name, self.office), name)
            elif inside:
                folders.append((name, inside))
            else:
                kind = "S01.none" if self.office.summed else "R92"
                self.found.append(diagnose(kind, name.span, "units", name=name.text))
        for name, inside in folders:
            for shown in inside:
                if shown != self.chain[-1] and not PurePath(shown).stem.endswith(DRAFT_MARK):
                    yield from self.report(shown, name, is_found=True)

    def inside(self, name: ScalarNode) -> tuple[str, ...] | None:
        """The reports in a folder or of a pattern; None for the name of a file."""
        text = name.text.strip()
        is_file = PurePath(text).suffix.lower() in SUFFIXES
        if is_file and (not has_magic(text) or isinstance(self.reading.load(shown_path(name, self.office)), bytes)):
            return None
        files = RebasedFiles(self.reading.files, self.reading.top, self.office.name)
        inside = files.find(relative_name(name, self.office))
        if not inside and PurePath(text).suffix and not is_file:
            # Nothing of the kind is there; that a Word file is none is told of its name.
            return None
        folder = PurePath(self.office.name).parent
        return tuple(os.path.normpath(folder / each) for each in inside)

    def report(
        self, shown: str, name: ScalarNode, *, is_found: bool = False, is_own: bool = False
    ) -> Iterator[NamedReport]:
        """The report in one file, or the finding that there is none that can be summed."""
        path = "units.own" if is_own else "units"
        text = path_text(shown, self.office) if is_found else name.text.strip()
        if shown in self.chain or len(self.chain) > MAX_LEVELS:
            circle = (*self.chain[self.chain.index(shown) if shown in self.chain else 0 :], shown)
            self.found.append(diagnose("S01.circle", name.span, path, way=_way(circle)))
            return
        unit = self.reading.read(shown, self.chain)
        if isinstance(unit, Refusal):
            self.found.append(_refused(unit, name, text, path, self.office))
        elif unit.ways:
            self.found.append(diagnose("S01.circle", name.span, path, way=unit.ways[0]))
        elif unit.faults:
            kind = "S01.faulty" if self.office.summed else "R92.faulty"
            self.found.append(diagnose(kind, name.span, path, name=text, count=unit.faults))
        else:
            yield NamedReport(name, shown, unit, is_found, is_own)

    def own_file(self) -> Iterator[NamedReport]:
        """The file under 自己, where one is named."""
        own = self.office.own_part
        if isinstance(own, ScalarNode):
            yield from self.report(shown_path(own, self.office), own, is_own=True)

    def own_entries(self) -> Iterator[UnitReport]:
        """The tables under 自己, where they are written there."""
        office = self.office
        if not isinstance(office.own_part, MappingNode):
            return
        part, told = validate_part(office.own_part, office, "units.own", office.edition, self.reading.form)
        numbers = checks.solve(part)
        self.found += (*told, *checks.check_sums(part, numbers))
        span = office.stated["units.own"]
        for table in office.edition.tables:
            if table.field.path not in part.stated and checks.summed_cells(table, office):
                self.found.append(diagnose("S01.own", span, "units.own", field=table.field.term))
        yield UnitReport(Term("自己", "own figures"), span, office.year, numbers, office.name)


def _report(entry: NamedReport) -> UnitReport:
    text = _path_words(entry)
    year = entry.unit.year or entry.unit.edition.first_year
    return UnitReport(Term(text, text), entry.name.span, year, entry.unit.numbers, entry.shown)


def _path_words(entry: NamedReport) -> str:
    """How a report is called in messages: as it was named, one that was found by its own name."""
    return PurePath(entry.shown).name if entry.is_found else entry.name.text.strip()


def _way(files: tuple[str, ...]) -> str:
    """The way through these files, as short as their common folder makes it: those of two counties have one name."""
    folder = os.path.commonpath([PurePath(each).parent for each in files]) or "."
    return " → ".join(PurePath(os.path.relpath(each, folder)).as_posix() for each in files)


def _refused(refusal: Refusal, name: ScalarNode, text: str, path: str, office: Office) -> Diagnostic:
    if refusal is not Refusal.MISSING:
        return diagnose(REPORT_FINDINGS[refusal], name.span, path, field=office.edition.field(path).term, name=text)
    return diagnose("S01" if office.summed else "R92", name.span, path, name=text)


def _errors(found: Iterable[Diagnostic]) -> int:
    return sum(1 for each in found if each.severity is Severity.ERROR)
