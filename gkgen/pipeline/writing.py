"""Files put in place whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from errno import EACCES
from pathlib import Path

# mkstemp makes files for the owner alone, a report is for all to read.
_MODE = 0o644


def write_all(files: Mapping[Path, bytes], *, keep_modes: bool = False) -> None:
    """Writes all files under temporary names, then moves them; raises OSError, and leaves what stood there before.

    All may read them, or with `keep_modes` whoever may read what stands there.
    """
    waiting: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            mode = stat.S_IMODE(path.stat().st_mode) if keep_modes and path.exists() else _MODE
            waiting.append((_temporary(path, data, mode), path))
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


def put_in_place(path: Path, data: bytes) -> OSError | None:
    """Writes a file where it stands, behind links too, for the same readers as before; gives what stood in the way."""
    try:
        place = path.resolve()
        if not os.access(place, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES), str(place))
        write_all({place: data}, keep_modes=True)
    except OSError as fault:
        return fault
    return None


def _put_back(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            _temporary(path, before).replace(path)


def _temporary(path: Path, data: bytes, mode: int = _MODE) -> Path:
    """The data on disk beside its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gkgen-", suffix=path.suffix)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink()
        raise
    return temporary
