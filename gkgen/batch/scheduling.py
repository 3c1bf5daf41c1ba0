"""Scheduling: offices handed to an executor, results in the order of the files; a lost worker costs only its office."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Protocol

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.core.outcome import Outcome


class Workers(Protocol):
    """An executor of one job: this process, other processes, or machines elsewhere.

    It accepts `ahead` offices, so that no worker is idle while the first in order takes its time.
    """

    @property
    def ahead(self) -> int:
        """How many offices are handed out before the first in order is done."""
        ...

    def submit(self, path: Path) -> "Future[Outcome]":
        """The outcome to come; an exception means that the worker was lost, for a job reports everything else."""
        ...

    def flush(self) -> None:
        """Finishes what waits for further offices: none follows."""
        ...


def run(paths: Iterable[Path], workers: Workers) -> Iterator[Outcome]:
    """The outcome of every office, in their order; one whose worker is lost is tried once more, then fails."""
    ahead: deque[tuple[Path, Future[Outcome]]] = deque()
    for path in paths:
        ahead.append((path, workers.submit(path)))
        while ahead and (ahead[0][1].done() or len(ahead) > workers.ahead):
            yield _settled(*ahead.popleft(), workers)
    workers.flush()
    while ahead:
        yield _settled(*ahead.popleft(), workers)


def _settled(path: Path, future: "Future[Outcome]", workers: Workers) -> Outcome:
    if _fault(future):
        future = workers.submit(path)
        workers.flush()
    fault = _fault(future)
    return Outcome.failed(path, _lost(path, fault)) if fault else future.result()


def _fault(future: "Future[Outcome]") -> BaseException | None:
    """Why the worker died; even SystemExit, which would end this process as well if it were raised here."""
    try:
        return future.exception()
    except CancelledError as fault:
        return fault


def _lost(path: Path, fault: BaseException) -> Diagnostic:
    if isinstance(fault, TimeoutError):
        return diagnose("O07", str(path))
    return diagnose("O04.killed", str(path), reason=str(fault) or type(fault).__name__)
