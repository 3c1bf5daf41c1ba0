"""Many offices from the command line: what is skipped, what is left over, reports, progress, limits."""

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from gkgen.batch import DEFAULT_TIMEOUT, BatchOptions
from gkgen.batch.build_manifest import NAME
from gkgen.cli.language import translator
from gkgen.cli.progress import progress
from gkgen.diagnostics import diagnose
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.outcome import Outcome
from tests.cli.calls import Called, Gkgen, environment
from tests.office import office


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    """A folder with three offices, the second of them faulty."""
    folder = tmp_path / "机关"
    folder.mkdir()
    for name, text in (
        ("甲", office(机关="甲局")),
        ("乙", office(总体情况="共{{ 没有 }}条")),
        ("丙", office(机关="丙局")),
    ):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder for the outputs, which is not there yet."""
    return tmp_path / "out"


def seen(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != NAME)


# Unchanged


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
    assert all(f'<th scope="row">{offices / name}.yaml</th>' in text for name in ("甲", "乙", "丙"))
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


@pytest.mark.reviewed
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


# Progress


GOOD = Outcome("a.yaml", "built", (), 0.0, (), ())
BAD = Outcome("b.yaml", "failed", (), 0.0, (diagnose("N15", "b.yaml"),), ())


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Seconds that have gone by, to be changed by a test."""
    begun, gone = time.monotonic(), [0.0]
    with monkeypatch.context() as patch:
        patch.setattr("gkgen.cli.progress.time.monotonic", lambda: begun + gone[0])
        yield gone


def followed(total: int, outcomes: Sequence[Outcome], clock: list[float], seconds: float = 6.0) -> None:
    for _ in progress(outcomes, total, translator("en")):
        clock[0] += seconds


def test_a_log_gets_a_line_now_and_then(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    followed(100, [GOOD, BAD, GOOD, GOOD, GOOD], clock)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "2/100 done, 1 with errors, 0.2/s, 588 s left",
        "4/100 done, 1 with errors, 0.2/s, 576 s left",
    ]


@pytest.mark.parametrize(("total", "seconds"), [(4, 3.0), (5, 1.9)])
def test_a_batch_that_ends_at_once_or_with_its_first_line_needs_none(
    total: int, seconds: float, clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    followed(total, [GOOD] * total, clock, seconds)
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")


def test_a_few_files_show_no_progress(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    followed(3, [GOOD] * 3, clock, seconds=60)
    assert capsys.readouterr().err == ""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_that_leaves_standard_output_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    for each in progress((GOOD, BAD, GOOD, GOOD), 4, translator("en")):
        # Whatever is printed meets an empty line.
        assert terminal.getvalue().endswith("\r\x1b[K")
        print("/out/a.docx")
        print(each.source, file=terminal)
    assert capsys.readouterr().out == "/out/a.docx\n" * 4
    lines = terminal.getvalue().split("\r\x1b[K")
    printed = [line.strip() for line in lines if not set(line) & set("━─")]
    assert printed == ["", "a.yaml", "b.yaml", "a.yaml", "a.yaml", ""]
    assert "2/4 done, 1 with errors" in lines[lines.index("b.yaml\n") + 1]
    assert max(map(len, lines)) < 80


def test_a_piped_build_has_nothing_but_paths_on_standard_output_and_no_control_signs(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_text(office(机关=f"第{number}局"), encoding="utf-8")
    command = [sys.executable, "-m", "gkgen", "build", str(tmp_path), "-f", "json", "-j", "2"]
    done = subprocess.run(command, env=environment(FORCE_COLOR="1", TERM="xterm"), capture_output=True, check=True)
    shown = done.stdout.decode("utf-8").split(os.linesep)
    assert shown == [*(str(tmp_path / f"{number}.json") for number in range(5)), ""]
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\r" not in done.stderr.replace(b"\r\n", b"\n")
