"""Every file of tests/sources gives the findings that its comments announce, no more and no fewer.

How they are announced is told in tests/sources/README.md.
"""

import re
from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

from gkgen.diagnostics import Diagnostic
from gkgen.diagnostics.kinds import Kind
from gkgen.diagnostics import forms, prose, sums, syntax
from gkgen.pipeline import Project, check_text

TESTS = Path(__file__).parent
SOURCES = TESTS / "sources"
INVALID = sorted((SOURCES / "invalid").glob("*.yaml"))
VALID = sorted((SOURCES / "valid").glob("*.yaml"))

_ANNOUNCED = re.compile(r"\s*#! (?:(?P<where>[+@])(?P<number>\d+) )?(?P<findings>.+)")
_FINDING = re.compile(r"(?P<kind>[A-Z]\d\d(?:\.[a-z]+)?)(?::(?P<column>\d+))?")

# Kind, line and column; 0 and 0 for the whole file.
Place = tuple[str, int, int]

KINDS: tuple[Kind, ...] = (*syntax.KINDS, *forms.KINDS, *sums.KINDS, *prose.KINDS)


def announced(lines: list[str]) -> Counter[Place]:
    """The findings that the comments of a file announce."""
    found: Counter[Place] = Counter()
    for number, line in enumerate(lines, start=1):
        if not line.lstrip().startswith("#!"):
            continue
        match = _ANNOUNCED.fullmatch(line)
        assert match, f"line {number} is no announcement: {line}"
        target = _target(lines, number, match["where"], int(match["number"] or 0))
        for word in match["findings"].split():
            finding = _FINDING.fullmatch(word)
            assert finding, f"line {number}: {word}"
            assert bool(finding["column"]) == bool(target), f"line {number}: {word} needs a column, if it has a line"
            found[finding["kind"], target, int(finding["column"] or 0)] += 1
    return found


def _target(lines: list[str], number: int, where: str | None, given: int) -> int:
    """The line that an announcement in line `number` is about."""
    match where:
        case "+":
            return number + given
        case "@":
            return given
        case _:
            below = takewhile(lambda line: line.lstrip().startswith("#!"), lines[number:])
            return number + 1 + sum(1 for _ in below)


def places(diagnostics: tuple[Diagnostic, ...]) -> Counter[Place]:
    """Kind, line and column of each finding."""
    return Counter((d.kind, d.span.line if d.span else 0, d.span.column if d.span else 0) for d in diagnostics)


def check(path: Path) -> tuple[Diagnostic, ...]:
    return check_text(path.read_bytes(), path.name, Project.of(path)).diagnostics


def name(path: Path) -> str:
    return path.stem


def shown(found: Counter[Place]) -> list[str]:
    return [f"{kind} at {line}:{column}" for kind, line, column in sorted(found.elements(), key=lambda p: p[1:])]


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_an_invalid_file_gives_exactly_the_findings_it_announces(path: Path) -> None:
    wanted = announced(path.read_text(encoding="utf-8").split("\n"))
    found = places(check(path))
    assert wanted, "nothing is announced"
    assert shown(wanted - found) == [], "missing"
    assert shown(found - wanted) == [], "not announced"


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_file_gives_no_finding(path: Path) -> None:
    checked = check_text(path.read_bytes(), path.name, Project.of(path))
    assert shown(places(checked.diagnostics)) == []
    assert checked.document is not None


def test_the_corpus_was_seen() -> None:
    assert len(INVALID) >= 70
    assert len(VALID) >= 5
    seen = sum(sum(announced(path.read_text(encoding="utf-8").split("\n")).values()) for path in INVALID)
    assert seen >= 190
