"""The folder that an office file may read from, and the office files in a folder."""

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from pathlib import Path, PurePath

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative import PictureUse

REMOTE = re.compile(r"(?i)(https?|ftp|data|file):|[\\/]{2}")
SUFFIXES = frozenset({".yaml", ".yml"})


def work_tree(folder: Path) -> Path | None:
    """The Git work tree that holds a folder, if one does."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


class Refusal(Enum):
    """Why a file that an office file names is not read."""

    REMOTE = "remote"
    OUTSIDE = "outside"
    MISSING = "missing"
    LARGE = "large"


_PICTURE_FINDINGS = {
    Refusal.REMOTE: "N07.remote",
    Refusal.OUTSIDE: "N07",
    Refusal.MISSING: "N08",
    Refusal.LARGE: "N10",
}


@dataclass(frozen=True, slots=True)
class Project:
    """Reads what an office file names, never from outside the project folder.

    The project folder is the Git work tree that holds the file; without one, the folder of the file itself. `reads`
    holds a digest of every file that was read, by its path, empty for one that is missing: when they are the same, so
    is the report.
    """

    folder: Path
    root: Path
    reads: dict[Path, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, office_file: Path) -> "Project":
        """The project of an office file."""
        # The name itself may be none that a file can have; that is told when it is read.
        folder = office_file.parent.resolve()
        return cls(folder, work_tree(folder) or folder)

    def load(self, name: str, most: int, folder: Path | None = None) -> bytes | Refusal:
        """The bytes of a file of at most `most` bytes; its name counts from the office file, or from `folder`."""
        if REMOTE.match(name):
            return Refusal.REMOTE
        try:
            # Links are followed first, so that none leads out of the folder.
            path = ((folder or self.folder) / name.replace("\\", "/")).resolve()
            if not path.is_relative_to(self.root):
                return Refusal.OUTSIDE
            if not path.is_file():
                # Its absence went into the report as well.
                self.reads[path] = ""
                return Refusal.MISSING
            if path.stat().st_size > most:
                return Refusal.LARGE
            data = path.read_bytes()
        except (OSError, ValueError, RuntimeError):
            # Links that lead in a circle are a RuntimeError before Python 3.13.
            return Refusal.MISSING
        self.note(path, data)
        return data

    def note(self, path: Path, data: bytes) -> None:
        """Remembers that the file went into the report; a link by its own name, for it can be led elsewhere."""
        self.reads[path.parent.resolve() / path.name] = digest(data)

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """Every file that was read, with its digest."""
        return tuple((str(path), content) for path, content in self.reads.items())

    def read(self, use: PictureUse) -> bytes | Diagnostic:
        """The bytes of a picture, or why it is not read."""
        # Pillow takes 50 ms to import, and most reports have no picture.
        from gkgen.pictures import MAX_BYTES

        return picture_or_finding(self.load(use.name, MAX_BYTES), use)


def picture_or_finding(found: bytes | Refusal, use: PictureUse) -> bytes | Diagnostic:
    """The bytes of a picture, or the finding that it was refused."""
    if isinstance(found, bytes):
        return found
    return diagnose(_PICTURE_FINDINGS[found], use.span, use.path, name=use.name)


def digest(data: bytes) -> str:
    """What stands for a file's content when it is compared with what it was."""
    return sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class NoFiles:
    """Reads no file, for texts that come without a folder."""

    def load(self, name: str, most: int) -> bytes | Refusal:  # noqa: ARG002 - as of `Project`
        """Always that the file is missing."""
        return Refusal.MISSING

    def read(self, use: PictureUse) -> bytes | Diagnostic:
        """Always the finding that the picture is missing."""
        return diagnose("N08", use.span, use.path, name=use.name)


def find_offices(path: Path, *, with_bases: bool = False) -> Iterator[Path]:
    """The office files that a path names: itself, or all *.yaml below a folder, in the order of their names.

    A pattern such as 街道/*.yaml, which not every shell replaces by the names that fit it, means those. The bases in a
    folder are among them only where they are asked for.
    """
    if not path.is_dir():
        is_pattern = glob.has_magic(str(path)) and not path.exists()
        yield from _fitting(path, with_bases=with_bases) if is_pattern else (path,)
        return
    for found in sorted(path.rglob("*")):
        if is_office(found.relative_to(path), with_bases=with_bases) and found.is_file():
            yield found


def _fitting(pattern: Path, *, with_bases: bool) -> Iterator[Path]:
    for path in sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))):
        if path.is_dir() and not path.name.startswith(("_", ".")):
            yield from find_offices(path, with_bases=with_bases)
        elif path.is_file() and is_office(PurePath(path.name), with_bases=with_bases):
            yield path


def is_office(name: PurePath, *, with_bases: bool = False) -> bool:
    """Whether a file below a folder is an office, by its name as seen from there.

    Names that begin with _ are bases that offices share, names that begin with . are nobody's.
    """
    others = (".",) if with_bases else ("_", ".")
    return name.suffix in SUFFIXES and not any(part.startswith(others) for part in name.parts)
