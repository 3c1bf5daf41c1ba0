"""Scripts of this folder run by Node.js, which comes with the virtual environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def node(script: str, *arguments: str) -> str:
    """What a script of this folder prints in Node.js."""
    process = started(script, *arguments, errors=subprocess.PIPE)
    printed, faults = process.communicate()
    assert process.returncode == 0, faults[-2000:]
    return printed


def started(script: str, *arguments: str, errors: int | None = None) -> "subprocess.Popen[str]":
    """A script of this folder running in Node.js, asked and answering through pipes."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["node", str(Path(__file__).with_name(script)), *arguments]
    pipe = subprocess.PIPE
    environment = {**os.environ, "PATH": path}
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, text=True, env=environment)
