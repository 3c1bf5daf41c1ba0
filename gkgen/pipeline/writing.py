"""Files put in place whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Writes all files under temporary names, then moves them; raises OSError, and leaves what stood there before."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_temporary(path, data), path))
        while waiting:
            temporary, path = waiting[0]
            temporary.replace(path)
            waiting.pop(0)
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()


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
    except OSError:
        temporary.unlink()
        raise
    return temporary
