"""Garbage is collected between two offices, not while one is set: a page is made of very many small objects."""

import gc
from pathlib import Path

from gkgen.batch.running import Job
from gkgen.pipeline import Outcome


def tidily(job: Job, path: Path) -> Outcome:
    """The outcome of the job, for processes that do nothing else.

    What is there after the first office, modules and templates, stays, so it is not looked at again. All the rest is
    gone before the next office begins.
    """
    gc.disable()
    try:
        return job(path)
    finally:
        gc.collect()
        if not gc.get_freeze_count():
            gc.freeze()
