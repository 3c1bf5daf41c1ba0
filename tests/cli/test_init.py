"""gkgen init and new: files named, existing ones left alone, what is missing asked for on a terminal."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen, environment

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo terminals")


def test_a_folder_is_begun_once(gkgen: Gkgen, tmp_path: Path) -> None:
    folder = tmp_path / "区"
    called = gkgen("init", folder, "--year", "2025")
    assert called.status == 0
    assert {folder / "README.md", folder / ".gitignore"} <= {Path(line) for line in called.out.splitlines()}
    assert called.err.splitlines()[-1] == f"下一步看 {folder / 'README.md'}"
    is_there = (folder / "gkgen.html").exists()
    assert ("没有放 gkgen.html" in called.err) != is_there
    again = gkgen("init", folder, "--year", "2025")
    assert (again.status, again.out) == (0, "")
    assert f"{folder / 'README.md'}：已有，没有改动" in again.err


def test_offices_are_named_as_often_as_there_are(gkgen: Gkgen, tmp_path: Path) -> None:
    called = gkgen("init", tmp_path, "--year", "2025", "--office", "甲局", "--office", "乙镇人民政府")
    assert called.status == 0
    names = {path.name for path in (tmp_path / "2025").iterdir()}
    assert names == {"_共用.yaml", "甲局.yaml", "乙镇人民政府.yaml"}


def test_a_year_without_a_form_begins_nothing(gkgen: Gkgen, tmp_path: Path) -> None:
    called = gkgen("init", tmp_path / "区", "--year", "2018")
    assert called.status == 1
    assert "R01" in called.err
    assert not (tmp_path / "区").exists()


def typed(folder: Path, words: list[str], answers: list[str]) -> tuple[int, str]:
    """gkgen called on a terminal of its own: what it ends with and what is on the screen."""
    ours, its = os.openpty()
    command = [sys.executable, "-m", "gkgen", *words]
    surroundings = environment(PYTHONIOENCODING="utf-8")
    process = subprocess.Popen(command, cwd=folder, env=surroundings, stdin=its, stdout=its, stderr=its)
    os.close(its)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    with suppress(OSError):
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    return process.wait(60), shown.decode("utf-8", "replace")


@on_a_terminal
def test_new_asks_for_everything_on_a_terminal(tmp_path: Path) -> None:
    status, shown = typed(tmp_path, ["new"], ["2018", "2023", "", "某某局", ""])
    assert status == 0, shown
    for question in ("报告哪一年", "机关全称", "写到哪个文件"):
        assert question in shown
    text = (tmp_path / "某某局.yaml").read_text(encoding="utf-8")
    assert "\n年度: 2023\n" in text
    assert "\n机关: 某某局\n" in text


@on_a_terminal
def test_new_asks_for_another_name_where_one_is_taken(tmp_path: Path) -> None:
    (tmp_path / "某某局.yaml").write_text("mine", encoding="utf-8")
    status, shown = typed(tmp_path, ["new", "--year", "2023", "--office", "某某局"], ["某某局.yaml", "另一份"])
    assert status == 0, shown
    assert "某某局.yaml 已经有了" in shown
    assert (tmp_path / "某某局.yaml").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "另一份.yaml").is_file()


@on_a_terminal
def test_init_asks_for_the_year_on_a_terminal(tmp_path: Path) -> None:
    status, shown = typed(tmp_path, ["init", "区"], ["2024"])
    assert status == 0, shown
    assert (tmp_path / "区" / "2024" / "_共用.yaml").is_file()
