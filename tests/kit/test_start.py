"""What gkgen.bat does with what was dropped on it, and when it takes its words for a command."""

import runpy
from pathlib import Path

import pytest

from tests.acceptance.conftest import ROOT

START = runpy.run_path(str(ROOT / "kit" / "start.py"))
dropped_files, tasks = START["dropped_files"], START["tasks"]
CMD = r"C:\Windows\system32\cmd.exe /c "


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office file in a folder whose name cmd.exe takes apart, and what it begins with, which is a folder too."""
    home = tmp_path / "年报&2025"
    home.mkdir()
    (tmp_path / "年报").mkdir()
    path = home / "某局.yaml"
    path.touch()
    return path


def started(*words: str) -> str:
    return f'{CMD}""D:\\gkgen\\gkgen.bat" {" ".join(words)}"'


def test_a_file_that_was_dropped_is_found(office: Path) -> None:
    assert dropped_files([str(office)], started(f'"{office}"')) == [office]
    assert dropped_files([str(office), str(office.parent)], "") == [office, office.parent]


@pytest.mark.parametrize("quoted", [True, False])
def test_a_path_that_was_taken_apart_is_read_from_the_command(quoted: bool, office: Path) -> None:
    """Explorer puts quotes around paths with blanks alone; what stands before & may be a folder of its own."""
    words = [f'"{office}"' if quoted else str(office), str(office.parent)]
    assert dropped_files([str(office).partition("&")[0]], started(*words)) == [office, office.parent]


@pytest.mark.parametrize(
    "words",
    [["check", "某局.yaml"], ["build"], ["--version"], [], ["某局.yaml"], ["check", "C:\\gkgen.bat\\x.yaml"]],
)
def test_a_command_is_a_command(words: list[str], office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.parent)
    assert dropped_files(words, started(*words)) == []
    assert dropped_files(words, "cmd.exe") == []


def test_each_kind_of_file_has_its_command(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = office.parent / "报告.docx"
    folder.mkdir()
    names = ("去年.DOCX", "网页.html", "照片.jpg", "b.YML")
    word, page, picture, other = (office.with_name(name) for name in names)
    found = tasks([word, office, picture, page, folder, other])
    assert found == [["build", *map(str, (office, folder, other))], ["import", str(word), str(page)]]
    assert capsys.readouterr().out.startswith("照片.jpg：")
    assert tasks([picture]) == []


def test_cmd_reads_the_batch_file_in_any_code_page() -> None:
    text = (ROOT / "kit" / "gkgen.bat").read_bytes()
    assert text.isascii()
    assert b"\r" not in text, "the kit gets the ends of lines that cmd.exe needs"
