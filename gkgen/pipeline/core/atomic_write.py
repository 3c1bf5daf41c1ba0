"""Files written atomically: whole or not at all, several of them as one transaction."""

import os
import platform
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EACCES, ENXIO, EXDEV
from functools import cache
from pathlib import Path
from zlib import crc32

# mkstemp makes files that only the owner may read; a report is for everyone.
FILE_MODE = 0o644
_PREFIX = ".gkgen-"
STALE_SECONDS = 3600
"""Of a temporary file of another machine, on a shared disk, it is not known whether anybody still writes it."""
_PROCESS_QUERY_LIMITED_INFORMATION = 0x1000


@dataclass(slots=True)
class _Transaction:
    """Files being written: staged beside their targets, synchronised, then moved into place."""

    files: Mapping[Path, bytes]
    home: Path | None = None
    keep_modes: bool = False
    waiting: list[tuple[Path, Path]] = field(default_factory=list)
    moved: list[tuple[Path, bytes | None]] = field(default_factory=list)

    def stage(self) -> None:
        for path, data in self.files.items():
            if self.home and not Path(os.path.realpath(path.parent)).is_relative_to(self.home):
                raise OSError(EXDEV, os.strerror(EXDEV), str(path))
            if path.exists() and not (path.is_file() or path.is_dir()):
                # The move would put a file in the place of /dev/null.
                raise OSError(ENXIO, os.strerror(ENXIO), str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            self.waiting.append((_temporary(path, data), path))

    def sync(self) -> None:
        for temporary, path in self.waiting:
            # Windows synchronises only files that are open for writing.
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.chmod(stat.S_IMODE(path.stat().st_mode) if self.keep_modes and path.exists() else FILE_MODE)

    def move(self) -> None:
        try:
            while self.waiting:
                temporary, path = self.waiting[0]
                before = path.read_bytes() if path.is_file() else None
                temporary.replace(path)
                self.moved.append((path, before))
                self.waiting.pop(0)
        except BaseException:
            # The second of two files may be open in Word, which locks it: then the first must not stay replaced.
            for path, before in self.moved:
                _restore(path, before)
            raise

    def clear(self) -> None:
        for temporary, _ in self.waiting:
            with suppress(OSError):
                temporary.unlink()


def write_all(files: Mapping[Path, bytes], *, home: Path | None = None, keep_modes: bool = False) -> None:
    """Writes all files, or none: raises OSError and leaves the earlier files as they were.

    Everyone may read them; with `keep_modes`, those who may read the earlier file. With `home`, a folder without links,
    no link is followed out of it.
    """
    (fault,) = _write([_Transaction(files, home, keep_modes)])
    if fault:
        raise fault


def write_each(groups: Iterable[Mapping[Path, bytes]]) -> list[Exception | None]:
    """As `write_all` for each group, and what prevented it.

    All are handed to the disk before the first is synchronised, which is what takes time.
    """
    return _write([_Transaction(files) for files in groups])


def _write(groups: Sequence[_Transaction]) -> list[Exception | None]:
    faults: list[Exception | None] = [None] * len(groups)
    try:
        for step in (_Transaction.stage, _Transaction.sync, _Transaction.move):
            for number, group in enumerate(groups):
                if faults[number] is None:
                    faults[number] = _fault(step, group)
    finally:
        for group in groups:
            group.clear()
    return faults


def _fault(step: Callable[[_Transaction], None], group: _Transaction) -> Exception | None:
    try:
        step(group)
    except OSError as fault:
        # The system names no file when the disk is full.
        fault.filename = fault.filename or str(next(iter(group.files), ""))
        return fault
    except Exception as fault:  # noqa: BLE001 - raised or reported by the caller, and costs no other group
        return fault
    return None


def left_by_dead_processes(folder: Path) -> Iterator[Path]:
    """The temporary files of processes that were killed: of this machine at once, of others after an hour."""
    for path in folder.glob(f"{_PREFIX}*"):
        machine, _, rest = path.name.removeprefix(_PREFIX).partition("-")
        process = rest.partition("-")[0]
        is_dead = machine == _machine() and process.isascii() and process.isdigit() and not _is_running(int(process))
        with suppress(OSError):
            if is_dead or time.time() - path.stat().st_mtime > STALE_SECONDS:
                yield path


@cache
def _machine() -> str:
    return f"{crc32(platform.node().encode()):08x}"


def _is_running(process: int) -> bool:
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(_PROCESS_QUERY_LIMITED_INFORMATION, False, process)
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def replace_file(path: Path, data: bytes, home: Path) -> OSError | None:
    """Rewrites an existing file, also behind a link inside `home`, with the same permissions; returns the error."""
    try:
        place = path.resolve()
        if not place.is_relative_to(home):
            raise OSError(EXDEV, os.strerror(EXDEV), str(path))
        if not os.access(place, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(place))
        write_all({place: data}, keep_modes=True)
    except OSError as fault:
        return fault
    return None


def _restore(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            write_all({path: before})


def _temporary(path: Path, data: bytes) -> Path:
    """A temporary file with the data, in the folder of its target."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{_PREFIX}{_machine()}-{os.getpid()}-", suffix=path.suffix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except BaseException:
        temporary.unlink()
        raise
    return temporary
