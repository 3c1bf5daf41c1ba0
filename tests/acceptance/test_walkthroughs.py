"""Pages that show commands show what these really answer."""

from pathlib import Path

import pytest
from walkthrough import PAGES, changed, walk

from tests.acceptance.conftest import ROOT


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_the_page_answers_as_the_page_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What one command keeps on disk, the next ones use, as they do for whoever follows the page.
    monkeypatch.setenv("GKGEN_CACHE", str(tmp_path.parent / "cache"))
    commands = []
    for run in walk(ROOT / "docs" / name, tmp_path):
        assert run.shown == run.expected, f"{run.command}: run make pages"
        commands.append(run.command)
    assert commands


def test_a_change_that_does_not_fit_is_told() -> None:
    assert changed("a\nb\n", "-b\n+c\n") == "a\nc\n"
    with pytest.raises(ValueError, match="not once"):
        changed("a\n", "-b\n+c\n")
