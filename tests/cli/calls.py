"""gkgen called as from a shell: in this process, or in one of its own where streams and imports matter."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gkgen.cli import run

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Called:
    """What came of a call."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Gkgen:
    """Calls the command line in this process."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path) -> Called:
        self.capsys.readouterr()
        status = run([str(word) for word in words])
        shown = self.capsys.readouterr()
        return Called(status, shown.out, shown.err)


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process that can import gkgen."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def shell(*words: str | Path, folder: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Calls the command line in a process of its own."""
    command = [sys.executable, "-m", "gkgen", *map(str, words)]
    return subprocess.run(command, cwd=folder, env=environment(**changes), capture_output=True, check=False)
