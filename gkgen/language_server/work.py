"""The work of the server: one piece after another in a thread of its own, each with a limit on its time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from gkgen.batch.time_limit import LimitedThread

MAX_SECONDS = 20.0
"""Seconds for one check or one answer; an ordinary one takes a hundredth of one."""
Result = TypeVar("Result")


@dataclass(slots=True)
class Work:
    """Runs pieces of work in the order in which they are asked for, while messages are still read."""

    seconds: float = MAX_SECONDS
    _thread: LimitedThread = field(init=False)
    _executor: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "gkgen"))

    def __post_init__(self) -> None:
        self._thread = LimitedThread(self.seconds)

    async def run(self, work: Callable[[], Result]) -> Result:
        """What the work returns or raises; TimeoutError where it took too long."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._limited, work)

    def _limited(self, work: Callable[[], Result]) -> Result:
        try:
            return self._thread.call(work)
        except TimeoutError:
            self._thread = LimitedThread(self.seconds)
            raise

    def end(self) -> None:
        """Waits for nothing that has not begun."""
        self._thread.end()
        self._executor.shutdown(wait=False, cancel_futures=True)
