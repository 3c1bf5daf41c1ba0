"""Offices handed to workers: results in the order of the files, and a worker that dies costs its office alone."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Protocol

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.core.outcome import Outcome

Job = Callable[[Path], Outcome]


class Workers(Protocol):
    """Whoever does the work: processes here, or machines elsewhere.

    `ahead` offices wait there, so that no worker is idle while the first in order takes its time.
    """

    @property
    def ahead(self) -> int:
        """How many offices are handed out before the first in order is done."""
        ...

    def submit(self, job: Job, path: Path) -> "Future[Outcome]":
        """The result to come; an exception tells that the worker was lost, since a job tells everything else."""
        ...


def run(job: Job, paths: Iterable[Path], workers: Workers) -> Iterator[Outcome]:
    """The outcome of every office, in their order; one whose worker is lost is tried once more, then told."""
    ahead: deque[tuple[Path, Future[Outcome]]] = deque()
    for path in paths:
        ahead.append((path, workers.submit(job, path)))
        if len(ahead) > workers.ahead:
            yield _settled(job, *ahead.popleft(), workers)
    while ahead:
        yield _settled(job, *ahead.popleft(), workers)


def _settled(job: Job, path: Path, future: "Future[Outcome]", workers: Workers) -> Outcome:
    if _fault(future):
        # Of whatever the worker died, the office has a second chance.
        future = workers.submit(job, path)
    fault = _fault(future)
    return Outcome.failed(path, _lost(path, fault)) if fault else future.result()


def _fault(future: "Future[Outcome]") -> BaseException | None:
    """What the worker died of, even SystemExit, which would end this process too if it were raised here."""
    try:
        return future.exception()
    except CancelledError as fault:
        return fault


def _lost(path: Path, fault: BaseException) -> Diagnostic:
    if isinstance(fault, TimeoutError):
        return diagnose("O07", str(path))
    return diagnose("O04.killed", str(path), reason=str(fault) or type(fault).__name__)
