"""Files read from disk up to a limit; a file that cannot be read, or is too large, is a finding."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from gkgen.diagnostics import Diagnostic, Term, diagnose, reason_of
from gkgen.pipeline.core.named_files import Refusal
from gkgen.pipeline.core.project import Project, read_beginning, resolved
from gkgen.source import MAX_BYTES, foreign_file

MAX_REPORT_BYTES = 50_000_000
"""The size limit of finished and published reports; ordinary ones have a hundredth of it."""

_REFUSED_LINKS: Mapping[Refusal, Term] = {
    Refusal.OUTSIDE: Term("指到了项目文件夹外面", "out of the project folder"),
    Refusal.HIDDEN: Term("指到了名称以点开头的地方", "to a name that begins with a dot"),
    Refusal.OTHER_KIND: Term("指到的不是 .yaml 文件", "to what is no .yaml file"),
}


def read_office_file(path: Path) -> bytes | Diagnostic:
    """The content of an office file, or why it cannot be read (O03, Y01.size).

    Findings quote the file, and whoever sent it chose where a link of that name leads to.
    """
    if refusal := _refused_link(path):
        return diagnose("O03.link", str(path), reason=_REFUSED_LINKS[refusal])
    found = _read(path, str(path), MAX_BYTES, lambda size: diagnose("Y01.size", str(path), size=f"{size / 1e6:.1f}"))
    if isinstance(found, Diagnostic) and found.kind == "Y01.size":
        with suppress(OSError):
            return foreign_file(read_beginning(path, MAX_BYTES), str(path)) or found
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
        data = read_beginning(path, limit + 1)
        return data if len(data) <= limit else too_large(max(path.stat().st_size, len(data)))
    except (OSError, ValueError) as fault:
        # Python raises ValueError for a name that no file can have.
        return diagnose("O03", name, reason=reason_of(fault))


def _refused_link(path: Path) -> Refusal | None:
    """Why the file that a link leads to may not be read; None where it may, or where there is no file."""
    if not os.path.islink(path):  # noqa: PTH114 - `Path.is_symlink` raises where a name is too long
        return None
    place = resolved(path)
    return Project.of(path).refusal(place, path.suffix) if place.is_file() else None
