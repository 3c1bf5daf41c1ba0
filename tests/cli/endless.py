"""Work that never ends, for processes that are ended: a fresh process imports it from here."""

import os
import time
from pathlib import Path


def spin(*_: object, **__: object) -> None:
    """Computes."""
    Path(os.environ["STARTED"]).touch()
    while True:
        pass


def sleep(*_: object, **__: object) -> None:
    """Waits."""
    Path(os.environ["STARTED"]).touch()
    time.sleep(1000)
