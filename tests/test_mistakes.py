"""Whole reports before the whole review: planted faults are found, clean reports give neither error nor warning.

Each file of tests/mistakes announces its findings beside their cause, as tests/sources/README.md tells.
"""

from pathlib import Path

import pytest

from gkgen.diagnostics import Severity
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.project import Project
from tests.test_corpus import announced, name, places, shown

pytestmark = pytest.mark.reviewed
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


@pytest.mark.parametrize("path", CLEAN, ids=name)
def test_a_clean_report_gives_neither_error_nor_warning(path: Path) -> None:
    checked = check_text(path.read_bytes(), path.name, Project.of(path))
    assert checked.document is not None
    loud = [found for found in checked.diagnostics if found.severity is not Severity.NOTE]
    assert [f"{found.kind} {found.span}: {found.message()}" for found in loud] == []
