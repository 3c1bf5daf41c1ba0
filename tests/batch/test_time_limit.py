"""Work in a thread: its result, its fault, or that it takes too long; whoever waits for it is not held up."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest

from gkgen.batch.time_limit import LimitedThread
from tests.cli.calls import environment


def spin() -> None:
    while True:
        pass


def test_what_the_work_returns_and_raises_arrives() -> None:
    thread = LimitedThread(20.0)
    assert [thread.call(lambda: 3), thread.call(threading.get_ident)][0] == 3
    assert thread.call(threading.get_ident) == thread.call(threading.get_ident) != threading.get_ident()
    with pytest.raises(ZeroDivisionError):
        thread.call(lambda: 1 / 0)
    assert thread.call(lambda: 4) == 4
    thread.end()
    assert thread.thread is not None
    thread.thread.join(5)
    assert not thread.thread.is_alive()


@pytest.mark.parametrize("work", [spin, lambda: time.sleep(60)], ids=["computing", "waiting"])
def test_work_that_takes_too_long_is_given_up(work: Callable[[], None]) -> None:
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        LimitedThread(0.3).call(work)
    assert time.monotonic() - begun < 5


def test_work_that_was_given_up_does_not_go_on_for_ever() -> None:
    """Guard: it would take half of the time of whatever is done next."""
    thread = LimitedThread(0.3)
    with pytest.raises(TimeoutError):
        thread.call(spin)
    assert thread.thread is not None
    thread.thread.join(5)
    assert not thread.thread.is_alive()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process on Windows")
@pytest.mark.parametrize("work", ["time.sleep(60)", "[0 for _ in iter(int, 1)]"])
def test_ctrl_c_is_seen_while_it_works(work: str) -> None:
    code = (
        "import time; from gkgen.batch.time_limit import LimitedThread\n"
        f"def work():\n    print(1, flush=True); {work}\n"
        "try:\n    LimitedThread(60).call(work)\nexcept KeyboardInterrupt:\n    print('seen', flush=True)"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        assert process.stdout.readline() == "seen\n"
        assert time.monotonic() - begun < 2
        process.kill()
