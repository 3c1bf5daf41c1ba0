"""A limit on the time for one's own office file: what exceeds it is a finding, and the process ends."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Timer

from gkgen.diagnostics import Language, diagnose


@contextmanager
def watchdog(path: Path, seconds: float, language: Language) -> Iterator[None]:
    """Ends the process with a finding about the file (O07) when the work takes longer.

    A thread cannot be stopped, and a process of its own would cost a single check as much time as the check. Files are
    written atomically, so that none is left half written.
    """

    def end() -> None:
        from gkgen.cli.output import show
        from gkgen.pipeline.core.outcome import Outcome, status_of

        found = diagnose("O07", str(path))
        show(Outcome.failed(path, found), language)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status_of((found,)))

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def limit_of_single(paths: Sequence[Path], seconds: float, language: Language) -> AbstractContextManager[None]:
    """The limit on the time for a single file; of several, those have it each that are the work of other processes."""
    return watchdog(paths[0], seconds, language) if len(paths) == 1 else nullcontext()
