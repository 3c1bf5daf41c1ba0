"""gkgen check: findings on standard output, in every format, and the status of the worst."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import ROOT, Gkgen, environment, shell
from tests.office import office

LINE = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+) (?P<severity>\S+) (?P<code>[A-Z]\d\d) (?P<message>.+)")


def test_a_good_file_ends_with_0_and_one_line(gkgen: Gkgen, good: Path) -> None:
    called = gkgen("check", good)
    assert (called.status, called.out, called.err) == (0, "", "1 个文件：没有发现问题\n")


@pytest.mark.unreviewed
def test_findings_end_with_1_and_show_line_caret_and_hint(gkgen: Gkgen, faulty: Path) -> None:
    called = gkgen("check", faulty)
    assert called.status == 1
    first, source, carets, hint = called.out.splitlines()
    assert first == f"{faulty}:3:8 错误 N01 引用的“没有”不存在"
    assert source == "    总体情况: 共{{ 没有 }}条"
    assert carets == " " * 16 + "^" * 10
    assert hint.startswith("    建议：")
    assert called.err == "1 个文件：1 个错误，0 个警告，0 个提示\n"


def test_warnings_end_with_1_only_where_strict(gkgen: Gkgen, doubtful: Path) -> None:
    assert gkgen("check", doubtful).status == 0
    called = gkgen("check", "--strict", doubtful)
    assert called.status == 1
    assert " 警告 N11 " in called.out


def test_a_file_that_cannot_be_read_ends_with_3_which_is_worse_than_1(
    gkgen: Gkgen, faulty: Path, tmp_path: Path
) -> None:
    (tmp_path / "环.yaml").symlink_to(tmp_path / "坏.yaml")
    (tmp_path / "坏.yaml").unlink()
    (tmp_path / "坏.yaml").mkdir()
    assert gkgen("check", tmp_path / "环.yaml").status == 2  # a folder without office files
    folder = tmp_path / "坏.yaml"
    (folder / "a.yaml").write_text("年度: 2021\n", encoding="utf-8")
    assert gkgen("check", folder).status == 1


def test_the_worst_status_of_all_files_counts(
    gkgen: Gkgen, good: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(path: str | Path, *arguments: Any, **options: Any) -> int:
        if str(path) == str(good):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)
    called = gkgen("check", good, faulty)
    assert called.status == 3
    assert f"{good} 错误 O03 不能读取：没有权限" in called.out
    assert f"{faulty}:3:8 " in called.out


@pytest.mark.unreviewed
def test_concise_is_one_parseable_line_for_each_finding(gkgen: Gkgen, faulty: Path, doubtful: Path) -> None:
    called = gkgen("check", faulty, doubtful, "--output-format", "concise")
    lines = called.out.splitlines()
    found = [match.groupdict() for line in lines if (match := LINE.fullmatch(line))]
    assert len(found) == len(lines) == 2
    assert [(Path(one["file"]), one["line"], one["severity"], one["code"]) for one in found] == [
        (faulty, "3", "错误", "N01"),
        (doubtful, "4", "警告", "N11"),
    ]
    assert called.err == "2 个文件：1 个错误，1 个警告，0 个提示\n"


@pytest.mark.unreviewed
def test_json_is_all_that_is_printed(gkgen: Gkgen, faulty: Path, good: Path) -> None:
    called = gkgen("check", faulty, good, "--output-format", "json")
    assert (called.status, called.err) == (1, "")
    data = json.loads(called.out)
    assert data["summary"] == {"files": 2, "errors": 1, "warnings": 0, "notes": 0}
    (found,) = data["diagnostics"]
    assert (found["file"], found["line"], found["column"], found["code"]) == (str(faulty), 3, 8, "N01")
    assert "没有" in called.out


def test_json_of_good_files_is_an_empty_list(gkgen: Gkgen, good: Path) -> None:
    called = gkgen("check", good, "--output-format", "json")
    assert called.status == 0
    assert json.loads(called.out)["diagnostics"] == []


@pytest.mark.unreviewed
def test_inside_github_actions_findings_are_annotations(
    gkgen: Gkgen, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    called = gkgen("check", faulty)
    assert called.status == 1
    assert called.out.startswith("::error file=")
    assert ",line=3," in called.out
    assert called.err == "1 个文件：1 个错误，0 个警告，0 个提示\n"
    # What is asked for goes before what is guessed.
    assert gkgen("check", faulty, "--output-format", "text").out.startswith(f"{faulty}:3:8 错误 N01 ")


@pytest.mark.parametrize("name", ["json", "github", "gitlab", "sarif", "markdown"])
def test_a_report_in_a_file_leaves_the_screen_to_people(name: str, gkgen: Gkgen, faulty: Path, tmp_path: Path) -> None:
    file = tmp_path / "out" / "report"
    called = gkgen("check", faulty, "--output-format", name, "--output-file", file)
    assert called.status == 1
    assert "^^^" in called.out
    printed = gkgen("check", faulty, "--output-format", name).out
    assert file.read_text(encoding="utf-8") == printed != ""


def test_text_is_written_to_no_file(gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    for words in ([], ["--output-format", "concise"]):
        called = gkgen("check", good, "--output-file", tmp_path / "x", *words)
        assert called.status == 2
        assert "--output-format json|github|gitlab|sarif|markdown" in called.err
    assert not (tmp_path / "x").exists()


@pytest.mark.unreviewed
def test_paths_are_those_of_the_repository_from_wherever_it_is_called(
    gkgen: Gkgen, faulty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    for file in (faulty, "../坏.yaml"):
        (entry,) = json.loads(gkgen("check", file, "--output-format", "gitlab").out)
        assert entry["location"] == {"path": "坏.yaml", "lines": {"begin": 3, "end": 3}}


@pytest.mark.unreviewed
def test_a_folder_means_the_files_below_it_each_once(gkgen: Gkgen, good: Path, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "_base.yaml").write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.yaml").write_text("x", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    called = gkgen("check", tmp_path, good, tmp_path)
    assert called.status == 1
    assert called.err.endswith("2 个文件：1 个错误，0 个警告，0 个提示\n")


def test_nothing_is_written(gkgen: Gkgen, good: Path, faulty: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    gkgen("check", tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


# In a process of its own


def test_json_is_utf8_on_a_console_in_gbk_too(faulty: Path, tmp_path: Path) -> None:
    done = shell("check", faulty, "--output-format", "json", folder=tmp_path, PYTHONIOENCODING="gbk")
    assert done.returncode == 1
    assert json.loads(done.stdout.decode("utf-8"))["diagnostics"][0]["file"] == str(faulty)


@pytest.mark.parametrize("encoding", ["gbk", "cp1252"])
def test_characters_that_a_console_does_not_know_do_not_end_the_run(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "局😀.yaml"
    path.write_text("年度: 2021\n机关: 😀𬭚\n√: ✓\n", encoding="utf-8")
    done = shell("check", path, folder=tmp_path, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    shown = done.stdout.decode(encoding)
    assert "F01" in shown
    assert ("错误" in shown) == (encoding == "gbk")


def test_a_name_that_is_no_utf8_is_shown_as_well_as_can_be(tmp_path: Path) -> None:
    path = bytes(tmp_path) + "/局.yaml".encode("gbk")
    with open(path, "wb") as file:  # noqa: PTH123 - pathlib knows no names of bytes
        file.write("年度: 2021\n".encode())
    for words in ([], ["--output-format", "json"]):
        done = shell("check", ".", *words, folder=tmp_path)
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        assert b".yaml" in done.stderr + done.stdout


def test_a_pipe_that_nobody_reads_ends_without_a_traceback(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.yaml").write_text("年度: 2021\n", encoding="utf-8")
    command = [sys.executable, "-m", "gkgen", "check", str(tmp_path), "--output-format", "json"]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    shown = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    # A slow machine is told how far the work is.
    assert [line for line in shown.decode().splitlines() if not line.startswith("已完成")] == []


def test_no_renderer_is_imported(good: Path) -> None:
    script = "import sys\nfrom gkgen.cli import run\nstatus = run(sys.argv[1:])\nprint(*sys.modules)\nsys.exit(status)"
    command = [sys.executable, "-c", script, "check", str(good)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"yaml", "markdown_it", "click"} <= loaded
    # Cerberus is asked about files that may be wrong alone, Jinja2 about texts with references.
    assert not loaded & {"cerberus", "jinja2", "weasyprint", "docxtpl", "docx", "lxml", "PIL"}


@pytest.mark.parametrize("count", [1, 2])
def test_what_batches_need_is_imported_for_batches_alone(count: int) -> None:
    script = "import sys\nfrom gkgen.cli import run\nrun(sys.argv[1:])\nprint(*sys.modules)"
    examples = sorted((ROOT / "examples").glob("*.yaml"))[:count]
    command = [sys.executable, "-c", script, "check", *map(str, examples)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {"gkgen.batch.batch_checking", "gkgen.review", "yaml"} <= loaded
    sketching = {"rensa", "gkgen.batch.near_duplicates"}
    assert loaded & sketching == (sketching if count > 1 else set())
    building = {f"gkgen.batch.{name}" for name in ("batch_building", "build_manifest", "serial", "worker_processes")}
    assert not loaded & {*building, "gkgen.pipeline.core.building", "concurrent", "multiprocessing", "pebble"}


@pytest.mark.unreviewed
def test_a_pattern_that_no_shell_has_replaced_means_the_files_that_fit(gkgen: Gkgen, good: Path, faulty: Path) -> None:
    called = gkgen("check", good.parent / "*.yaml")
    assert called.status == 1
    assert called.err.endswith("2 个文件：1 个错误，0 个警告，0 个提示\n")
    assert gkgen("check", good.parent / "none*.yaml").status == 2


def test_checks_in_two_processes_tell_the_same_as_in_one(
    gkgen: Gkgen, offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gkgen.batch.batch_checking.MIN_FILES_FOR_PROCESSES", 0)
    (offices / "乙.yaml").write_text("年度: 2021\n", encoding="utf-8")
    for name in ("甲", "丙"):
        (offices / f"{name}.yaml").write_text("年度: 2020\n", encoding="utf-8")
    single, double = (gkgen("check", offices, "-j", jobs, "--output-format", "json") for jobs in ("1", "2"))
    assert single == double
    assert single.status == 1
    assert json.loads(double.out)["summary"]["files"] == 3


def test_verbose_says_how_many_numbers_were_compared_and_why_not(gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(引言="全年新收政府信息公开申请0件，公布信息88条，申请比上年增长20%。"), encoding="utf-8")
    assert "没有比的" not in gkgen("check", path).err
    told = next(line for line in gkgen("check", path, "-v").err.splitlines() if "没有比的" in line)
    assert "正文里的数和说法 3 个：1 个判断不了，1 个一致，1 个说的是别的" in told
    assert "没有写上年的数（上年: …） 1" in told
    assert "1 not decidable" in gkgen("check", path, "--verbose", "--lang", "en").err
