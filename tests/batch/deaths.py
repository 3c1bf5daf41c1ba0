"""Jobs that end badly, for worker processes: a fresh process imports them from here."""

import os
import signal
import sys
import time
from pathlib import Path

from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.outcome import Outcome

# Longer than any time limit of a test; a worker that is not stopped makes its test fail by the clock.
_FOR_EVER = 60


def meet(path: Path) -> Outcome:
    """Meets the fate that the file is named for, FATE-always or FATE-once, and notes every try in a file beside it."""
    tries = path.with_suffix(".tries")
    with tries.open("a") as file:
        file.write("x")
    fate, _, how_often = path.name.partition("-")
    if how_often != "once" or len(tries.read_text()) == 1:
        _meet(fate)
    return Outcome(str(path), "checked", (), 0.0, (), ())


def check(path: Path, **_: bool) -> Outcome:
    """As check_file, unless the file is named for a fate."""
    if "-" in path.stem:
        _meet(path.stem.partition("-")[0])
    return Outcome(str(path), "checked", (), 0.0, (), ())


def build(path: Path, options: BuildOptions) -> Outcome:
    """Builds the office, unless its file is named for a fate."""
    if "-" in path.stem:
        _meet(path.stem.partition("-")[0])
    return build_file(path, options)


def _meet(fate: str) -> None:
    match fate:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "quit":
            sys.exit(3)
        case "raise":
            raise MemoryError("no memory")
        case "hang":
            time.sleep(_FOR_EVER)
        case "spin":
            ends = time.monotonic() + _FOR_EVER
            while time.monotonic() < ends:
                pass
        case "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(_FOR_EVER)
        case _:
            assert fate == "good"
