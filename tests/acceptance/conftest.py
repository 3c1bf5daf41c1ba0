"""The examples built once for all tests of a process."""

from pathlib import Path

import pytest

import gkgen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every example in every format."""
    folder = tmp_path_factory.mktemp("built")
    outcomes = list(gkgen.build_all([ROOT / "examples"], folder, ("docx", "pdf", "html", "json"), workers=1))
    assert len(outcomes) == 5
    assert [outcome.state for outcome in outcomes] == ["built"] * 5
    return folder
