"""Jobs handed to processes: results in the order of the files, a worker that dies costs its office alone."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from gkgen.diagnostics import diagnose
from gkgen.pipeline import BuildOptions, Outcome, build_file, check_file, planned_output

Job = Callable[[Path], Outcome]


def build_all(paths: Sequence[Path], options: BuildOptions, workers: int) -> Iterator[Outcome]:
    """Builds every file; of two that would be written under one name the second is refused."""
    twins = _twins(paths, options) if len(paths) > 1 else {}
    results = _run(partial(build_file, options=options), [path for path in paths if path not in twins], workers)
    for path in paths:
        yield twins[path] if path in twins else next(results)


def check_all(paths: Sequence[Path], workers: int = 1) -> Iterator[Outcome]:
    """Looks at every file."""
    yield from _run(check_file, paths, workers)


def default_workers(jobs: int) -> int:
    """As many processes as there are cores and jobs for them; WeasyPrint gains nothing from threads."""
    return max(1, min(os.cpu_count() or 1, jobs))


def _twins(paths: Sequence[Path], options: BuildOptions) -> dict[Path, Outcome]:
    """The files whose outputs would replace those of a file before them."""
    owners: dict[str, Path] = {}
    twins: dict[Path, Outcome] = {}
    for path in paths:
        output = planned_output(path, options)
        # Windows and macOS do not tell capitals from small letters.
        owner = owners.setdefault(str(output).casefold(), path) if output else path
        if output and owner != path:
            finding = diagnose("O01", str(path), other=str(owner), name=output.name)
            twins[path] = Outcome(str(path), "failed", (), 0.0, (finding,), ())
    return twins


def _run(job: Job, paths: Sequence[Path], workers: int) -> Iterator[Outcome]:
    if workers <= 1 or len(paths) <= 1:
        yield from map(job, paths)
        return
    waiting = deque(paths)
    while waiting:
        yield from _together(job, waiting, workers)
        if waiting:
            # A worker that is killed takes its whole pool with it: one office tries alone, the others in a new pool.
            yield _alone(job, waiting.popleft())


def _together(job: Job, waiting: deque[Path], workers: int) -> Iterator[Outcome]:
    """The results of the offices that wait, taken off one by one; ends early where the pool broke."""
    pool = _pool(workers)
    try:
        for future in [pool.submit(job, path) for path in waiting]:
            outcome = future.result()
            waiting.popleft()
            yield outcome
    except BrokenProcessPool:
        pass
    finally:
        # Whoever stops listening, with Ctrl-C for one, wants no further office begun.
        pool.shutdown(cancel_futures=True)


def _alone(job: Job, path: Path) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(job, path).result()
        except BrokenProcessPool as fault:
            finding = diagnose("O04.killed", str(path), reason=str(fault))
            return Outcome(str(path), "failed", (), 0.0, (finding,), ())


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes started afresh: a forked one would share the locks of Pango and fontconfig.

    Ctrl-C reaches them as well; only the parent heeds it, so that an office that was begun is finished.
    """
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
