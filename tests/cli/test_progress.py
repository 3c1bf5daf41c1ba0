"""How far a batch is: a bar on a terminal, lines in a log."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from gkgen.cli.language import translator
from gkgen.cli.progress import progress
from gkgen.diagnostics import diagnose
from gkgen.pipeline.core.outcome import Outcome
from tests.cli.calls import environment
from tests.office import office

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
