"""Isolation of untrusted input: work on files from others in a process with limits on time and memory."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as PoolTimeoutError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.core.process_limits import end_with_parent, limit_memory

if TYPE_CHECKING:
    from pebble import ProcessPool

TIMEOUT_SECONDS = 30.0
"""Seconds; an ordinary report takes one, a PDF up to three, one with ten large photographs ten."""
MAX_MEMORY_BYTES = 480_000_000
"""Bytes of memory for the process, where the system holds it to them; an ordinary report takes a fifth."""

_STANDARD_ERROR = 2
Result = TypeVar("Result")


class Runner(Protocol):
    """Runs a function of the content and the name of a file; a finding says that it exceeded a limit (I42)."""

    def __call__(  # noqa: D102 - see the class
        self, work: Callable[[bytes, str], Result], data: bytes, name: str
    ) -> Result | Diagnostic: ...


def run_without_limits(work: Callable[[bytes, str], Result], data: bytes, name: str) -> Result | Diagnostic:
    """Runs it in this process, without limits: for one's own files."""
    return work(data, name)


@contextmanager
def isolated(timeout: float = TIMEOUT_SECONDS, memory: int = MAX_MEMORY_BYTES) -> Iterator[Runner]:
    """Runs it in a process of its own, started for the first file and again after one that exceeded a limit.

    `timeout` is in seconds, `memory` in bytes.
    """
    worker = _Worker(timeout, memory)
    try:
        yield worker.run
    finally:
        worker.end()


@dataclass(slots=True)
class _Worker:
    timeout: float
    memory: int
    pool: "ProcessPool | None" = None

    def run(self, work: Callable[[bytes, str], Result], data: bytes, name: str) -> Result | Diagnostic:
        """The result, or the finding that it took too much time or memory."""
        from pebble import ProcessExpired, ProcessPool

        if self.pool is None:
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPool(max_workers=1, context=context, initializer=partial(_limit, self.memory))
        try:
            done: Result = self.pool.schedule(work, args=(data, name), timeout=self.timeout).result()
        except PoolTimeoutError:
            self.end()
            return diagnose("I42.time", name, seconds=round(self.timeout))
        except (MemoryError, SystemError, ProcessExpired):
            # C libraries that get no memory may end the process, or fail without a reason.
            self.end()
            return diagnose("I42.memory", name)
        return done

    def end(self) -> None:
        """Ends the process."""
        pool, self.pool = self.pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            with suppress(PoolTimeoutError):
                pool.join(timeout=5)


def _limit(memory: int) -> None:
    """Limits this process, which ends with its parent.

    Standard error is closed: the parent reports that memory ran out, whatever libraries print meanwhile.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_ERROR)
    end_with_parent()
    limit_memory(memory)
