"""A batch checked: many files in processes, few in this one."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from gkgen.batch.batch_options import DEFAULTS, BatchOptions
from gkgen.batch.time_limit import LimitedThread
from gkgen.diagnostics import diagnose
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.outcome import Outcome

# Below this many files, starting processes costs more than they save.
MIN_FILES_FOR_PROCESSES = 40

Job = Callable[[Path], Outcome]


def check_all(paths: Sequence[Path], how: BatchOptions = DEFAULTS, *, with_numbers: bool = False) -> Iterator[Outcome]:
    """Checks every file, and those of a batch for reports that repeat each other (R81)."""
    if len(paths) == 1:
        yield from _check_here(paths, partial(check_file, with_numbers=with_numbers), how.timeout)
        return
    from gkgen.batch.batch_headers import BatchHeaders
    from gkgen.batch.near_duplicates import NearDuplicates

    headers = BatchHeaders.of(paths)
    yield from (headers.judged(outcome) for outcome in map(NearDuplicates().judged, _check(paths, how, with_numbers)))


def _check(paths: Sequence[Path], how: BatchOptions, with_numbers: bool) -> Iterator[Outcome]:
    job = partial(check_file, is_in_batch=True, with_numbers=with_numbers)
    if len(paths) < MIN_FILES_FOR_PROCESSES or how.workers == 1:
        yield from _check_here(paths, job, how.timeout)
        return
    yield from _check_elsewhere(paths, job, how.workers, how.timeout)


def _check_here(paths: Sequence[Path], job: Job, timeout: float) -> Iterator[Outcome]:
    """Checks in this process, until a file takes too long: nobody knows what it goes on doing here."""
    thread = LimitedThread(timeout)
    try:
        for number, path in enumerate(paths, start=1):
            try:
                yield thread.call(partial(job, path))
            except TimeoutError:
                yield Outcome.failed(path, diagnose("O07", str(path)))
                yield from _check_elsewhere(paths[number:], job, 1, timeout)
                return
    finally:
        thread.end()


def _check_elsewhere(paths: Sequence[Path], job: Job, workers: int | None, timeout: float) -> Iterator[Outcome]:
    if not paths:
        return
    from gkgen.batch.scheduling import run
    from gkgen.batch.worker_processes import default_workers, processes

    with processes(job, workers or default_workers(len(paths)), timeout) as pools:
        yield from run(paths, pools)
