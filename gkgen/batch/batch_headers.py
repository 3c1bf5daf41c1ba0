"""The office and the year of each file of a batch: one office twice (O09), a report of another year (O10).

They are read from the lines of the file itself, so that files that are unchanged need not be parsed again; what a file
inherits from a base is the same for all.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose, in_order
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.outcome import Outcome

MAX_HEADER_BYTES = 64_000
"""The year and the office stand at the top of a file; a whole report has some 20,000 bytes."""
MIN_FILES_FOR_A_COMMON_YEAR = 3
# Of so large a share of the files the year must be, before one of another year is told.
_MIN_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value with its line, counted from 1."""

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
        headers = cls(entries={str(path): _entries(path) for path in paths})
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


def _entries(path: Path) -> dict[str, _Entry]:
    """The year and the office of a file, and whether it sums others up, each under its English name."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_HEADER_BYTES).decode("utf-8-sig", "ignore")
    except OSError:
        return {}
    found: dict[str, _Entry] = {}
    units = form().latest.field("units")
    if sums := re.search(rf"(?m)^(?:{units.key}|{units.name})[ \t]*[:：]", text):
        found["units"] = _Entry("", text.count("\n", 0, sums.start()) + 1)
    for number, line in enumerate(text.splitlines(), start=1):
        for name in ("year", "office"):
            key = form().latest.field(name).key
            match = re.match(rf"(?:{key}|{name})[ \t]*[:：][ \t]*['\"]?(?P<value>[^'\"#]+)", line)
            if match and name not in found and match["value"].strip():
                found[name] = _Entry(match["value"].strip(), number)
        if found.keys() >= {"year", "office"}:
            break
    return found
