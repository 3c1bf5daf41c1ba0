"""Files put in place whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Writes all files under temporary names, then moves them; raises OSError, and leaves what stood there before."""
    waiting: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_temporary(path, data), path))
        while waiting:
            temporary, path = waiting[0]
            before = path.read_bytes() if path.is_file() else None
            temporary.replace(path)
            moved.append((path, before))
            waiting.pop(0)
    except BaseException:
        # The second of two files cannot be moved while it is open in Word: the first must not be left new.
        for path, before in moved:
            _put_back(path, before)
        raise
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()


def _put_back(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            _temporary(path, before).replace(path)


def _temporary(path: Path, data: bytes) -> Path:
    """The data on disk beside its place; mkstemp makes files for the owner alone, a report is for all to read."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gkgen-", suffix=path.suffix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink()
        raise
    return temporary
