"""A limit on the time of work in this process: it is done in a thread, which is given up when it takes too long."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Thread
from typing import TypeVar

Result = TypeVar("Result")
THREAD_NAME = "work with a time limit"
# On Windows, Ctrl-C is not seen while a thread waits for another.
_WAIT_SECONDS = 0.2 if sys.platform == "win32" else 60.0


@dataclass(slots=True)
class LimitedThread:
    """One thread for one piece of work after another: libraries below cache some things for each thread.

    Ctrl-C and other signals are seen at once, whatever the work does: this thread only waits.
    """

    seconds: float
    tasks: "SimpleQueue[Callable[[], None] | None]" = field(default_factory=SimpleQueue)
    thread: Thread | None = None

    def call(self, work: Callable[[], Result]) -> Result:
        """What the work returns or raises; TimeoutError where it takes longer than `seconds`.

        A thread cannot be killed: it is told to end, and is not waited for. Nothing may be asked of it afterwards.
        """
        if self.thread is None:
            self.thread = Thread(target=_serve, args=(self.tasks,), name=THREAD_NAME, daemon=True)
            self.thread.start()
        done, results, faults = Event(), list[Result](), list[BaseException]()

        def do() -> None:
            try:
                results.append(work())
            except BaseException as fault:  # noqa: BLE001 - raised where the result is waited for
                faults.append(fault)
            done.set()

        self.tasks.put(do)
        ends = time.monotonic() + self.seconds
        while not done.wait(max(0.0, min(_WAIT_SECONDS, ends - time.monotonic()))):
            if time.monotonic() >= ends:
                self.end()
                _end(self.thread)
                raise TimeoutError
        for fault in faults:
            raise fault
        return results[0]

    def end(self) -> None:
        """Ends the thread once it has nothing to do."""
        self.tasks.put(None)


def _serve(tasks: "SimpleQueue[Callable[[], None] | None]") -> None:
    while task := tasks.get():
        task()


def _end(thread: Thread) -> None:
    """Raises SystemExit in the thread at its next step in Python, so that it takes no time from others."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))
