"""Files written atomically: whole or not at all, several of them as one transaction."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from errno import EACCES
from pathlib import Path

# mkstemp makes files that only the owner may read; a report is for everyone.
FILE_MODE = 0o644


@dataclass(slots=True)
class _Transaction:
    """Files being written: staged beside their targets, synchronised, then moved into place."""

    files: Mapping[Path, bytes]
    keep_modes: bool = False
    waiting: list[tuple[Path, Path]] = field(default_factory=list)
    moved: list[tuple[Path, bytes | None]] = field(default_factory=list)

    def stage(self) -> None:
        for path, data in self.files.items():
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


def write_all(files: Mapping[Path, bytes], *, keep_modes: bool = False) -> None:
    """Writes all files, or none: raises OSError and leaves the earlier files as they were.

    Everyone may read them; with `keep_modes`, those who may read the earlier file.
    """
    (fault,) = _write([_Transaction(files, keep_modes)])
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
    except Exception as fault:  # noqa: BLE001 - raised or reported by the caller, and costs no other group
        return fault
    return None


def replace_file(path: Path, data: bytes) -> OSError | None:
    """Rewrites an existing file, also behind a link, with the same permissions; returns the error, if any."""
    try:
        place = path.resolve()
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
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gkgen-", suffix=path.suffix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except BaseException:
        temporary.unlink()
        raise
    return temporary
