"""Published reports read from files, each by a process with limits: nobody knows who made them."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.original import Original
from gkgen.importers.readers.opening import CONVERTED, MAX_SIZE, Format, read_original, sniff
from gkgen.pipeline.converting import to_docx

if TYPE_CHECKING:
    from pebble import ProcessPool

TIMEOUT = 7.0
"""Seconds; an ordinary report takes less than one, a PDF up to three."""
MEMORY = 480_000_000
"""Bytes that the process may hold, where the system can limit it; an ordinary report takes a fifth."""

_STANDARD_ERROR = 2

Reader = Callable[[bytes, str], Original]


def load_original(path: Path, read: Reader = read_original) -> Original:
    """The report in a file, or why it cannot be read; raises OSError when the file cannot be opened."""
    name = str(path)
    with path.open("rb") as file:
        data = file.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        size, limit = str(round(path.stat().st_size / 1e6)), MAX_SIZE // 1_000_000
        return _refused(name, sniff(data, name), diagnose("I42", name, size=size, limit=limit))
    found = sniff(data, name)
    if found in CONVERTED:
        converted = to_docx(data, name, found.value)
        if isinstance(converted, Diagnostic):
            return _refused(name, found, converted)
        data = converted
    return read(data, name)


def _refused(name: str, found: Format, diagnostic: Diagnostic) -> Original:
    return Original(name, found.value, (), diagnostics=(diagnostic,))


@contextmanager
def reading_apart(timeout: float = TIMEOUT, memory: int = MEMORY) -> Iterator[Reader]:
    """A reader that works in a process of its own, started for the first file and again after one that was too much."""
    worker = _Worker(timeout, memory)
    try:
        yield worker.read
    finally:
        worker.end()


@dataclass(slots=True)
class _Worker:
    timeout: float
    memory: int
    pool: "ProcessPool | None" = None

    def read(self, data: bytes, name: str) -> Original:
        """The report, or that it took too much time or memory."""
        from pebble import ProcessExpired, ProcessPool

        if self.pool is None:
            context = multiprocessing.get_context("spawn")
            self.pool = ProcessPool(max_workers=1, context=context, initializer=partial(_limit, self.memory))
        try:
            found: Original = self.pool.schedule(read_original, args=(data, name), timeout=self.timeout).result()
        except TookTooLong:
            return self._failed(data, diagnose("I42.time", name, seconds=round(self.timeout)))
        except (MemoryError, SystemError, ProcessExpired):
            # C libraries that get no memory may end the process, or fail without saying why.
            return self._failed(data, diagnose("I42.memory", name))
        return found

    def _failed(self, data: bytes, diagnostic: Diagnostic) -> Original:
        self.end()
        return _refused(diagnostic.file, sniff(data, diagnostic.file), diagnostic)

    def end(self) -> None:
        """Ends the process."""
        pool, self.pool = self.pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            with suppress(TookTooLong):
                pool.join(timeout=5)


def _limit(memory: int) -> None:
    """Limits what this process may hold; Windows has no such limits for a process itself.

    What libraries say while they run out of memory is told as a finding, by whoever waits for this process.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), _STANDARD_ERROR)
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
