"""What is lost when a process dies: `python benchmarks/kills.py worker|parent|dask [TIMES]`.

Each time, offices are built and a process is killed at a random moment: a worker, gkgen itself, or a Dask worker. Then
no office may be lost, no file may be broken or half-written, and a second run must complete what is missing.
"""

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from batch import GKGEN, generated, machines

OFFICES, CHOSEN = 24, random.Random(1)


def worker(folder: Path) -> None:
    """One of the processes of gkgen."""
    building = _begun(folder)
    time.sleep(CHOSEN.uniform(0.8, 2.5))
    children = [pid for pid in _children(building.pid) if b"spawn_main" in _command(pid)]
    for pid in children[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _ended(building, folder)
    _complete(folder)


def parent(folder: Path) -> None:
    """Gkgen itself; a second run completes."""
    building = _begun(folder)
    time.sleep(CHOSEN.uniform(0.3, 2.5))
    building.kill()
    building.wait()
    _unbroken(folder)
    _ended(_begun(folder), folder)
    _complete(folder)


def dask(folder: Path) -> None:
    """One of two workers of a cluster."""
    with machines(2) as (address, processes):
        building = _begun(folder, "--scheduler", address)
        time.sleep(CHOSEN.uniform(1.5, 4))
        processes[-1].kill()
        _ended(building, folder)
    _complete(folder)


def _begun(folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [*GKGEN, "build", str(folder / "in"), "-o", str(folder / "out"), "-f", "docx,json", "-j", "2", *options]
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)


def _ended(building: "subprocess.Popen[bytes]", folder: Path) -> None:
    assert building.wait(120) == 0, (folder / "said").read_text(encoding="utf-8", errors="replace")


def _complete(folder: Path) -> None:
    """Every office has both files, and nothing else lies about."""
    _unbroken(folder)
    names = {path.name for path in (folder / "out").iterdir() if not path.name.startswith(".")}
    wanted = {f"{path.stem}.{kind}" for path in (folder / "in").glob("*.yaml") for kind in ("docx", "json")}
    assert names == wanted, f"lost: {wanted - names}, left over: {names - wanted}"


def _unbroken(folder: Path) -> None:
    """What stands under a final name is whole."""
    for path in (folder / "out").glob("[!.]*.docx") if (folder / "out").exists() else ():
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None, path


def _children(pid: int) -> Iterator[int]:
    """The processes below one, from /proc."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[1]) == pid:
                    yield int(entry.name)
                    yield from _children(int(entry.name))


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def main() -> None:
    """Repeats one kind of death."""
    kind, *times = sys.argv[1:]
    kinds: dict[str, Callable[[Path], None]] = {"worker": worker, "parent": parent, "dask": dask}
    count = int(times[0]) if times else 20
    for number in range(count):
        with generated(OFFICES) as folder:
            kinds[kind](folder)
        print(f"\r{kind}: {number + 1} of {count} survived", end="", flush=True)
    print(f": nothing lost, nothing broken, {OFFICES} offices each")


if __name__ == "__main__":
    main()
