"""Windows programs on this machine: Wine in a folder of its own, with what Debian's Wine lacks."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

KIT = Path(__file__).resolve().parent
PROGRAMS = ("wine", "x86_64-w64-mingw32-gcc")
"""What must be installed; `tools/setup kit` does that."""

_NOT_INHERITED = frozenset({"DISPLAY", "FONTCONFIG_FILE", "LANG", "LANGUAGE", "PYTHONPATH", "TERM"})


def windows_path(path: Path) -> str:
    """How Windows programs name a file of this machine."""
    return f"Z:{path}".replace("/", "\\")


class Wine:
    """A Chinese Windows of its own, which is made where it is not there yet and ends with the block.

    The system's locale is its code page, 936 on Chinese Windows: libraries that take paths in it find no others.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ours = {"WINEPREFIX": str(folder), "WINEARCH": "win64", "WINEDEBUG": "-all"}
        theirs = {"LOCPATH": str(folder), "LC_ALL": "zh_CN.UTF-8", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        self.environment = {**inherited, **ours, **theirs}

    def __enter__(self) -> "Wine":
        if not (self.folder / "done").exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", self.folder / "zh_CN.UTF-8"], check=True)
            self._call(["wineboot", "--init"])
            self._call(["wine", "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"])
            library = self.folder / "drive_c" / "windows" / "system32" / "bcryptprimitives.dll"
            compiler = ("x86_64-w64-mingw32-gcc", "-shared", "-O1", "-s", "-o", str(library))
            subprocess.run([*compiler, str(KIT / "bcryptprimitives.c"), "-ladvapi32"], check=True)
            (self.folder / "done").touch()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._call(["wineserver", "--kill"])

    def run(self, program: str | Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
        """A program that must succeed. Raises RuntimeError with what it said where it does not."""
        done = self.call(program, *words)
        if done.returncode:
            raise RuntimeError(f"{program}: status {done.returncode}\n{done.stderr.decode(errors='replace')[-4000:]}")
        return done

    def call(self, program: str | Path, *words: str, home: Path | None = None) -> "subprocess.CompletedProcess[bytes]":
        """A program, whatever comes of it; with pipes, for Python finds no other streams under Wine."""
        return self._call(["wine", str(program), *words], home)

    def start(
        self, program: str | Path, *words: str, home: Path, errors: int = subprocess.PIPE
    ) -> "subprocess.Popen[bytes]":
        """A program that goes on."""
        pipe = subprocess.PIPE
        command = ["wine", str(program), *words]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, env=self.environment, cwd=home)

    def _call(self, command: Sequence[str], home: Path | None = None) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(command, input=b"", capture_output=True, env=self.environment, cwd=home, check=False)
