"""Processes that end with the one that started them, whatever they do then, and what Windows is asked for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from gkgen.pipeline.core.process_limits import WindowsJob, job_limits
from tests.cli.calls import environment

ENDING_SECONDS = 2.0
PARENT = """
import sys, time
from concurrent.futures import Future
from pathlib import Path
from gkgen.batch.worker_processes import processes
from gkgen.pipeline.core.isolation import isolated
from tests.pipeline.core.orphans import busy_job, busy_work

if __name__ == "__main__":
    if sys.argv[1] == "isolation":
        with isolated(timeout=60) as run:
            run(busy_work, b"", sys.argv[2])
    with processes(busy_job, 1, timeout=60) as workers:
        workers.submit(Path(sys.argv[2])).result()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("ending", ["SIGKILL", "SIGTERM"])
@pytest.mark.parametrize("kind", ["isolation", "batch"])
def test_a_process_that_works_ends_with_the_one_that_started_it(kind: str, ending: str, tmp_path: Path) -> None:
    """Guard is `end_with_parent`: without it the orphan works on for ever."""
    told = tmp_path / "process"
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, script, kind, told], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert _within(30, lambda: told.is_file() and told.read_text(encoding="utf-8").isdigit())
        worker = int(told.read_text(encoding="utf-8"))
        assert _is_running(worker)
    finally:
        parent.send_signal(getattr(signal, ending))
    parent.wait(10)
    assert _within(ENDING_SECONDS, lambda: not _is_running(worker))


def _within(seconds: float, condition: Any) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.02)
    return False


def _is_running(process: int) -> bool:
    """Whether a process works; one that has ended may wait for somebody to notice."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


class Kernel:
    """Takes the place of kernel32.dll and notes what it was asked."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.flags = self.memory = 0

    def CreateJobObjectW(self, *asked: object) -> int:
        self.calls.append(("create", *asked))
        return 7

    def SetInformationJobObject(self, job: int, kind: int, limits: Any, size: int) -> int:
        self.flags, self.memory = limits._obj.flags, limits._obj.job_memory
        self.calls.append(("limit", job, kind, size))
        return 1

    def AssignProcessToJobObject(self, job: int, process: int) -> int:
        self.calls.append(("assign", job, process))
        return 1

    def CloseHandle(self, job: int) -> int:
        self.calls.append(("close", job))
        return 1


def test_windows_is_asked_to_limit_memory_and_to_end_what_a_process_started() -> None:
    kernel = Kernel()
    job = WindowsJob(480_000_000, kernel)
    job.add(9)
    job.close()
    assert kernel.calls == [("create", None, None), ("limit", 7, 9, 144), ("assign", 7, 9), ("close", 7)]
    assert (kernel.flags, kernel.memory) == (0x2200, 480_000_000)


def test_the_structure_lies_in_memory_as_windows_has_it() -> None:
    """Offsets of winnt.h on 64 bits: a field of another width would limit something else."""
    limits = job_limits()
    offsets = {name: getattr(limits, name).offset for name in ("flags", "processes", "affinity", "transfers")}
    assert offsets == {"flags": 16, "processes": 40, "affinity": 48, "transfers": 64}
    assert (limits.process_memory.offset, limits.job_memory.offset) == (112, 120)
