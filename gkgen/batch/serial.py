"""The executor that needs no other process: offices are rendered one by one and written a few at a time."""

import gc
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gkgen.batch.batch_options import DEFAULT_TIMEOUT
from gkgen.batch.garbage_collector import Collector
from gkgen.batch.time_limit import LimitedThread
from gkgen.batch.worker_processes import MAX_JOBS_PER_PROCESS_WITH_PDF, Processes, processes
from gkgen.diagnostics import diagnose
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, build_file, render_file, write_files
from gkgen.pipeline.core.outcome import Outcome

# A disk synchronises so many offices at a time; none waits longer than so many seconds for it.
_GROUP_SIZE = 16
_MAX_WAIT_SECONDS = 0.5


@dataclass(slots=True)
class Serial:
    """Renders an office when it is submitted; its future is done once its group is written.

    After one that takes longer than `timeout` seconds the others are built in another process, opened in `opened`: of
    what goes on here nobody knows what it does to caches that all share.
    """

    options: BuildOptions
    collector: Collector
    thread: LimitedThread
    opened: ExitStack
    others: Processes | None = None
    ahead: int = _GROUP_SIZE
    has_rendered: bool = False
    unwritten: "list[tuple[RenderedOffice, Future[Outcome]]]" = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def submit(self, path: Path) -> "Future[Outcome]":
        """The outcome to come."""
        if self.others:
            return self.others.submit(path)
        future: Future[Outcome] = Future()
        if self.has_rendered:
            self.collector.collect()
        try:
            self.unwritten.append((self.thread.call(partial(render_file, path, self.options)), future))
        except TimeoutError:
            future.set_result(Outcome.failed(path, diagnose("O07", str(path))))
            job = partial(build_file, options=self.options)
            self.others = self.opened.enter_context(
                processes(job, 1, self.thread.seconds, MAX_JOBS_PER_PROCESS_WITH_PDF)
            )
        self.has_rendered = True
        if len(self.unwritten) >= _GROUP_SIZE or time.monotonic() - self.since > _MAX_WAIT_SECONDS:
            self.flush()
        return future

    def flush(self) -> None:
        """Writes what is rendered."""
        if self.unwritten:
            offices, futures = zip(*self.unwritten, strict=True)
            for future, outcome in zip(futures, write_files(offices, self.options), strict=True):
                future.set_result(outcome)
        self.unwritten, self.since = [], time.monotonic()


@contextmanager
def serial(options: BuildOptions, timeout: float = DEFAULT_TIMEOUT) -> Iterator[Serial]:
    """The executor, with so many seconds for an office; until the context ends, garbage is collected between offices.

    Afterwards the collector works as before: this may be the process of another program.
    """
    is_enabled, is_ours = gc.isenabled(), not gc.get_freeze_count()
    gc.disable()
    thread = LimitedThread(timeout)
    try:
        with ExitStack() as opened:
            yield Serial(options, Collector(is_first=is_ours), thread, opened)
    finally:
        thread.end()
        if is_ours:
            gc.unfreeze()
        if is_enabled:
            gc.enable()
