"""gkgen.html is built once for all tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from web.tests.nodejs import ROOT


@pytest.fixture(scope="session")
def build() -> Path:
    """The folder that gkgen.html and its parts were built into."""
    subprocess.run([sys.executable, ROOT / "web" / "build.py"], check=True, capture_output=True)
    return ROOT / "build" / "web"
