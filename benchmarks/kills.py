"""What is lost when a process dies: `python benchmarks/kills.py [KIND] [TIMES]`, by default each kind twenty times.

Each time, offices are built and a process is killed at a random moment: a `worker`, gkgen itself (`parent`), gkgen
without workers (`alone`), or a worker of `dask`; or gkgen is told to end by SIGTERM or by SIGINT, as Ctrl-C does
(`terminated`, `interrupted`). No office may be lost then, no file may be broken or half-written, and a second run must
build what is missing and leave no temporary file. A kill that came after the end of the work is not counted.
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
# Seconds within which the work has begun and is not finished.
BEGINS, ENDS = 0.8, 4.0
# Seconds within which gkgen ends when it is told to.
OBEYS = 2.0


def worker(folder: Path) -> bool:
    """Kills one of the worker processes of gkgen."""
    building = _begun(folder, "-j", "2")
    time.sleep(CHOSEN.uniform(BEGINS, ENDS))
    children = [pid for pid in _children(building.pid) if b"spawn_main" in _command(pid)]
    for pid in children[:1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    _ended(building, folder)
    _complete(folder)
    return bool(children)


def parent(folder: Path) -> bool:
    """Kills gkgen itself; a second run must complete the batch."""
    return _gkgen(folder, "-j", "2")


def alone(folder: Path) -> bool:
    """Kills gkgen without workers, which writes offices a few at a time."""
    return _gkgen(folder, "-j", "1")


def terminated(folder: Path) -> bool:
    """Tells gkgen to end, with workers or without."""
    return _gkgen(folder, "-j", CHOSEN.choice("12"), number=signal.SIGTERM)


def interrupted(folder: Path) -> bool:
    """Tells gkgen to end as Ctrl-C does."""
    return _gkgen(folder, "-j", CHOSEN.choice("12"), number=signal.SIGINT)


def _gkgen(folder: Path, *options: str, number: int = signal.SIGKILL) -> bool:
    building = _begun(folder, *options)
    time.sleep(CHOSEN.uniform(BEGINS, ENDS))
    children = list(_children(building.pid))
    was_running = building.poll() is None
    building.send_signal(number)
    status = building.wait(OBEYS)
    if was_running and number != signal.SIGKILL:
        # Before the command line has begun, the signals do what they do by themselves.
        assert status in {128 + number, -number}, status
    time.sleep(OBEYS)
    assert not [child for child in children if b"spawn_main" in _command(child)], "a worker was left behind"
    _unbroken(folder)
    _ended(_begun(folder, *options), folder)
    _complete(folder)
    return was_running


def dask(folder: Path) -> bool:
    """Kills one of two workers of a cluster."""
    with machines(2) as (address, processes):
        building = _begun(folder, "--scheduler", address)
        time.sleep(CHOSEN.uniform(1.5, ENDS))
        was_running = building.poll() is None
        processes[-1].kill()
        _ended(building, folder)
    _complete(folder)
    return was_running


def _begun(folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [*GKGEN, "build", str(folder / "in"), "-o", str(folder / "out"), "-f", "docx,pdf", *options]
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)


def _ended(building: "subprocess.Popen[bytes]", folder: Path) -> None:
    assert building.wait(120) == 0, (folder / "said").read_text(encoding="utf-8", errors="replace")


def _complete(folder: Path) -> None:
    """Whether every office has both files, and no temporary files remain."""
    _unbroken(folder)
    assert not list((folder / "out").glob(".gkgen-*")), "temporary files remain"
    names = {path.name for path in (folder / "out").iterdir() if not path.name.startswith(".")}
    wanted = {f"{path.stem}.{kind}" for path in (folder / "in").glob("*.yaml") for kind in ("docx", "pdf")}
    assert names == wanted, f"lost: {wanted - names}, left over: {names - wanted}"


def _unbroken(folder: Path) -> None:
    """Whether every file under its final name is complete."""
    for path in (folder / "out").glob("[!.]*.docx") if (folder / "out").exists() else ():
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None, path
    for path in (folder / "out").glob("[!.]*.pdf") if (folder / "out").exists() else ():
        assert path.read_bytes().rstrip().endswith(b"%%EOF"), path


def _children(pid: int) -> Iterator[int]:
    """The descendants of a process, from /proc."""
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
    """Repeats one kind of kill, or each."""
    every: tuple[Callable[[Path], bool], ...] = (worker, parent, alone, terminated, interrupted, dask)
    kinds = {each.__name__: each for each in every}
    chosen = sys.argv[1:2] or list(kinds)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    for kind in chosen:
        hit = 0
        for _ in range(3 * count):
            if hit < count:
                with generated(OFFICES) as folder:
                    hit += kinds[kind](folder)
                print(f"\r{kind}: {hit} of {count} survived", end="", flush=True)
        assert hit == count, f"{kind}: only {hit} of {3 * count} deaths hit anything"
        print(f": nothing lost, nothing broken, {OFFICES} offices each")


if __name__ == "__main__":
    main()
