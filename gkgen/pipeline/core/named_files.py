"""The files that an office file names: bases, other reports, pictures. One protocol, wherever the files are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from gkgen import lazy_re as re
from gkgen import pictures
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.source import MAX_BYTES

if TYPE_CHECKING:
    from gkgen.narrative import PictureUse

SUFFIXES = frozenset({".yaml", ".yml"})
REMOTE = re.compile(r"(?i)(https?|ftp|data|file):|[\\/]{2}")
"""How the names begin that are addresses, not files."""

LISTING = 0
"""In place of a limit in bytes: the names of the office files in a folder are wanted, not the content of a file."""


class Refusal(Enum):
    """Why a file that an office file names is not read."""

    REMOTE = "remote"
    OUTSIDE = "outside"
    MISSING = "missing"
    LARGE = "large"
    HIDDEN = "hidden"
    OTHER_KIND = "other kind"


REPORT_FINDINGS: Mapping[Refusal, str] = {
    Refusal.MISSING: "L01",
    Refusal.OUTSIDE: "L01.outside",
    Refusal.REMOTE: "L01.remote",
    Refusal.LARGE: "L01.large",
    Refusal.HIDDEN: "L01.hidden",
    Refusal.OTHER_KIND: "L01.kind",
}
"""The kind of finding for a base or another report that is refused."""
_PICTURE_FINDINGS: Mapping[Refusal, str] = {
    Refusal.REMOTE: "N07.remote",
    Refusal.OUTSIDE: "N07",
    Refusal.MISSING: "N08",
    Refusal.LARGE: "N10",
    Refusal.HIDDEN: "N07.hidden",
    Refusal.OTHER_KIND: "N09",
}


class NamedFiles(Protocol):
    """Loads files by the names that an office file gives them, relative to its folder."""

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        ...

    def find(self, name: str) -> tuple[str, ...]:
        """The office files in a folder and below, or those that fit a pattern such as 街道/*.yaml, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class FilesInMemory:
    """Files given as bytes, or refused elsewhere; without any, every file is missing.

    `missing` collects the names that were asked for in vain, with the limit in bytes of each; a folder or pattern has
    LISTING, and the names of its files are given as lines under its name.
    """

    files: Mapping[str, bytes | Refusal] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        if name not in self.files:
            self.missing[name] = limit
            return Refusal.MISSING
        data = self.files[name]
        return Refusal.LARGE if isinstance(data, bytes) and len(data) > limit else data

    def find(self, name: str) -> tuple[str, ...]:
        """The office files of a folder or pattern, as they were listed."""
        data = self.files.get(name)
        if data is None:
            self.missing[name] = LISTING
        return tuple(data.decode("utf-8", "surrogateescape").splitlines()) if isinstance(data, bytes) else ()


@dataclass(frozen=True, slots=True)
class RebasedFiles:
    """The files of an office file, by the names that another file, `file`, gives them."""

    files: NamedFiles
    office: str
    file: str

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        return self.files.load(relocated(name, self.file, self.office), limit)

    def find(self, name: str) -> tuple[str, ...]:
        """The office files of a folder or pattern, relative to the folder of `file` as well."""
        found = self.files.find(relocated(name, self.file, self.office))
        return tuple(relocated(each, self.office, self.file) for each in found)


def relocated(name: str, file: str, office: str) -> str:
    """A name written in `file`, relative to the folder of the office file instead."""
    if file == office:
        return name
    folder = os.path.relpath(PurePath(file).parent, PurePath(office).parent)
    return (PurePath(folder) / name).as_posix()


def load_report(name: str, files: NamedFiles) -> bytes | Refusal:
    """The content of another office file, or why it is refused: what has another suffix is never read as one."""
    if REMOTE.match(name):
        return Refusal.REMOTE
    return files.load(name, MAX_BYTES) if PurePath(name).suffix.lower() in SUFFIXES else Refusal.OTHER_KIND


def load_picture(use: "PictureUse", files: NamedFiles) -> bytes | Diagnostic:
    """The content of a picture, or the finding that it was refused."""
    data = files.load(use.name, pictures.MAX_BYTES)
    if isinstance(data, Refusal):
        return diagnose(_PICTURE_FINDINGS[data], use.span, use.path, name=use.name)
    return data
