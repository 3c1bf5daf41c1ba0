"""gkgen build: paths on standard output, findings on standard error, what was there kept when something is wrong."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from gkgen.batch import DEFAULT_TIMEOUT, BatchOptions
from gkgen.batch.build_manifest import NAME
from gkgen.diagnostics import Language
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters import text
from tests.cli.calls import Called, Gkgen, environment, shell
from tests.office import office


@pytest.mark.unreviewed
def test_what_was_written_is_told_on_standard_output_and_the_rest_on_standard_error(
    gkgen: Gkgen, good: Path, faulty: Path, tmp_path: Path
) -> None:
    called = gkgen("build", faulty, good, "-f", "json,html", "-o", tmp_path / "出", "-j", "1")
    assert called.status == 1
    assert called.out.splitlines() == [str(tmp_path / "出" / "好.json"), str(tmp_path / "出" / "好.html")]
    assert called.err.splitlines()[0].startswith(f"{faulty}:3:8 错误 N01 ")
    assert called.err.splitlines()[-1] == "2 个文件：1 个错误，0 个警告，0 个提示"


@pytest.mark.unreviewed
def test_findings_are_shown_where_they_are_looked_for(
    gkgen: Gkgen, good: Path, faulty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("build", faulty, good, "-f", "json", "-o", tmp_path / "出", "-j", "1")
    concise = gkgen(*words, "--output-format", "concise").err.splitlines()
    assert concise[0].startswith(f"{faulty}:3:8 错误 N01 ")
    assert len(concise) == 2
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    called = gkgen(*words, "--force")
    assert called.err.startswith("::error file=")
    # Standard output is for the paths.
    assert called.out.splitlines() == [str(tmp_path / "出" / "好.json")]


@pytest.mark.unreviewed
def test_the_findings_of_a_build_are_reported_as_sarif_and_markdown(gkgen: Gkgen, faulty: Path, tmp_path: Path) -> None:
    sarif, table = tmp_path / "r.SARIF", tmp_path / "r.md"
    assert gkgen("build", faulty, "-f", "json", "--report", sarif, "--report", table).status == 1
    (result,) = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "N01"
    assert "| N01 |" in table.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["-f", "--format", "--formats"])
def test_formats_may_be_spaced_and_repeated(option: str, gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    assert gkgen("build", good, option, " json ,json", option, "html").status == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".json", ".yaml"]


def test_without_a_format_word_and_pdf_are_written(gkgen: Gkgen, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[BuildOptions] = []

    def build_all(paths: list[Path], options: BuildOptions, how: BatchOptions) -> list[Outcome]:
        asked.append(options)
        return [Outcome(str(path), "built", (), 0.0, (), ()) for path in paths]

    monkeypatch.setattr("gkgen.batch.build_all", build_all)
    assert gkgen("build", good).status == 0
    assert [options.formats for options in asked] == [("docx", "pdf")]


def test_errors_leave_earlier_outputs_as_they_were(gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    (tmp_path / "好.json").write_bytes(b"earlier")
    good.write_text(office(总体情况="{{ 没有 }}".join("''")), encoding="utf-8")
    assert gkgen("build", good, "-f", "json,html").status == 1
    assert {path.name for path in tmp_path.iterdir()} == {"好.yaml", "好.json"}
    assert (tmp_path / "好.json").read_bytes() == b"earlier"


def test_strict_does_not_write_what_has_warnings(gkgen: Gkgen, doubtful: Path, tmp_path: Path) -> None:
    called = gkgen("build", doubtful, "-f", "json", "--strict")
    assert (called.status, called.out) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == [doubtful.name]
    assert gkgen("build", doubtful, "-f", "json").status == 0


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{office}-{year}", "张庄镇人民政府-2021"),
        ("{机关}{年度}年报", "张庄镇人民政府2021年报"),
        ("{stem}", "好"),
        ("../{文件名}", "_好"),
        ("/etc/{stem}", "_etc_好"),
        ("固定", "固定"),
        ("CON", "_CON"),
    ],
)
def test_outputs_are_named_by_a_pattern_and_never_leave_their_folder(
    pattern: str, name: str, gkgen: Gkgen, good: Path, tmp_path: Path
) -> None:
    called = gkgen("build", good, "-f", "json", "-o", tmp_path / "out", "--name", pattern)
    assert called.out == f"{tmp_path / 'out' / name}.json\n"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{name}.json", ".gkgen.json"}


@pytest.mark.unreviewed
def test_the_report_tells_of_every_office(gkgen: Gkgen, good: Path, faulty: Path, tmp_path: Path) -> None:
    report = tmp_path / "报告" / "all.json"
    assert gkgen("build", good, faulty, "-f", "json", "-j", "1", "--report", report, "--lang", "en").status == 1
    data = json.loads(report.read_text(encoding="utf-8"))
    assert [(office["source"], office["status"]) for office in data["offices"]] == [
        (str(good), "built"),
        (str(faulty), "failed"),
    ]
    assert data["offices"][0]["outputs"] == [str(tmp_path / "好.json")]
    assert data["offices"][1]["diagnostics"][0]["message"] == "there is no '没有' to refer to"
    assert data["totals"]["offices"] == 2


def test_a_report_in_the_place_of_a_folder_names_that_place(gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    called = gkgen("build", good, "-f", "json", "--report", tmp_path / "folder")
    assert called.status == 3
    assert called.err.splitlines()[-1] == f"gkgen: {tmp_path / 'folder'}：是文件夹，不是文件"
    assert list((tmp_path / "folder").iterdir()) == []
    assert not list(tmp_path.glob(".gkgen-*"))


def test_two_of_one_name_are_told_with_the_first(gkgen: Gkgen, tmp_path: Path) -> None:
    for folder in ("东", "西"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "局.yaml").write_text(office(), encoding="utf-8")
    called = gkgen("build", tmp_path, "-f", "json", "-o", tmp_path / "out", "-j", "1")
    assert called.status == 1
    told = f"{tmp_path / '西' / '局.yaml'} 错误 O01 和 {tmp_path / '东' / '局.yaml'} 的输出同名（局），不能都写"
    assert told in called.err.splitlines()


def test_templates_of_ones_own_that_are_broken_end_with_3(gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "2021").mkdir(parents=True)
    (tmp_path / "own" / "2021" / "report.docx").write_bytes(b"PK no Word file")
    called = gkgen("build", good, "-f", "docx", "--templates", tmp_path / "own")
    assert (called.status, called.out) == (3, "")
    assert " T01 " in called.err


def test_a_console_in_gbk_sees_the_paths(good: Path, tmp_path: Path) -> None:
    done = shell("build", good, "-f", "json", "-j", "1", folder=tmp_path, PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert done.stdout.decode("gbk") == f"{tmp_path / '好.json'}\n"


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT for a group of processes on Windows")
def test_ctrl_c_ends_with_130_and_leaves_only_whole_files(tmp_path: Path) -> None:
    """A terminal sends it to gkgen and to its workers at once. Only the parent heeds it."""
    wanted = 400
    for number in range(wanted):
        (tmp_path / f"{number:03}.yaml").write_text(office(机关=f"第{number}局"), encoding="utf-8")
    words = ["build", str(tmp_path), "-f", "html", "-j", "2", "-o", str(tmp_path / "o")]
    command = [sys.executable, "-m", "gkgen", *words]
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip().endswith(b"000.html")
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    _, shown = process.communicate(timeout=20)
    assert time.monotonic() - begun < 10
    assert (process.returncode, shown.decode("utf-8").strip()) == (130, "已中断")
    made = list((tmp_path / "o").glob("[!.]*"))
    assert 0 < len(made) < wanted
    assert all(re.fullmatch(r"\d{3}\.html", path.name) for path in made)
    assert all(path.read_bytes().rstrip().endswith(b"</html>") for path in made)


# Many offices


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder for the outputs, which is not there yet."""
    return tmp_path / "out"


def seen(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != NAME)


# Unchanged


@pytest.mark.unreviewed
def test_only_what_was_written_is_told_on_standard_output(gkgen: Gkgen, offices: Path, out: Path) -> None:
    words = ("build", offices, "-f", "json", "-o", out, "-j", "1")
    first, second = gkgen(*words), gkgen(*words)
    assert first.out.splitlines() == [str(out / "丙.json"), str(out / "甲.json")]
    assert second.out == ""
    assert (first.status, second.status) == (1, 1)
    assert first.err.splitlines()[-1] == "3 个文件：1 个错误，0 个警告，0 个提示"
    assert second.err.splitlines()[-1] == "3 个文件（2 个没有变化，没有重写）：1 个错误，0 个警告，0 个提示"


def test_force_writes_all_again(gkgen: Gkgen, offices: Path, out: Path) -> None:
    words = ("build", offices, "-f", "json", "-o", out, "-j", "1")
    gkgen(*words)
    assert gkgen(*words, "--force").out.splitlines() == [str(out / "丙.json"), str(out / "甲.json")]


def test_warnings_of_an_unchanged_office_are_shown_and_stop_it_with_strict(
    gkgen: Gkgen, doubtful: Path, out: Path
) -> None:
    words = ("build", doubtful, "-f", "json", "-o", out, "-j", "1")
    first, second = gkgen(*words), gkgen(*words)
    assert second.out == ""
    assert second.err.splitlines()[:-1] == first.err.splitlines()[:-1]
    assert len(first.err.splitlines()) > 2
    assert gkgen(*words, "--strict").status == 1


def test_word_files_of_unchanged_offices_are_left_alone(gkgen: Gkgen, good: Path, out: Path) -> None:
    gkgen("build", good, "-f", "docx", "-o", out)
    before = (out / "好.docx").stat().st_mtime_ns
    assert gkgen("build", good, "-f", "docx", "-o", out) == Called(
        0, "", "1 个文件（1 个没有变化，没有重写）：没有发现问题\n"
    )
    assert (out / "好.docx").stat().st_mtime_ns == before


# Left over


def test_what_is_left_of_gone_offices_is_told_and_removed_only_when_asked(
    gkgen: Gkgen, offices: Path, out: Path
) -> None:
    words = ("build", offices, "-f", "html,json", "-o", out, "-j", "1")
    gkgen(*words)
    (out / "丁.json").write_bytes(b"somebody's")
    (offices / "甲.yaml").unlink()
    told = gkgen(*words).err.splitlines()
    left = [out / "甲.html", out / "甲.json"]
    assert [f"机关的文件已经不在，留下了 {path}" in told for path in left] == [True, True]
    assert seen(out) == ["丁.json", "丙.html", "丙.json", "甲.html", "甲.json"]
    told = gkgen(*words, "--prune").err.splitlines()
    assert [f"已删除 {path}" in told for path in left] == [True, True]
    assert not any(line.startswith("机关的文件已经不在") for line in told)
    assert seen(out) == ["丁.json", "丙.html", "丙.json"]


def test_prune_of_an_office_that_only_failed_removes_nothing(gkgen: Gkgen, offices: Path, out: Path) -> None:
    words = ("build", offices, "-f", "json", "-o", out, "-j", "1", "--prune")
    gkgen(*words)
    (offices / "甲.yaml").write_text("年度: 2021\n", encoding="utf-8")
    assert "已删除" not in gkgen(*words).err
    assert seen(out) == ["丙.json", "甲.json"]


# Reports


def test_reports_of_both_kinds_hold_every_office(gkgen: Gkgen, offices: Path, out: Path, tmp_path: Path) -> None:
    gkgen("build", offices / "甲.yaml", "-f", "json", "-o", out)
    data, page = tmp_path / "r.json", tmp_path / "r.HTML"
    called = gkgen("build", offices, "-f", "json", "-o", out, "-j", "1", "--report", data, "--report", page)
    assert called.status == 1
    told = json.loads(data.read_text(encoding="utf-8"))
    assert [(Path(each["source"]).stem, each["status"]) for each in told["offices"]] == [
        ("丙", "built"),
        ("乙", "failed"),
        ("甲", "unchanged"),
    ]
    assert [each["outputs"] for each in told["offices"]] == [[str(out / "丙.json")], [], [str(out / "甲.json")]]
    counts = {name: told["totals"][name] for name in ("offices", "built", "unchanged", "failed", "errors")}
    assert counts == {"offices": 3, "built": 1, "unchanged": 1, "failed": 1, "errors": 1}
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert all(each.read_text(encoding="utf-8").endswith((">\n", "}\n")) for each in (data, page))
    assert all(text.count(f"{offices / name}.yaml<") >= 1 for name in ("甲", "乙", "丙"))
    assert text.count('<th scope="row">') == 3
    assert text.count('<tr class="failed">') == 1


def test_the_links_of_a_page_lead_to_the_outputs(gkgen: Gkgen, good: Path, out: Path, tmp_path: Path) -> None:
    gkgen("build", good, "-f", "json", "-o", out, "--name", "report", "--report", tmp_path / "deep" / "r.html")
    (link,) = re.findall('href="(.*?)"', (tmp_path / "deep" / "r.html").read_text(encoding="utf-8"))
    assert (tmp_path / "deep" / link).resolve() == out / "report.json"
    assert (out / "report.json").is_file()


# Options handed on


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), BatchOptions(None, DEFAULT_TIMEOUT, False)),
        (("-j", "3"), BatchOptions(3)),
        (("--jobs", "1", "--timeout", "7"), BatchOptions(1, 7)),
        (("--force",), BatchOptions(force=True)),
    ],
)
def test_limits_reach_the_batch(
    words: Sequence[str], wanted: BatchOptions, gkgen: Gkgen, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[BatchOptions] = []

    def build_all(paths: list[Path], options: BuildOptions, how: BatchOptions) -> list[Outcome]:
        asked.append(how)
        return [Outcome(str(path), "built", (), 0.0, (), ()) for path in paths]

    monkeypatch.setattr("gkgen.batch.build_all", build_all)
    assert gkgen("build", good, *words).status == 0
    assert asked == [wanted]


@pytest.mark.parametrize("seconds", ["0", "-1", "1.5", "86401", "x"])
def test_a_time_limit_that_is_none_is_refused(seconds: str, gkgen: Gkgen, good: Path) -> None:
    called = gkgen("build", good, "-f", "json", "--timeout", seconds)
    assert (called.status, called.out) == (2, "")
    assert f"不能是 {seconds}" in called.err


# Two at once


def test_two_builds_into_one_folder_at_once_do_no_harm(gkgen: Gkgen, out: Path, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.yaml").write_text(office(机关=f"第{number}局"), encoding="utf-8")
    words = ("build", str(tmp_path), "-f", "json", "-o", str(out), "-j", "1")
    command = [sys.executable, "-m", "gkgen", *words, "--force"]
    running = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE) for _ in range(2)]
    told = [process.communicate(timeout=30)[0].decode("utf-8").splitlines() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert told[0] == told[1] == [str(out / f"{number:02}.json") for number in range(40)]
    assert [json.loads((out / name).read_bytes())["office"] for name in seen(out)] == [
        f"第{number}局" for number in range(40)
    ]
    assert gkgen(*words).status == 0
    assert gkgen(*words).out == ""


@pytest.mark.parametrize(
    ("words", "is_wanted"),
    [(("好.yaml",), True), (("好.yaml", "-f", "docx"), False), (("好.yaml", "好.yaml"), False), ((".",), False)],
)
def test_the_pdf_of_a_single_file_is_written_by_a_second_process(
    words: tuple[str, ...], is_wanted: bool, gkgen: Gkgen, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For several offices there are workers; Word alone is faster than a process."""
    started = []
    monkeypatch.chdir(good.parent)
    monkeypatch.setattr("gkgen.pipeline.core.pdf_process.may_start", lambda: True)
    monkeypatch.setattr("gkgen.pipeline.core.pdf_process._started", lambda: started.append(1))
    assert gkgen("build", *words, "-o", "out", "-j", "1").status == 0
    assert len(started) == int(is_wanted)


@pytest.mark.unreviewed
@pytest.mark.parametrize("words", [("build", "-f", "json", "-o", "out"), ("check",)])
def test_what_was_shown_is_not_kept_line_by_line(
    words: tuple[str, ...], gkgen: Gkgen, good: Path, faulty: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of ten thousand offices these are most of the memory; a report about them shows the lines once more."""
    monkeypatch.chdir(tmp_path)
    kept: list[Outcome] = []
    summary = text.summary

    def told(outcomes: Sequence[Outcome], language: Language) -> str:
        kept.extend(outcomes)
        return summary(outcomes, language)

    monkeypatch.setattr(text, "summary", told)
    shown = gkgen(*words, good, faulty, "-j", "1")
    assert shown.status == 1
    assert "^" in shown.out + shown.err
    assert [(each.lines, bool(each.diagnostics)) for each in kept] == [((), False), ((), True)]
