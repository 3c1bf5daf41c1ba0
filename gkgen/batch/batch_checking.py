"""A batch checked: many files in processes, few in this one."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from gkgen.batch.batch_options import DEFAULTS, BatchOptions
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.outcome import Outcome

# Below this many files, starting processes costs more than they save.
MIN_FILES_FOR_PROCESSES = 40


def check_all(paths: Sequence[Path], how: BatchOptions = DEFAULTS, *, with_numbers: bool = False) -> Iterator[Outcome]:
    """Checks every file, and those of a batch for reports that repeat each other (R81)."""
    if len(paths) == 1:
        yield check_file(paths[0], with_numbers=with_numbers)
        return
    from gkgen.batch.batch_headers import BatchHeaders
    from gkgen.batch.near_duplicates import NearDuplicates

    headers = BatchHeaders.of(paths)
    yield from (headers.judged(outcome) for outcome in map(NearDuplicates().judged, _check(paths, how, with_numbers)))


def _check(paths: Sequence[Path], how: BatchOptions, with_numbers: bool) -> Iterator[Outcome]:
    job = partial(check_file, is_in_batch=True, with_numbers=with_numbers)
    if len(paths) < MIN_FILES_FOR_PROCESSES or how.workers == 1:
        yield from map(job, paths)
        return
    from gkgen.batch.scheduling import run
    from gkgen.batch.worker_processes import default_workers, processes

    with processes(job, how.workers or default_workers(len(paths)), how.timeout) as workers:
        yield from run(paths, workers)
