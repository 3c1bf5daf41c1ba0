"""Whole reports before the whole review: planted faults are found, clean reports give neither error nor warning.

Each file of tests/mistakes announces its findings beside their cause, as tests/sources/README.md tells.
"""

import re
from pathlib import Path

import pytest

from gkgen.diagnostics import Severity
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.project import Project
from gkgen.review import RULES
from tests.test_corpus import announced, name, places, shown

TESTS = Path(__file__).parent
MISTAKES = sorted((TESTS / "mistakes").glob("[!_]*.yaml"))
CLEAN = sorted((TESTS / "clean").glob("[!_]*.yaml"))


@pytest.mark.parametrize("path", MISTAKES, ids=name)
def test_every_planted_fault_is_found_and_nothing_else(path: Path) -> None:
    checked = check_text(path.read_bytes(), path.name, Project.of(path))
    wanted = announced(list(checked.lines))
    found = places(checked.diagnostics)
    assert wanted, "a file of mistakes announces some"
    assert shown(found - wanted) == shown(wanted - found) == []


def test_every_rule_of_the_review_has_a_planted_mistake() -> None:
    codes = {code for rule in RULES for code in rule.codes}
    assert len(codes) > 40
    texts = [line for path in MISTAKES for line in path.read_text("utf-8").splitlines() if "#!" in line]
    planted = set(re.findall(r"\b[A-Z]\d\d\b", "\n".join(texts)))
    assert sorted(codes - planted) == []


@pytest.mark.parametrize("path", CLEAN, ids=name)
def test_a_clean_report_gives_neither_error_nor_warning(path: Path) -> None:
    checked = check_text(path.read_bytes(), path.name, Project.of(path))
    assert checked.document is not None
    loud = [found for found in checked.diagnostics if found.severity is not Severity.NOTE]
    assert [f"{found.kind} {found.span}: {found.message()}" for found in loud] == []
