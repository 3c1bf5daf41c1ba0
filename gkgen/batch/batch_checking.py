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


def check_all(paths: Sequence[Path], how: BatchOptions = DEFAULTS) -> Iterator[Outcome]:
    """Checks every file, and those of a batch for reports that repeat each other (R81)."""
    if len(paths) == 1:
        yield from _check_here(paths, check_file, how.timeout)
        return
    yield from _compared(paths, _check(paths, partial(check_file, is_in_batch=True), how))


def check_for_list(paths: Sequence[Path], how: BatchOptions = DEFAULTS) -> Iterator[Outcome]:
    """As `check_all`, with what each report counts and without its lines; what did not change is not checked again."""
    if len(paths) == 1:
        yield from _check_here(paths, partial(check_file, with_numbers=True), how.timeout)
        return
    yield from _compared(paths, _cached(paths, how))


def _compared(paths: Sequence[Path], outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with what is found by comparing them."""
    from gkgen.batch.batch_headers import BatchHeaders
    from gkgen.batch.near_duplicates import NearDuplicates

    headers = BatchHeaders.of(paths)
    yield from (headers.judged(outcome) for outcome in map(NearDuplicates().judged, outcomes))


def _cached(paths: Sequence[Path], how: BatchOptions) -> Iterator[Outcome]:
    from gkgen.batch.check_cache import CheckCache

    cache = CheckCache.of(paths)
    current = {path: known for path in paths if (known := cache.get(path))}
    waiting = [path for path in paths if path not in current]
    checked = _check(waiting, partial(check_file, is_in_batch=True, with_numbers=True, with_lines=False), how)
    try:
        for path in paths:
            outcome = current.get(path)
            if outcome is None:
                outcome = next(checked)
                cache.put(outcome)
            yield outcome
    finally:
        cache.save()


def _check(paths: Sequence[Path], job: Job, how: BatchOptions) -> Iterator[Outcome]:
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
