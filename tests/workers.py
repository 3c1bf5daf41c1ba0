"""Jobs for worker processes: a fresh process imports them from here."""

import os
import signal
import time
from pathlib import Path

from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.outcome import Outcome


def build_or_die(path: Path, options: BuildOptions) -> Outcome:
    """Builds an office, but files named die-... kill the process that builds them, as a lack of memory does."""
    if path.name.startswith("die-"):
        os.kill(os.getpid(), signal.SIGKILL)
    return build_file(path, options)


def note(path: Path) -> Outcome:
    """Notes in a file of its own that the office was begun; the first is done at once, the others take a while."""
    path.with_suffix(".begun").touch()
    if not path.name.startswith("0"):
        time.sleep(0.2)
    return Outcome(str(path), "checked", (), 0.0, (), ())


def who(path: Path) -> Outcome:
    """Tells which process did it."""
    return Outcome(str(path), "checked", (str(os.getpid()),), 0.0, (), ())
