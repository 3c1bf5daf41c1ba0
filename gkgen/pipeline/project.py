"""The folder that an office file may read from, and the office files in a folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative import PictureUse

_REMOTE = re.compile(r"(?i)(https?|ftp|data|file):|[\\/]{2}")
SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Project:
    """Reads pictures beside an office file, never from outside the project folder.

    The project folder is the Git work tree that holds the file; without one, the folder of the file itself.
    """

    folder: Path
    root: Path

    @classmethod
    def of(cls, office_file: Path) -> "Project":
        """The project of an office file."""
        folder = office_file.resolve().parent
        return cls(folder, next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder))

    def read(self, use: PictureUse) -> bytes | Diagnostic:
        """The bytes of a picture, or why it is not read."""
        if _REMOTE.match(use.name):
            return diagnose("N07.remote", use.span, use.path, name=use.name)
        # Pillow takes 50 ms to import, and most reports have no picture.
        from gkgen.pictures import MAX_BYTES

        missing = diagnose("N08", use.span, use.path, name=use.name)
        try:
            # Links are followed first, so that none leads out of the folder.
            path = (self.folder / use.name.replace("\\", "/")).resolve()
            if not path.is_relative_to(self.root):
                return diagnose("N07", use.span, use.path, name=use.name)
            if not path.is_file():
                return missing
            if path.stat().st_size > MAX_BYTES:
                return diagnose("N10", use.span, use.path, name=use.name)
            return path.read_bytes()
        except (OSError, ValueError, RuntimeError):
            # Links that lead in a circle are a RuntimeError before Python 3.13.
            return missing


@dataclass(frozen=True, slots=True)
class NoPictures:
    """Reads no pictures, for texts that come without a folder."""

    def read(self, use: PictureUse) -> bytes | Diagnostic:
        """Always the finding that the picture is missing."""
        return diagnose("N08", use.span, use.path, name=use.name)


def find_offices(path: Path) -> Iterator[Path]:
    """The office files that a path names: itself, or all *.yaml below a folder, in the order of their names.

    Names that begin with _ are bases that offices share, names that begin with . are nobody's.
    """
    if not path.is_dir():
        yield path
        return
    for found in sorted(path.rglob("*")):
        inside = found.relative_to(path).parts
        if found.suffix in SUFFIXES and found.is_file() and not any(part.startswith(("_", ".")) for part in inside):
            yield found
