"""The office and the year of each file of a batch: one office twice (O09), a report of another year (O10).

They are read from the lines of the file and of the bases that it names (继承), so that files that are unchanged need
not be parsed again. A base that many offices share is read once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose, in_order
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.named_files import load_report, relocated
from gkgen.pipeline.core.office_reading import MAX_BASES
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import Project, read_beginning
from gkgen.typed_rows import year_meant

MAX_HEADER_BYTES = 64_000
"""The year and the office stand at the top of a file; a whole report has some 20,000 bytes."""
MIN_FILES_FOR_A_COMMON_YEAR = 3
# Of so large a share of the files the year must be, before one of another year is told.
_MIN_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value with its line in the office file, counted from 1; what is inherited stands where the base is named."""

    value: str
    line: int


@dataclass(slots=True)
class BatchHeaders:
    """What the files of a batch say of themselves; `first` is the file that gave an office and year first."""

    common_year: str = ""
    entries: dict[str, dict[str, _Entry]] = field(default_factory=dict)
    first: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "BatchHeaders":
        """The headers of these files; what cannot be read is told where the file is checked."""
        reader = _Reader()
        headers = cls(entries={str(path): reader.entries(path) for path in paths})
        years = Counter(entry["year"].value for entry in headers.entries.values() if "year" in entry)
        (year, count), total = (years.most_common(1) or [("", 0)])[0], years.total()
        if total >= MIN_FILES_FOR_A_COMMON_YEAR and _MIN_SHARE * total <= count < total:
            headers.common_year = year
        return headers

    def judged(self, outcome: Outcome) -> Outcome:
        """The outcome, with findings where its office or year does not fit the batch."""
        found = tuple(self._findings(outcome.source))
        return replace(outcome, diagnostics=in_order((*outcome.diagnostics, *found))) if found else outcome

    def _findings(self, source: str) -> Iterable[Diagnostic]:
        entries = self.entries.get(source, {})
        office, year = entries.get("office"), entries.get("year")
        if year and self.common_year and year.value != self.common_year:
            yield diagnose("O10", _span(source, year), "year", year=year.value, common=self.common_year)
        # A report that sums others up may be beside that of the same office alone.
        if office and year and "units" not in entries:
            first = self.first.setdefault((office.value, year.value), source)
            if first != source:
                words = {"office": office.value, "year": year.value, "other": first}
                yield diagnose("O09", _span(source, office), "office", **words)


def _span(source: str, entry: _Entry) -> Span:
    return Span(source, entry.line, 1, entry.line, 2)


@dataclass(slots=True)
class _Reader:
    """Reads headers; the bases of a folder, by the names that its office files give them, are read once."""

    projects: dict[Path, Project] = field(default_factory=dict)
    bases: dict[tuple[Path, str], Mapping[str, _Entry]] = field(default_factory=dict)

    def entries(self, path: Path) -> dict[str, _Entry]:
        """The year and the office of a file, and whether it sums others up, each under its English name."""
        try:
            own = _entries(read_beginning(path, MAX_HEADER_BYTES))
        except OSError:
            return {}
        found, name = dict(own), str(path)
        above: Mapping[str, _Entry] = own
        for _ in range(MAX_BASES):
            extends = above.get("extends")
            if extends is None or not extends.value or found.keys() >= {"year", "office", "units"}:
                break
            base = relocated(extends.value, name, str(path))
            above, name = self.base(path, base), str(path.parent / base)
            for key, entry in above.items():
                found.setdefault(key, _Entry(entry.value, own["extends"].line))
        return {key: entry for key, entry in found.items() if entry.value}

    def base(self, path: Path, name: str) -> Mapping[str, _Entry]:
        """The header of a base, by its name relative to the folder of the office file; empty where it is refused."""
        folder = path.parent
        if (folder, name) not in self.bases:
            if folder not in self.projects:
                self.projects[folder] = Project.of(path)
            data = load_report(name, self.projects[folder])
            self.bases[folder, name] = _entries(data[:MAX_HEADER_BYTES]) if isinstance(data, bytes) else {}
        return self.bases[folder, name]


def _entries(data: bytes) -> dict[str, _Entry]:
    """What a file itself says, without its bases; a key with nothing behind it has an empty value and inherits none."""
    text = data.decode("utf-8-sig", "ignore")
    found: dict[str, _Entry] = {}
    keys = {name: form().latest.field(name).key for name in ("year", "office", "extends", "units")}
    named = "|".join(f"{key}|{name}" for name, key in keys.items())
    english = {key: name for name, key in keys.items()}
    for match in re.finditer(rf"(?m)^(?P<key>{named})[ \t]*[:：][ \t]*(?P<value>.*)", text):
        name = english.get(match["key"], match["key"])
        value = re.sub(r"(?:^|[ \t])#.*", "", match["value"]).strip().strip("'\"").strip()
        if name == "units":
            # The reports that are summed up may follow in the lines below.
            value = "*"
        elif name == "year":
            value = year_meant(value) or value
        found.setdefault(name, _Entry(value, text.count("\n", 0, match.start()) + 1))
    return found
