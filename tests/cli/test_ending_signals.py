"""Ctrl-C and SIGTERM end whatever gkgen does within two seconds: nothing half-written, nobody left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gkgen.cli.ending_signals import TerminatedError, end_as_ctrl_c_does, status_of_end
from tests.cli.calls import environment
from tests.office import office

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such signals on Windows")

SIGNALS = (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143))
# What never ends, for each command: computing, waiting, in another process.
HUNG = {
    "check": "import gkgen.batch.batch_checking as m; m.check_file = spin",
    "build": "import gkgen.batch.serial as m; m.render_file = sleep",
    "import": "import gkgen.pipeline.importing.import_files as m; m._converted = sleep",
}
# Under nohup, say, a signal is ignored from the start, and stays so.
PROGRAM = """
import signal, sys, time
from pathlib import Path
for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL if name != "SIGINT" else signal.default_int_handler)
from tests.cli.endless import sleep, spin
{}
from gkgen.__main__ import main
main()
"""


@contextmanager
def begun(*command: str | Path, folder: Path) -> "Iterator[subprocess.Popen[str]]":
    """A process in a session of its own, so that whoever it leaves behind can be seen."""
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=environment(TMPDIR=str(folder / "tmp"), STARTED=str(folder / "started")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def awaited(place: Path) -> None:
    """Waits until a file is there."""
    ends = time.monotonic() + 60
    while not place.exists():
        assert time.monotonic() < ends, "it has not begun"
        time.sleep(0.05)


def ended(process: "subprocess.Popen[str]", name: str) -> int:
    """The status after a signal; of its group nobody is left."""
    process.send_signal(getattr(signal, name))
    status = process.wait(timeout=2)
    # Its children see that it is gone; on a machine with other work that may take longer than its own end.
    for _ in range(50):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return status
        time.sleep(0.1)
    pytest.fail("a process was left behind")


@pytest.mark.parametrize(("name", "status"), SIGNALS)
@pytest.mark.parametrize("verb", HUNG)
def test_work_that_hangs_is_ended(verb: str, name: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    source = tmp_path / ("报告.txt" if verb == "import" else "局.yaml")
    source.write_text(office(机关="第一局"), encoding="utf-8")
    with begun(sys.executable, "-c", PROGRAM.format(HUNG[verb]), verb, source, folder=tmp_path) as process:
        awaited(tmp_path / "started")
        assert ended(process, name) == status
        assert process.stderr is not None
        assert process.stderr.read().strip().endswith("已中断")
    assert {path.name for path in tmp_path.iterdir()} == {source.name, "tmp", "started"}
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_preview_ends_well(name: str, tmp_path: Path) -> None:
    source = tmp_path / "局.yaml"
    source.write_text(office(机关="第一局"), encoding="utf-8")
    with begun(sys.executable, "-m", "gkgen", "preview", source, "--no-browser", folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1")
        assert ended(process, name) == 0


SECOND_LOOK_HANGS = """
import gkgen.live.preview_session as m
real, calls = m.{0}, []
m.{0} = lambda *words: spin() if calls else calls.append(1) or real(*words)
"""


@pytest.mark.parametrize("work", ["render_file", "_views"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_preview_that_hangs_ends_as_well(name: str, work: str, tmp_path: Path) -> None:
    """Guard: the thread that follows the file is not waited for without end."""
    source = tmp_path / "局.yaml"
    source.write_text(office(机关="第一局"), encoding="utf-8")
    program = PROGRAM.format(SECOND_LOOK_HANGS.format(work))
    with begun(sys.executable, "-c", program, "preview", source, "--no-browser", folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://127.0.0.1")
        source.write_text(office(机关="第二局"), encoding="utf-8")
        awaited(tmp_path / "started")
        assert ended(process, name) == 0


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_preview_ends_while_an_answer_hangs(name: str, tmp_path: Path) -> None:
    source = tmp_path / "局.yaml"
    source.write_text(office(机关="第一局"), encoding="utf-8")
    program = PROGRAM.format("import gkgen.live.preview_session as m; m.PreviewSession.view = spin")
    with begun(sys.executable, "-c", program, "preview", source, "--no-browser", folder=tmp_path) as process:
        assert process.stdout is not None
        place = urlsplit(process.stdout.readline().strip())
        with closing(HTTPConnection(str(place.hostname), place.port, timeout=60)) as connection:
            connection.request("GET", f"{place.path}report/web")
            awaited(tmp_path / "started")
            assert ended(process, name) == 0


@pytest.mark.parametrize(("name", "status"), SIGNALS[:2])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_batch_leaves_whole_files(workers: str, name: str, status: int, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(80):
        (folder / f"{number:03}.yaml").write_text(office(机关=f"第{number}局"), encoding="utf-8")
    words = ("build", folder, "-f", "html,json", "-j", workers, "-o", tmp_path / "out")
    with begun(sys.executable, "-m", "gkgen", *words, folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip().endswith(".html")
        assert ended(process, name) == status
    made = {path.name: path.read_bytes().rstrip() for path in (tmp_path / "out").glob("[!.]*.*")}
    assert 0 < len(made) < 160
    assert all(data.endswith(b"</html>" if path.endswith("html") else b"}") for path, data in made.items())
    assert {path.partition(".")[0] for path in made if path.endswith("html")} >= {
        path.partition(".")[0] for path in made if path.endswith("json")
    }
    again = subprocess.run(
        [sys.executable, "-m", "gkgen", *map(str, words)], env=environment(), capture_output=True, check=False
    )
    assert again.returncode == 0
    assert not list((tmp_path / "out").glob(".gkgen-*"))
    assert len(list((tmp_path / "out").glob("[!.]*.*"))) == 160


def test_a_signal_that_is_ignored_stays_so() -> None:
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN), signal.getsignal(signal.SIGTERM)
    try:
        end_as_ctrl_c_does()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before[0])
        signal.signal(signal.SIGTERM, before[1])


def test_the_statuses_are_those_of_a_shell() -> None:
    assert (status_of_end(KeyboardInterrupt()), status_of_end(TerminatedError())) == (128 + 2, 128 + 15)
