"""gkgen watch, as its user has it: in a terminal of its own, with editors that save in their ways, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen, environment
from tests.office import office

LONGEST = 60.0


class Terminal:
    """A running gkgen watch and what it said."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.log, self.read = folder / "log.txt", 0
        command = [sys.executable, "-m", "gkgen", "watch", *words]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=log
            )

    def waits_after(self, words: str) -> None:
        """Returns when it said these words and waits again."""
        end = time.monotonic() + LONGEST
        while True:
            said = self.log.read_text(encoding="utf-8")
            if (at := said.find(words, self.read)) >= 0 and (end_of_round := said.find("等待保存", at)) >= 0:
                self.read = end_of_round
                return
            assert time.monotonic() < end, said
            assert self.process.poll() is None, said
            time.sleep(0.02)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    (tmp_path / "局.yaml").write_text(office(), encoding="utf-8")
    opened = Terminal(tmp_path, "局.yaml", "-o", "out", "-f", "docx,html")
    yield opened
    opened.process.kill()
    opened.process.wait()


def test_reports_follow_the_file_through_faults_and_every_way_of_saving(terminal: Terminal, tmp_path: Path) -> None:
    path, page = tmp_path / "局.yaml", tmp_path / "out" / "局.html"
    terminal.waits_after("没有发现问题")

    path.write_text(office(机关="第一局"), encoding="utf-8")
    terminal.waits_after("没有发现问题")
    assert "第一局" in page.read_text(encoding="utf-8")

    path.write_text(office(机关="第二局", 总体情况="共{{ 没有 }}条"), encoding="utf-8")
    terminal.waits_after("局.yaml:3:8 错误 N01")
    assert "第一局" in page.read_text(encoding="utf-8")

    # As vim does it: the old file is moved away, the new one written, the old one removed.
    path.rename(tmp_path / "局.yaml~")
    path.write_text(office(机关="第三局"), encoding="utf-8")
    (tmp_path / "局.yaml~").unlink()
    terminal.waits_after("没有发现问题")
    assert "第三局" in page.read_text(encoding="utf-8")

    # As others do it: written beside, then moved over the old one.
    (tmp_path / ".局.tmp").write_text(office(机关="第四局"), encoding="utf-8")
    (tmp_path / ".局.tmp").replace(path)
    terminal.waits_after("没有发现问题")
    assert "第四局" in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == ["局.docx", "局.html"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_is_how_it_ends(terminal: Terminal) -> None:
    terminal.waits_after("没有发现问题")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.process.wait(LONGEST) == 0
    said = terminal.log.read_text(encoding="utf-8")
    assert said.endswith("不再等待保存\n")
    assert "Traceback" not in said


def test_a_folder_without_offices_is_a_wrong_call(gkgen: Gkgen, tmp_path: Path) -> None:
    assert gkgen("watch", tmp_path).status == 2
    assert gkgen("watch", tmp_path / "没有.yaml").status == 2
