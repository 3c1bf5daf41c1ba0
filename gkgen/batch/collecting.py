"""Garbage is collected between two offices, not while one is set: a page is made of very many small objects."""

import gc
from pathlib import Path

from gkgen.batch.running import Job
from gkgen.pipeline import Outcome

_YOUNGER, _OLDEST = 1, 2
# What reports have in common is kept for those that follow, and to look through it takes longer than through what one
# office leaves; so it is done when so many have been done.
_SELDOM = 50
# Whether this process has done its first office.
_seen: list[bool] = []


def tidily(job: Job, path: Path) -> Outcome:
    """The outcome of the job, for processes that do nothing else.

    What is there after the first office, modules and templates, stays, so it is not looked at again. What an office
    leaves is gone before the next one begins.
    """
    gc.disable()
    try:
        return job(path)
    finally:
        # The last count is that of the collections since everything was looked through. How much is set aside is not
        # asked: Python would count it, object by object.
        gc.collect(_YOUNGER if _seen and gc.get_count()[_OLDEST] < _SELDOM else _OLDEST)
        if not _seen:
            gc.freeze()
            _seen.append(True)
