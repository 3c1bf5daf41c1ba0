"""Recall and false alarms of the review: planted mistakes found, and findings in clean reports.

The reports are in tests/mistakes and tests/clean. Run: python benchmarks/recall.py

With --sentences, or with files of sentences: wrong ones found and true ones told, kind by kind. Each file holds
`bases`, reports that are right, and under `contradictions` and `truths` sentences with the base and the field that they
are added to; those of benchmarks/sentences are taken where no file is named.
"""

import copy
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from gkgen.diagnostics import Severity  # noqa: E402 - the checkout is found first
from gkgen.pipeline.core.checking import check_text  # noqa: E402
from gkgen.pipeline.core.named_files import FilesInMemory  # noqa: E402
from gkgen.pipeline.core.project import Project  # noqa: E402
from tests.test_corpus import announced, places  # noqa: E402

# Findings on length, missing parts and repetition, which a sentence more or less brings about.
OF_FORM = {"R19", "R34", "R70", "R71", "R72", "R79", "R80", "R81", "R97"}
LONG_LINE = 10**6


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


@dataclass(slots=True)
class Kind:
    """Of the sentences of one kind: how many are wrong and were told, how many are true and were told."""

    wrong: int = 0
    found: int = 0
    true: int = 0
    false: int = 0


def sentences(path: Path) -> dict[str, Kind]:
    """The sentences of a file by kind; a finding counts that the report without the sentence does not give."""
    content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    before = {name: _findings(base) for name, base in content["bases"].items()}
    kinds: dict[str, Kind] = {}
    for part in ("contradictions", "truths"):
        for sentence in content[part]:
            kind = kinds.setdefault(sentence.get("kind", ""), Kind())
            base = sentence["base"]
            is_told = bool(_findings(_with(content["bases"][base], sentence["field"], sentence["text"])) - before[base])
            if part == "truths":
                kind.true, kind.false = kind.true + 1, kind.false + is_told
            else:
                kind.wrong, kind.found = kind.wrong + 1, kind.found + is_told
    return kinds


def _with(base: Any, field: str, text: str) -> Any:
    """The report with a sentence as the last paragraph of a field."""
    report = copy.deepcopy(base)
    *groups, name = field.split(".")
    entry = report
    for group in groups:
        entry = entry.setdefault(group, {})
    entry[name] = f"{entry[name].rstrip()}\n{text}" if entry.get(name) else text
    return report


def _findings(report: Any) -> Counter[str]:
    text = yaml.safe_dump(report, allow_unicode=True, sort_keys=False, width=LONG_LINE)
    found = check_text(text.encode(), "office.yaml", FilesInMemory()).diagnostics
    told = (each for each in found if each.severity is not Severity.NOTE and each.code not in OF_FORM)
    return Counter(str(each.message()) for each in told)


def tell_sentences(paths: Sequence[Path]) -> None:
    """Prints the tallies of files of sentences, and the kinds of which some were missed or told in vain."""
    for path in paths:
        kinds = sentences(path)
        wrong, found = (sum(getattr(each, name) for each in kinds.values()) for name in ("wrong", "found"))
        true, false = (sum(getattr(each, name) for each in kinds.values()) for name in ("true", "false"))
        print(
            f"{path.name}: found {found} of {wrong} = {found / wrong:.1%}; false {false} of {true} = {false / true:.1%}"
        )
        for name, kind in sorted(kinds.items()):
            if kind.wrong > 1 or kind.true > 1 or kind.found < kind.wrong or kind.false:
                print(f"  {name}: {kind.found} of {kind.wrong}, {kind.false} of {kind.true}")


def main() -> None:
    """Prints the tallies; ends with 1 when a fault was missed or an alarm was false."""
    if sys.argv[1:]:
        named = [Path(each) for each in sys.argv[1:] if each != "--sentences"]
        tell_sentences(named or sorted((ROOT / "benchmarks" / "sentences").glob("*.yaml")))
        return
    faulty, good = mistakes(), clean()
    print(f"{faulty.reports} reports with {faulty.planted.total()} planted faults of {len(faulty.planted)} codes:")
    print(f"  recall {faulty.recall:.1%}, {faulty.false.total()} findings that were not planted")
    for code in faulty.planted - faulty.found:
        print(f"  {code}: {faulty.found[code]} of {faulty.planted[code]}")
    print(f"{good.reports} clean reports: {good.false.total()} false alarms {dict(good.false) or ''}".rstrip())
    sys.exit(faulty.recall < 1 or bool(faulty.false) or bool(good.false))


if __name__ == "__main__":
    main()
