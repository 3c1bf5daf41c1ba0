"""Files read from disk up to a limit; a file that cannot be read, or is too large, is a finding."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose, reason_of
from gkgen.source import MAX_BYTES, foreign_file

MAX_REPORT_BYTES = 50_000_000
"""The size limit of finished and published reports; ordinary ones have a hundredth of it."""


def read_office_file(path: Path) -> bytes | Diagnostic:
    """The content of an office file, or why it cannot be read (O03, Y01.size)."""
    found = _read(path, str(path), MAX_BYTES, lambda size: diagnose("Y01.size", str(path), size=f"{size / 1e6:.1f}"))
    if isinstance(found, Diagnostic) and found.kind == "Y01.size":
        with suppress(OSError), path.open("rb") as file:
            return foreign_file(file.read(MAX_BYTES), str(path)) or found
    return found


def read_report_file(path: Path, name: str | None = None) -> bytes | Diagnostic:
    """The content of a finished or published report, or why it cannot be read (O03, I42); `name` is for findings."""
    shown, limit = name or str(path), MAX_REPORT_BYTES // 1_000_000
    return _read(
        path, shown, MAX_REPORT_BYTES, lambda size: diagnose("I42", shown, size=str(round(size / 1e6)), limit=limit)
    )


def _read(path: Path, name: str, limit: int, too_large: Callable[[int], Diagnostic]) -> bytes | Diagnostic:
    """At most one byte above the limit is read; `too_large` gets the size in bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
            return data if len(data) <= limit else too_large(max(path.stat().st_size, len(data)))
    except (OSError, ValueError) as fault:
        # Python raises ValueError for a name that no file can have.
        return diagnose("O03", name, reason=reason_of(fault))
