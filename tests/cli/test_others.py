"""gkgen new, template, completion, --version, and python -m gkgen."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from gkgen import __version__
from tests.cli.calls import ROOT, Gkgen, environment, shell

# new


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("year", ["2019", "2021", "2025"])
def test_a_new_file_lacks_nothing_but_its_texts(keys: str, year: str, gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "新 文件夹" / "局.yaml"
    called = gkgen("new", path, "--year", year, "--office", "某某局", "--keys", keys)
    assert (called.status, called.out) == (0, f"{path}\n")
    assert f"gkgen check {path}" in called.err
    checked = gkgen("check", path, "--output-format", "concise")
    assert checked.status == 1
    assert {line.split(" ")[-2] for line in checked.out.splitlines()} == {"N16"}


def test_an_existing_file_is_left_alone(gkgen: Gkgen, good: Path) -> None:
    before = good.read_bytes()
    called = gkgen("new", good, "--year", "2021", "--office", "某局")
    assert (called.status, called.out) == (2, "")
    assert f"{good} 错误 O06 " in called.err
    assert good.read_bytes() == before


def test_a_year_without_a_form_makes_no_file(gkgen: Gkgen, tmp_path: Path) -> None:
    called = gkgen("new", tmp_path / "局.yaml", "--year", "2018", "--office", "某局")
    assert called.status == 1
    assert " R01 " in called.err
    assert list(tmp_path.iterdir()) == []


# template


def test_templates_that_were_drawn_pass_their_check(gkgen: Gkgen, tmp_path: Path) -> None:
    drawn = gkgen("template", "draw", tmp_path / "模板")
    assert (drawn.status, drawn.err) == (0, "")
    assert drawn.out.splitlines() == [str(tmp_path / "模板" / year / "report.docx") for year in ("2019", "2021")]
    checked = gkgen("template", "check", tmp_path / "模板")
    assert (checked.status, checked.out, checked.err) == (0, "", "")


def test_a_template_of_another_edition_does_not_pass(gkgen: Gkgen, tmp_path: Path) -> None:
    gkgen("template", "draw", tmp_path)
    (tmp_path / "2019" / "report.docx").write_bytes((tmp_path / "2021" / "report.docx").read_bytes())
    called = gkgen("template", "check", tmp_path)
    assert called.status in {1, 3}
    assert called.err.splitlines()
    assert all(str(tmp_path / "2019") in line for line in called.err.splitlines())


def test_a_template_that_is_no_word_file_is_told(gkgen: Gkgen, tmp_path: Path) -> None:
    (tmp_path / "2021").mkdir()
    (tmp_path / "2021" / "report.docx").write_bytes(b"PK no Word file")
    called = gkgen("template", "check", tmp_path)
    assert called.status in {1, 3}
    assert " T0" in called.err


# completion


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


# gkgen itself


def test_the_version_is_the_one_of_the_package(gkgen: Gkgen) -> None:
    called = gkgen("--version")
    assert (called.status, called.out, called.err) == (0, f"gkgen {__version__}\n", "")


def test_the_module_ends_with_the_status_of_the_command_line(faulty: Path, tmp_path: Path) -> None:
    assert shell("check", faulty, folder=tmp_path).returncode == 1
    assert shell("--version", folder=tmp_path).stdout.decode().split() == ["gkgen", __version__]
    assert shell("nope", folder=tmp_path).returncode == 2


def test_help_needs_no_library_but_click() -> None:
    script = "import sys\nfrom gkgen.cli import run\nstatus = run(['--help'])\nprint(*sys.modules)\nsys.exit(status)"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    assert version("click")
    assert not loaded & {"yaml", "cerberus", "jinja2", "markdown_it", "weasyprint", "docxtpl", "docx", "lxml", "PIL"}
