"""Work without end for processes that are to end with their parent: a fresh process imports it from here."""

import os
from pathlib import Path

from gkgen.pipeline.core.outcome import Outcome


def busy_job(path: Path) -> Outcome:
    """Tells its process and works for ever."""
    path.write_text(str(os.getpid()), encoding="utf-8")
    while True:
        pass


def busy_work(data: bytes, name: str) -> None:
    """The same, of a file."""
    busy_job(Path(name))
