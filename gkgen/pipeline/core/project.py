"""The folder that an office file may read from, and the discovery of office files."""

import glob
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePath

from gkgen.pipeline.core.named_files import REMOTE, Refusal

SUFFIXES = frozenset({".yaml", ".yml"})


def work_tree(folder: Path) -> Path | None:
    """The Git work tree that holds a folder, if one does."""
    return next((place for place in (folder, *folder.parents) if (place / ".git").exists()), None)


@dataclass(frozen=True, slots=True)
class Project:
    """Loads the files that an office file names, never from outside the project folder.

    The project folder is the Git work tree of the file, else the folder of the file. `reads` has a digest of every file
    that was read, by its path, empty for a missing one: the report is the same as long as all of these are.
    """

    folder: Path
    root: Path
    reads: dict[Path, str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, office_file: Path) -> "Project":
        """The project of an office file."""
        # A name that no file can have is reported when the file is read.
        folder = office_file.parent.resolve()
        return cls(folder, work_tree(folder) or folder)

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        if REMOTE.match(name):
            return Refusal.REMOTE
        try:
            # Links are resolved first, so that none leads out of the folder.
            path = (self.folder / name.replace("\\", "/")).resolve()
            if not path.is_relative_to(self.root):
                return Refusal.OUTSIDE
            if not path.is_file():
                # The report depends on its absence as well.
                self.reads[path] = ""
                return Refusal.MISSING
            if path.stat().st_size > limit:
                return Refusal.LARGE
            data = path.read_bytes()
        except (OSError, ValueError, RuntimeError):
            # Before Python 3.13, links in a circle raise RuntimeError.
            return Refusal.MISSING
        self.note(path, data)
        return data

    def note(self, path: Path, data: bytes) -> None:
        """Records a file that was read; a link by its own name, because its target may change."""
        self.reads[path.parent.resolve() / path.name] = digest(data)

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """All files that were read, with their digests."""
        return tuple((str(path), content) for path, content in self.reads.items())


def digest_of(path: Path) -> str:
    """The digest of a file as it is now, empty when it cannot be read."""
    try:
        return digest(path.read_bytes())
    except (OSError, ValueError):
        return ""


def digest(data: bytes) -> str:
    """The digest by which a change of a file's content is detected."""
    return sha256(data).hexdigest()


def find_offices(path: Path, *, with_bases: bool = False) -> Iterator[Path]:
    """The office files that a path means: the file itself, or all *.yaml below a folder, sorted by name.

    A pattern such as 街道/*.yaml is expanded, because not every shell does. Bases are included only `with_bases`.
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
    """Whether a file is an office, by its path relative to the folder that is searched.

    Names that begin with _ are bases that offices share; names that begin with . are ignored.
    """
    others = (".",) if with_bases else ("_", ".")
    return name.suffix in SUFFIXES and not any(part.startswith(others) for part in name.parts)
