"""How a batch runs."""

from dataclasses import dataclass

DEFAULT_TIMEOUT = 300.0
"""Seconds that an office may take; an ordinary one takes less than one."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How many processes, how many seconds for an office, whether unchanged offices are built too.

    With one worker the work is done in this process, which ends when an office takes all memory. With the address of a
    Dask `scheduler`, its workers do the work.
    """

    workers: int | None = None
    timeout: float = DEFAULT_TIMEOUT
    force: bool = False
    scheduler: str | None = None


DEFAULTS = BatchOptions()
