"""SIGTERM, and the SIGHUP of a terminal that is closed, end gkgen as Ctrl-C does: nothing is left half-written."""

import os
import signal
import sys
import threading
from contextlib import suppress
from types import FrameType

from gkgen.diagnostics import Status


class TerminatedError(KeyboardInterrupt):
    """gkgen was told to end by another program."""


def end_as_ctrl_c_does() -> None:
    """For the main thread of the command line. A signal that is ignored, as under nohup, stays so."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def status_of_end(fault: BaseException | None) -> Status:
    """The exit status of what ended gkgen; click raises another in its place."""
    ended = isinstance(fault, TerminatedError) or isinstance(getattr(fault, "__cause__", None), TerminatedError)
    return Status.TERMINATED if ended else Status.INTERRUPTED


def leave_at_once(status: int) -> None:
    """Ends the process where gkgen was told to end and work may go on in another thread.

    The end of Python would pull libraries away from that thread. Without one Python ends as ever, and gives back what
    the processes of a batch shared.
    """
    if status not in {Status.INTERRUPTED, Status.TERMINATED}:
        return
    from gkgen.batch.time_limit import THREAD_NAME

    if any(thread.name == THREAD_NAME for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(status)


def _end(number: int, _frame: FrameType | None) -> None:
    # A second one ends gkgen at once, whatever it is doing.
    signal.signal(number, signal.SIG_DFL)
    raise TerminatedError
