"""Every file of tests/sources gives the findings that its comments announce, no more and no fewer.

How they are announced is told in tests/sources/README.md.
"""

import re
from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest
import yaml

from gkgen.diagnostics import CATALOGUE, Diagnostic
from gkgen.diagnostics.kinds import Kind
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.inspecting.explanations import explanations
from gkgen.source import tree_builder
from tests.office import office

TESTS = Path(__file__).parent
SOURCES = TESTS / "sources"
INVALID = sorted((SOURCES / "invalid").glob("*.yaml"))
VALID = sorted((SOURCES / "valid").glob("*.yaml"))

_ANNOUNCED = re.compile(r"\s*#! (?:(?P<where>[+@])(?P<number>\d+) )?(?P<findings>.+)")
_FINDING = re.compile(r"(?P<kind>[A-Z]\d\d(?:\.[a-z]+)?)(?::(?P<column>\d+))?")

# Kind, line and column; 0 and 0 for the whole file.
Place = tuple[str, int, int]

# YAML, fields, form, sums, equations, text: what a file of a few lines can be wrong in.
FAMILIES = {"Y", "F", "form", "sums", "C", "N"}
KINDS: tuple[Kind, ...] = tuple(
    kind for kind in CATALOGUE.values() if explanations()[kind.name.partition(".")[0]].family in FAMILIES
)


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
    """What is wrong with form, sums and text; these files are too short to stand before the review."""
    known = {kind.name for kind in KINDS}
    found = check_text(path.read_bytes(), path.name, Project.of(path)).diagnostics
    return tuple(diagnostic for diagnostic in found if diagnostic.kind in known)


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


@pytest.mark.unreviewed
@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_file_gives_no_finding(path: Path) -> None:
    checked = check_text(path.read_bytes(), path.name, Project.of(path))
    assert shown(places(checked.diagnostics)) == []
    assert checked.document is not None


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_every_finding_reads_in_both_languages(path: Path) -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    for finding in check(path):
        assert chinese.search(finding.message("zh"))
        assert re.search("[a-z]{3}", finding.message("en"))
        assert bool(finding.hint("zh")) == bool(finding.hint("en"))


@pytest.mark.parametrize("path", [*INVALID, *VALID], ids=name)
def test_both_parsers_of_pyyaml_give_the_same_findings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PyYAML's C library its own parser is used, whose words differ, and by one the columns of blanks."""

    def lines() -> Counter[tuple[str, int]]:
        return Counter((kind, line) for kind, line, _ in places(check(path)).elements())

    with_c = lines()
    monkeypatch.setattr(tree_builder, "_Loader", yaml.SafeLoader)
    assert lines() == with_c


def test_twelve_different_faults_in_one_file_are_twelve_findings() -> None:
    path = SOURCES / "invalid" / "twelve-faults.yaml"
    wanted = announced(path.read_text(encoding="utf-8").split("\n"))
    assert len({kind for kind, _, _ in wanted}) == len({line for _, line, _ in wanted}) + 1 == wanted.total() == 12
    assert places(check(path)) == wanted


def test_the_corpus_was_seen() -> None:
    assert len(INVALID) >= 85
    assert len(VALID) >= 11
    seen = sum(sum(announced(path.read_text(encoding="utf-8").split("\n")).values()) for path in INVALID)
    assert seen >= 185


# Kinds that no text file of the corpus can show, and the test that shows them instead.
ELSEWHERE = {
    "Y01.foreign": "test_the_finding_says_what_to_run",
    "Y01.bytes": "test_damage_deep_inside_utf8_is_told_at_its_line_and_not_taken_for_gbk",
    "Y01.encoding": "test_a_file_of_notepad_is_told_to_be_gbk",
    "Y01.size": "test_a_file_of_fifty_megabytes_is_refused_at_once",
    "Y08.nodes": "test_one_value_too_many_is_refused",
    "N09.library": "test_without_pillow_a_picture_is_refused_in_words",
    "N10": "test_a_picture_of_too_many_bytes_is_refused",
    "N17": "test_too_many_references_are_refused",
}


def test_every_kind_of_finding_about_a_file_is_shown_by_a_test() -> None:
    shown_here = {kind for path in INVALID for kind, *_ in announced(path.read_text(encoding="utf-8").split("\n"))}
    known = {kind.name for kind in KINDS}
    assert len(known) >= 100
    assert sorted(known - shown_here - ELSEWHERE.keys()) == [], "shown nowhere"
    assert sorted(shown_here - known) == [], "no such kind"
    assert sorted(shown_here & ELSEWHERE.keys()) == [], "shown by the corpus"
    assert sorted(ELSEWHERE.keys() - known) == [], "no such kind"


@pytest.mark.parametrize(("kind", "test"), ELSEWHERE.items())
def test_the_tests_that_stand_in_for_the_corpus_exist_and_ask_for_their_kind(kind: str, test: str) -> None:
    bodies = [
        found["body"]
        for path in sorted(TESTS.rglob("test_*.py"))
        for found in re.finditer(rf"^def {test}\(.*?$(?P<body>(?:\n(?:[ )].*)?)*)", path.read_text("utf-8"), re.M)
    ]
    assert len(bodies) == 1
    assert f'"{kind}"' in bodies[0]


@pytest.mark.parametrize(
    "text",
    ["#! R05", "#! R05:", "#! @0 R05:3", "#! r05:3", "#!R05:3", "#! +1", "#! R05.FLAG:3"],
)
def test_an_announcement_that_is_misspelt_is_no_announcement(text: str) -> None:
    with pytest.raises(AssertionError):
        announced([text, "年度: 2021"])


def test_announcements_are_about_the_line_they_say() -> None:
    lines = ["#! @0 Y01.empty", "#! @1 F02:1", "  #! R05:3 R05:3", "#! +2 N01:4", "年度: 2021", "总体情况: |", "  好"]
    assert announced(lines) == Counter({("Y01.empty", 0, 0): 1, ("F02", 1, 1): 1, ("R05", 5, 3): 2, ("N01", 6, 4): 1})


@pytest.mark.unreviewed
def test_a_picture_of_too_many_bytes_is_refused() -> None:
    huge = FilesInMemory({"图.png": b"\x89PNG\r\n\x1a\n" + bytes(20_000_000)})
    found = check_text(office(总体情况="|\n![图](图.png)").encode(), "office.yaml", huge).diagnostics
    assert list(places(found)) == [("N10", 4, 8)]


@pytest.mark.unreviewed
def test_too_many_references_are_refused() -> None:
    text = office(总体情况="|\n" + "{{ 年度 }}" * 10_000)
    found = check_text(text.encode(), "office.yaml", FilesInMemory()).diagnostics
    assert [diagnostic.kind for diagnostic in found] == ["N17"]
