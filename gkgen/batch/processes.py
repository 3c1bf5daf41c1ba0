"""Worker processes on this machine, each on its own: what one does, dies of or hangs in touches no other."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gkgen.batch.running import Job
from gkgen.pipeline import Outcome

if TYPE_CHECKING:
    from pebble import ProcessPool

DEFAULT_TIMEOUT = 300.0
"""Seconds that an office may take; an ordinary one takes less than one."""


@dataclass(frozen=True, slots=True)
class Processes:
    """A pool that replaces a process that was killed or was busy for more than `timeout` seconds with one office."""

    pool: "ProcessPool"
    timeout: float
    ahead: int = 64

    def submit(self, job: Job, path: Path) -> "Future[Outcome]":
        """The result to come."""
        future: Future[Outcome] = self.pool.schedule(job, args=(path,), timeout=self.timeout)
        return future


@contextmanager
def processes(number: int, timeout: float = DEFAULT_TIMEOUT) -> Iterator[Processes]:
    """A pool of so many processes, ended when the context ends; offices not begun by then stay so.

    They are started afresh: a forked one would share the locks of Pango and fontconfig. They do not heed Ctrl-C.
    """
    # It takes 30 ms to import, a tenth of the time for one office.
    from pebble import ProcessPool

    pool = ProcessPool(max_workers=number, context=multiprocessing.get_context("spawn"))
    try:
        yield Processes(pool, timeout)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def default_workers(jobs: int) -> int:
    """As many processes as there are cores and jobs for them; WeasyPrint gains nothing from threads."""
    return max(1, min(os.cpu_count() or 1, jobs))
