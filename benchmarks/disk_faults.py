"""What is lost when the disk fails: `python benchmarks/disk_faults.py`, for root, who may fill and lock disks.

Offices are built, changed, and built again with a fault: a disk without room or with room for some, one that is read
only, an error at each single write and at all from then on, files and folders where others should be, names that cannot
be written, clocks that are wrong, two builds at once. Of each office both files must be those of before or both new,
whole, and gkgen must say what happened; once the fault is gone, the next build completes and leaves no temporary file.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from batch import GKGEN, ROOT, generated

OFFICES, FORMATS = 3, ("docx", "json")
SAID = frozenset({0, 1, 3})
"""Exit statuses: nothing of an office was in the way, findings, or something of the machine."""
# An error at one call that writes, or at that and all that follow.
FAILING = """
import os, sys, tempfile
number, first, for_ever = (int(word) for word in sys.argv[1:4])
calls = 0

def failing(call):
    def tried(*words, **named):
        global calls
        calls += 1
        if calls == first or for_ever and calls > first:
            raise OSError(number, os.strerror(number))
        return call(*words, **named)
    return tried

def opened(handle, *words, **named):
    file = real(handle, *words, **named)
    class Written:
        write = staticmethod(failing(file.write))
        def __enter__(self): return self
        def __exit__(self, *fault): file.close()
    return Written()

real, os.fdopen = os.fdopen, opened
for module, name in ((os, "fsync"), (os, "replace"), (tempfile, "mkstemp")):
    setattr(module, name, failing(getattr(module, name)))
sys.argv[1:4] = []
from gkgen.cli import run
status = run(sys.argv[1:])
sys.exit(100 if status == 0 and calls < first else status)
"""
CLOCK = """
import sys, time
moved = float(sys.argv.pop(1)) - time.time()
real = time.time
time.time = lambda: real() + moved
from gkgen.cli import run
sys.exit(run(sys.argv[1:]))
"""
UNTOUCHED = 100


def build(folder: Path, *program: str, **environment: str) -> int:
    """Builds with the program, by default gkgen's own; the exit status."""
    command = [*(program or GKGEN), "build", str(folder / "in"), "-o", str(folder / "out"), "-f", ",".join(FORMATS)]
    done = subprocess.run(
        [*command, "-j", "1"], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in said, said
    assert " O04 " not in said, said
    return done.returncode


def contents(folder: Path) -> dict[str, tuple[bytes, ...]]:
    """Of each office the files that stand under their names."""
    stems = sorted(path.stem for path in (folder / "in").glob("*.yaml"))
    places = {stem: [folder / "out" / f"{stem}.{suffix}" for suffix in FORMATS] for stem in stems}
    return {stem: tuple(path.read_bytes() if path.is_file() else b"" for path in each) for stem, each in places.items()}


def suffers(folder: Path, fault: Callable[[Path], int | None]) -> bool:
    """Whether a fault hit anything; that it did no harm."""
    shutil.copytree(folder / "in.before", folder / "in", dirs_exist_ok=True)
    assert build(folder) == 0
    before = contents(folder)
    assert all(all(each) for each in before.values())
    shutil.copytree(folder / "in.after", folder / "in", dirs_exist_ok=True)
    status = fault(folder)
    during = contents(folder)
    assert build(folder) == 0
    after = contents(folder)
    assert all(old != new for old, new in zip(before.values(), after.values(), strict=True))
    for stem, files in during.items():
        assert files in (before[stem], after[stem]), f"{stem}: neither the files of before nor the new ones"
    assert not list((folder / "out").glob(".gkgen-*")), "temporary files remain"
    assert status in SAID | {UNTOUCHED, None}, status
    return status != UNTOUCHED


@contextmanager
def disk(place: Path, kilobytes: int) -> Iterator[None]:
    """A disk of that size in the place of the folder of output, with what was in it."""
    kept = place.with_name("kept")
    shutil.copytree(place, kept)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place], check=True)
    try:
        shutil.copytree(kept, place, dirs_exist_ok=True)
        yield
        shutil.copytree(place, kept, dirs_exist_ok=True)
    finally:
        subprocess.run(["umount", place], check=True)
    shutil.rmtree(place)
    kept.rename(place)


def _size(place: Path) -> int:
    return sum(4 * (1 + path.stat().st_size // 4096) for path in place.iterdir())


def full(folder: Path) -> int:
    """No room at all."""
    with disk(folder / "out", _size(folder / "out") + 8):
        return build(folder)


def room_for_some(folder: Path) -> int:
    """Room for the first office, beside its old files, and not for all."""
    with disk(folder / "out", _size(folder / "out") + 40):
        return build(folder)


def read_only(folder: Path) -> int:
    """A disk that became read-only."""
    with disk(folder / "out", 10_000):
        subprocess.run(["mount", "-o", "remount,ro", folder / "out"], check=True)
        status = build(folder)
        subprocess.run(["mount", "-o", "remount,rw", folder / "out"], check=True)
    return status


def immutable(folder: Path) -> int:
    """Files that nobody may change, as those that are open in Word on Windows."""
    files = sorted((folder / "out").glob("*.docx"))
    subprocess.run(["chattr", "+i", *files], check=True)
    try:
        return build(folder)
    finally:
        subprocess.run(["chattr", "-i", *files], check=True)


def no_temporary_folder(folder: Path) -> int:
    """No folder for temporary files."""
    return build(folder, TMPDIR=str(folder / "nowhere"), TMP="/nowhere", TEMP="/nowhere")


@contextmanager
def replaced(path: Path, by: Callable[[Path], None]) -> Iterator[None]:
    """Something else in the place of a file or folder."""
    kept = path.with_name(f"{path.name}.kept")
    path.rename(kept)
    by(path)
    yield
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()
    kept.rename(path)


def folder_for_a_file(folder: Path) -> int:
    """A folder where a report should be."""
    with replaced(next((folder / "out").glob("*.docx")), Path.mkdir):
        return build(folder)


def file_for_the_folder(folder: Path) -> int:
    """A file where the folder of output should be."""
    with replaced(folder / "out", Path.touch):
        return build(folder)


def link_to_itself(folder: Path) -> int:
    """A link to itself where the folder of output should be."""
    with replaced(folder / "out", lambda path: path.symlink_to(path.name)):
        return build(folder)


def ledger_is_a_folder(folder: Path) -> int:
    """A folder where the ledger should be."""
    (ledger,) = [path for path in (folder / "out").glob(".*") if path.is_file()]
    with replaced(ledger, Path.mkdir):
        return build(folder)


def clock_of_1970(folder: Path) -> int:
    """A clock without a battery."""
    return build(folder, sys.executable, "-c", CLOCK, "10000")


def clock_of_2099(folder: Path) -> int:
    """A clock that runs ahead."""
    return build(folder, sys.executable, "-c", CLOCK, "4080000000")


def two_at_once(folder: Path) -> None:
    """Two builds of one folder."""
    command = [*GKGEN, "build", str(folder / "in"), "-o", str(folder / "out"), "-f", ",".join(FORMATS), "-j", "1"]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    for process in running:
        said = process.communicate(timeout=120)[0]
        assert process.returncode == 0, said.decode("utf-8", "replace")
    (ledger,) = [path for path in (folder / "out").glob(".*") if path.is_file()]
    assert len(json.loads(ledger.read_text(encoding="utf-8"))["offices"]) == OFFICES


def failing_write(number: int, first: int, for_ever: int) -> Callable[[Path], int]:
    """A build with that error at a call that writes, once or from then on."""
    return lambda folder: build(folder, sys.executable, "-c", FAILING, str(number), str(first), str(for_ever))


def every_write(folder: Path, number: int, for_ever: int) -> int:
    """An error at each call that writes, one run for each; how many there are."""
    for first in range(1, 1_000):
        if not suffers(folder, failing_write(number, first, for_ever)):
            return first - 1
    raise AssertionError("it never ends")


FAULTS = (
    *(full, room_for_some, read_only, immutable, no_temporary_folder, folder_for_a_file, file_for_the_folder),
    *(link_to_itself, ledger_is_a_folder, clock_of_1970, clock_of_2099, two_at_once),
)


def main() -> None:
    """Each fault."""
    with generated(OFFICES) as folder, generated(2 * OFFICES) as others:
        shutil.copytree(folder / "in", folder / "in.before")
        (folder / "in.after").mkdir()
        for old, new in zip(
            sorted((folder / "in").iterdir()), sorted((others / "in").iterdir())[OFFICES:], strict=True
        ):
            shutil.copy(new, folder / "in.after" / old.name)
        for fault in FAULTS:
            assert suffers(folder, fault)
            print(f"{fault.__name__}: nothing lost, nothing broken", flush=True)
        for name, number in (("EIO", 5), ("ENOSPC", 28)):
            for for_ever in (0, 1):
                count = every_write(folder, number, for_ever)
                assert count > OFFICES * 4
                lasting = " and at all that follow" if for_ever else ""
                print(f"{name} at each of {count} writes{lasting}: nothing lost, nothing broken", flush=True)


if __name__ == "__main__":
    main()
