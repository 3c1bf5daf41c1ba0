"""Worker processes on this machine, isolated from each other: one that dies or hangs affects no other."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from gkgen.batch.batch_options import DEFAULT_TIMEOUT
from gkgen.batch.garbage_collector import run_and_collect
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.process_limits import end_with_parent

if TYPE_CHECKING:
    from pebble import ProcessPool

# The time within which the death of a process is noticed, on top of the timeout of its job.
DEATH_NOTICE_SECONDS = 30.0

# A process is replaced after so many offices, because WeasyPrint and the C libraries below it leak a little memory with
# each. Starting one takes as long as forty Word files.
MAX_JOBS_PER_PROCESS = 10_000
MAX_JOBS_PER_PROCESS_WITH_PDF = 400

Job = Callable[[Path], Outcome]
_Task = tuple[Path, "Future[Outcome]"]


@dataclass(slots=True)
class Processes:
    """Processes that run a job; one that was killed, or took more than `timeout` seconds, is replaced.

    Each has a pool of its own: in a shared pool they wait for work at a common lock, and one that is killed while it
    holds the lock blocks the others.
    """

    job: Job
    timeout: float
    max_jobs: int
    ahead: int = 64
    waiting: "SimpleQueue[_Task | None]" = field(default_factory=SimpleQueue)
    ending: Event = field(default_factory=Event)
    pools: "dict[int, ProcessPool]" = field(default_factory=dict)

    def submit(self, path: Path) -> "Future[Outcome]":
        """The outcome to come."""
        future: Future[Outcome] = Future()
        self.waiting.put((path, future))
        return future

    def flush(self) -> None:
        """Nothing waits for further offices here."""

    def serve(self, number: int) -> None:
        """Hands offices to one process until there are no more; runs in a thread."""
        self.pools[number] = _pool(self.max_jobs)
        while (task := self.waiting.get()) and not self.ending.is_set():
            path, future = task
            try:
                running: Future[Outcome] = self.pools[number].schedule(
                    run_and_collect, args=(self.job, path), timeout=self.timeout
                )
                outcome = running.result(self.timeout + DEATH_NOTICE_SECONDS)
            except BaseException as fault:  # noqa: BLE001 - the cause of death is passed on
                if self.ending.is_set():
                    break
                # The pool of a dead process is not usable any more.
                _terminate(self.pools[number])
                self.pools[number] = _pool(self.max_jobs)
                future.set_exception(fault)
            else:
                future.set_result(outcome)

    def end(self) -> None:
        """Ends all processes; offices that were not begun are dropped."""
        self.ending.set()
        for pool in list(self.pools.values()):
            self.waiting.put(None)
            _terminate(pool)


@contextmanager
def processes(
    job: Job, number: int, timeout: float = DEFAULT_TIMEOUT, max_jobs: int = MAX_JOBS_PER_PROCESS
) -> Iterator[Processes]:
    """So many processes for a job that can be pickled, ended with the context, each replaced after `max_jobs` offices.

    They are spawned: a forked process would share the locks of Pango and fontconfig. They ignore Ctrl-C.
    """
    workers = Processes(job, timeout, max_jobs)
    threads = [Thread(target=workers.serve, args=(each,), daemon=True) for each in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield workers
    finally:
        workers.end()


def _pool(max_jobs: int) -> "ProcessPool":
    # Both take 30 ms to import, a tenth of the time for one office.
    import multiprocessing

    from pebble import ProcessPool

    context = multiprocessing.get_context("spawn")
    return ProcessPool(max_workers=1, max_tasks=max_jobs, context=context, initializer=end_with_parent)


def _terminate(pool: "ProcessPool") -> None:
    """Ends a pool and its process without waiting: pebble would wait for the rest of a message of a killed process."""

    def end() -> None:
        with suppress(Exception):
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    Thread(target=end, daemon=True).start()


def default_workers(jobs: int) -> int:
    """A process for each core, but no more than jobs; WeasyPrint gains nothing from threads."""
    return max(1, min(os.cpu_count() or 1, jobs))
