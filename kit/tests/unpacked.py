"""The kit under Wine, as a clerk has it on Windows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "kit"))
from assemble import BUILD, NAME  # noqa: E402
from wine import PROGRAMS, Wine, windows_path  # noqa: E402

__all__ = ["BUILD", "NAME", "PROGRAMS", "ROOT", "Kit", "Wine"]


@dataclass
class Kit:
    """An unpacked kit."""

    folder: Path
    wine: Wine

    def gkgen(self, *words: str | Path, home: Path) -> "subprocess.CompletedProcess[bytes]":
        """A command as it is typed in a window that stands in a folder, or as files are dropped."""
        return self.wine.call(*self._command(*words), home=home)

    @contextmanager
    def served(self, *words: str | Path, home: Path) -> Iterator[str]:
        """The address that a command serves while the block lasts."""
        process = self.wine.start(*self._command(*words), home=home, errors=subprocess.STDOUT)
        assert process.stdout
        try:
            told = (re.search(rb"http://127\.0\.0\.1:\d+\S*", line) for line in process.stdout)
            address = next(found[0].decode() for found in told if found)
            yield address
        finally:
            # The batch file alone would end otherwise.
            self.wine.call("taskkill", "/f", "/im", "python.exe")
            process.communicate()

    def linux(self, *words: str, home: Path) -> "subprocess.CompletedProcess[bytes]":
        """The same gkgen on this machine, with the fonts of the kit alone."""
        fonts = {"FONTCONFIG_FILE": str(self.folder / "fonts" / "fonts.conf")}
        command = [sys.executable, "-m", "gkgen", *words]
        return subprocess.run(command, capture_output=True, check=False, cwd=home, env={**os.environ, **fonts})

    def _command(self, *words: str | Path) -> tuple[str, ...]:
        told = (windows_path(word) if isinstance(word, Path) else word for word in words)
        return windows_path(self.folder / "gkgen.bat"), *told
