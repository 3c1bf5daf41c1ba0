"""The policy of garbage collection: between two offices, not during one, because a page is many small objects."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gkgen.pipeline.core.outcome import Outcome

YOUNGER, OLDEST = 1, 2
# Caches are kept for later reports, and to search them takes longer than to search what one office leaves: a full
# collection is done after so many younger ones.
COLLECTIONS_PER_FULL = 50


@dataclass(slots=True)
class Collector:
    """Collects the garbage of an office before the next one begins.

    Modules and templates, which exist after the first office, are frozen: they stay, and are not searched again.
    """

    is_first: bool = True

    def collect(self) -> None:
        """Called between two offices."""
        # The last count is the number of younger collections since the last full one. gc.get_freeze_count is not
        # called: it counts all frozen objects one by one.
        gc.collect(OLDEST if self.is_first or gc.get_count()[OLDEST] >= COLLECTIONS_PER_FULL else YOUNGER)
        if self.is_first:
            gc.freeze()
            self.is_first = False


_collector = Collector()


def run_and_collect(job: Callable[[Path], Outcome], path: Path) -> Outcome:
    """Runs a job in a worker process, without garbage collection until it is done."""
    gc.disable()
    try:
        return job(path)
    finally:
        _collector.collect()
