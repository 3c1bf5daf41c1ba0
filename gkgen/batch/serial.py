"""The executor that needs no other process: offices are rendered one by one and written a few at a time."""

import gc
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from gkgen.batch.garbage_collector import Collector
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, render_file, write_files
from gkgen.pipeline.core.outcome import Outcome

# A disk synchronises so many offices at a time; none waits longer than so many seconds for it.
_GROUP_SIZE = 16
_MAX_WAIT_SECONDS = 0.5


@dataclass(slots=True)
class Serial:
    """Renders an office when it is submitted; its future is done once its group is written."""

    options: BuildOptions
    collector: Collector
    ahead: int = _GROUP_SIZE
    has_rendered: bool = False
    unwritten: "list[tuple[RenderedOffice, Future[Outcome]]]" = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def submit(self, path: Path) -> "Future[Outcome]":
        """The outcome to come."""
        future: Future[Outcome] = Future()
        if self.has_rendered:
            self.collector.collect()
        self.unwritten.append((render_file(path, self.options), future))
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
def serial(options: BuildOptions) -> Iterator[Serial]:
    """The executor; until the context ends, garbage is collected between offices only.

    Afterwards the collector works as before: this may be the process of another program.
    """
    is_enabled, is_ours = gc.isenabled(), not gc.get_freeze_count()
    gc.disable()
    try:
        yield Serial(options, Collector(is_first=is_ours))
    finally:
        if is_ours:
            gc.unfreeze()
        if is_enabled:
            gc.enable()
