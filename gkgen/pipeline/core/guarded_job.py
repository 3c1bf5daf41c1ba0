"""A job on one file, timed; a fault in gkgen becomes a finding about the file and stops no other job."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gkgen.diagnostics import Diagnostic, diagnose

Result = TypeVar("Result")


def guarded(path: Path, job: Callable[[], Result], failed: Callable[[Diagnostic], Result]) -> tuple[Result, float]:
    """The result of a job, and the seconds that it took; `failed` makes the result when the job raised."""
    begun = time.perf_counter()
    try:
        result = job()
    except Exception as fault:  # noqa: BLE001 - whatever it is, it must not stop the jobs of other files
        result = failed(unexpected(path, fault))
    return result, time.perf_counter() - begun


def unexpected(path: Path, fault: Exception) -> Diagnostic:
    """The finding of a fault in gkgen (O04), with the file that its traceback was written to."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="gkgen-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(f"{str(path)!r}\n{''.join(traceback.format_exception(fault))}")
    return diagnose("O04", str(path), reason=repr(fault), log=file.name)
