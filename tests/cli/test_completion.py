"""gkgen completion: scripts for shells."""

from pathlib import Path

import pytest

from tests.cli.calls import Gkgen, shell


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_scripts_call_gkgen_back(name: str, gkgen: Gkgen) -> None:
    called = gkgen("completion", name)
    assert (called.status, called.err) == (0, "")
    assert "_GKGEN_COMPLETE" in called.out
    assert f"{name}_complete" in called.out


@pytest.mark.parametrize(
    ("typed", "place", "offered"),
    [
        ("gkgen ch", "1", ["check"]),
        ("gkgen template ", "2", ["draw", "check"]),
        ("gkgen check --output-format j", "3", ["json"]),
        ("gkgen check --str", "2", ["--strict"]),
        ("gkgen new --keys ", "3", ["zh", "en"]),
        ("gkgen completion z", "2", ["zsh"]),
    ],
)
def test_bash_is_offered_verbs_options_and_words(typed: str, place: str, offered: list[str], tmp_path: Path) -> None:
    done = shell(folder=tmp_path, _GKGEN_COMPLETE="bash_complete", COMP_WORDS=typed, COMP_CWORD=place)
    assert done.returncode == 0
    assert [line.partition(",")[2] for line in done.stdout.decode("utf-8").splitlines()] == offered
    assert done.stderr == b""
