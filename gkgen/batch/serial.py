"""One process without others: offices are computed one by one and written a few at a time."""

import gc
import time
from collections.abc import Generator, Iterable
from pathlib import Path

from gkgen.batch.gc_policy import Collector
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, render_file, write_files
from gkgen.pipeline.core.outcome import Outcome

# A disk takes in so many offices at a time; none waits longer for it than so many seconds.
_TOGETHER = 16
_PATIENCE = 0.5


def build_alone(paths: Iterable[Path], options: BuildOptions) -> Generator[Outcome, None, None]:
    """The outcome of every office once its files stand.

    Until the last, garbage is looked for between offices alone; this may be another program's process.
    """
    is_enabled, is_ours = gc.isenabled(), not gc.get_freeze_count()
    collector = Collector(is_first=is_ours)
    waiting: list[RenderedOffice] = []
    since = time.monotonic()
    gc.disable()
    try:
        for path in paths:
            waiting.append(render_file(path, options))
            collector.collect()
            if len(waiting) >= _TOGETHER or time.monotonic() - since > _PATIENCE:
                yield from write_files(waiting, options)
                waiting, since = [], time.monotonic()
        if waiting:
            yield from write_files(waiting, options)
    finally:
        if is_ours:
            gc.unfreeze()
        if is_enabled:
            gc.enable()
