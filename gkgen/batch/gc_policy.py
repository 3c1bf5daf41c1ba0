"""Garbage is collected between two offices, not while one is set: a page is made of very many small objects."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gkgen.pipeline.core.outcome import Outcome

YOUNGER, OLDEST = 1, 2
# What reports have in common is kept for those that follow, and to look through it takes longer than through what one
# office leaves; so it is done when so many have been done.
COLLECTIONS_PER_FULL = 50


@dataclass(slots=True)
class Collector:
    """Has what an office leaves gone before the next one begins.

    What is there after the first office, modules and templates, stays, so it is set aside and not looked at again.
    """

    is_first: bool = True

    def collect(self) -> None:
        """To be called after each office."""
        # The last count is that of the collections since everything was looked through. How much is set aside is not
        # asked: Python would count it, object by object.
        gc.collect(OLDEST if self.is_first or gc.get_count()[OLDEST] >= COLLECTIONS_PER_FULL else YOUNGER)
        if self.is_first:
            gc.freeze()
            self.is_first = False


_collector = Collector()


def run_and_collect(job: Callable[[Path], Outcome], path: Path) -> Outcome:
    """The outcome of the job, for processes that do nothing else."""
    gc.disable()
    try:
        return job(path)
    finally:
        _collector.collect()
