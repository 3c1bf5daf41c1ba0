"""Recall and false alarms of the review: planted mistakes found, and findings in clean reports.

The reports are in tests/mistakes and tests/clean. Run: python benchmarks/recall.py
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gkgen.diagnostics import Severity  # noqa: E402 - the checkout is found first
from gkgen.pipeline.core.checking import check_text  # noqa: E402
from gkgen.pipeline.core.project import Project  # noqa: E402
from tests.test_corpus import announced, places  # noqa: E402


@dataclass(slots=True)
class Tally:
    """Counts of planted faults by code, of those found, and of findings that nobody planted."""

    reports: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """The share of planted faults that were found, from 0 to 1."""
        return self.found.total() / self.planted.total()


def mistakes() -> Tally:
    """The reports with planted mistakes, which are announced in comments beside their cause."""
    tally = Tally()
    for path in _reports("mistakes"):
        checked = check_text(path.read_bytes(), path.name, Project.of(path))
        planted, found = announced(list(checked.lines)), places(checked.diagnostics)
        tally.reports += 1
        tally.planted.update(_codes(planted))
        tally.found.update(_codes(planted & found))
        tally.false.update(_codes(found - planted))
    return tally


def clean() -> Tally:
    """The clean reports; a note does not count as an alarm."""
    tally = Tally()
    for path in _reports("clean"):
        tally.reports += 1
        found = check_text(path.read_bytes(), path.name, Project.of(path)).diagnostics
        tally.false.update(each.code for each in found if each.severity is not Severity.NOTE)
    return tally


def _reports(folder: str) -> list[Path]:
    """Whether a file is a report: names of bases begin with _."""
    return sorted((ROOT / "tests" / folder).glob("[!_]*.yaml"))


def _codes(found: Counter[tuple[str, int, int]]) -> Iterator[str]:
    return (kind.partition(".")[0] for kind, _, _ in found.elements())


def main() -> None:
    """Prints the tallies; ends with 1 when a fault was missed or an alarm was false."""
    faulty, good = mistakes(), clean()
    print(f"{faulty.reports} reports with {faulty.planted.total()} planted faults of {len(faulty.planted)} codes:")
    print(f"  recall {faulty.recall:.1%}, {faulty.false.total()} findings that were not planted")
    for code in faulty.planted - faulty.found:
        print(f"  {code}: {faulty.found[code]} of {faulty.planted[code]}")
    print(f"{good.reports} clean reports: {good.false.total()} false alarms {dict(good.false) or ''}".rstrip())
    sys.exit(faulty.recall < 1 or bool(faulty.false) or bool(good.false))


if __name__ == "__main__":
    main()
