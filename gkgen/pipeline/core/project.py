"""The folder that an office file may read from, and the discovery of office files."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from errno import EFBIG, ENXIO
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePath

from gkgen.pipeline.core.named_files import REMOTE, SUFFIXES, Refusal

# More than any input or output of a report has.
_MAX_DIGESTED_BYTES = 200_000_000
MAX_LISTED_FILES = 20_000
ROSTER_STEMS = frozenset({"名册", "roster"})
"""The names, without suffix, of the files that list who has to report."""
ALL_BELOW = "**"
"""The last part of the path that stands for all office files below a folder."""


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
        folder = resolved(office_file.parent)
        return cls(folder, work_tree(folder) or folder)

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        if REMOTE.match(name):
            return Refusal.REMOTE
        try:
            # Links are resolved first, so that none leads out of the folder.
            path = (self.folder / name.replace("\\", "/")).resolve()
            if refusal := self.refusal(path, PurePath(name).suffix):
                return refusal
            if not path.is_file():
                # The report depends on its absence as well.
                self.reads[path] = ""
                return Refusal.MISSING
            if path.stat().st_size > limit:
                return Refusal.LARGE
            data = read_regular(path, limit)
        except (OSError, ValueError, RuntimeError):
            # Before Python 3.13, links in a circle raise RuntimeError.
            return Refusal.MISSING
        self.note(path, data)
        return data

    def refusal(self, path: Path, suffix: str) -> Refusal | None:
        """Why a path without links may not be read under a name of that suffix, whatever is there."""
        if not path.is_relative_to(self.root):
            return Refusal.OUTSIDE
        # Settings of programs, with passwords at times: .git/config, .env, .ssh.
        inside = path.relative_to(self.folder if path.is_relative_to(self.folder) else self.root)
        if any(part.startswith(".") for part in inside.parts):
            return Refusal.HIDDEN
        is_other = suffix.lower() in SUFFIXES and path.suffix.lower() not in SUFFIXES
        return Refusal.OTHER_KIND if is_other else None

    def find(self, name: str) -> tuple[str, ...]:
        """The office files in a folder and below, or those that fit a pattern, relative to the folder of the file.

        Links are followed when such a file is loaded, which none of outside is.
        """
        if REMOTE.match(name):
            return ()
        place = Path(os.path.normpath(self.folder / name.replace("\\", "/")))
        place = place / ALL_BELOW if place.is_dir() else place
        try:
            found = listed(place) if place.is_relative_to(self.root) else ()
        except (OSError, ValueError, NotImplementedError):
            return ()
        self.reads[place] = _digest_of_names(place, found)
        return tuple(Path(os.path.relpath(path, self.folder)).as_posix() for path in found)

    def note(self, path: Path, data: bytes) -> None:
        """Records a file that was read; a link by its own name, because its target may change."""
        self.reads[path.parent.resolve() / path.name] = digest(data)

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """All files that were read, with their digests."""
        return tuple((str(path), content) for path, content in self.reads.items())


def resolved(path: Path) -> Path:
    """The path without links; before Python 3.13, `Path.resolve` raises RuntimeError where they lead in a circle."""
    return Path(os.path.realpath(path))


def listed(place: Path) -> tuple[Path, ...]:
    """The office files that an absolute pattern means, at most MAX_LISTED_FILES, sorted."""
    if place.name == ALL_BELOW:
        return tuple(sorted(islice(_below(place.parent), MAX_LISTED_FILES)))
    start = place
    while not start.is_dir():
        start = start.parent
    found = start.glob(str(place.relative_to(start)))
    fitting = (path for path in found if is_office(path.relative_to(start)) and path.is_file())
    return tuple(sorted(islice(fitting, MAX_LISTED_FILES)))


def _below(folder: Path) -> Iterator[Path]:
    """The office files of a folder; folders whose names begin with _ or . are not entered."""
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(("_", "."))]
        yield from (Path(here, name) for name in names if is_office(PurePath(name)))


def _digest_of_names(place: Path, paths: Iterable[Path]) -> str:
    names = (os.path.relpath(path, place.parent) for path in paths)
    return digest("\n".join(names).encode("utf-8", "surrogateescape"))


def digest_of(path: Path) -> str:
    """The digest of a file as it is now, empty when it cannot be read; of a pattern, that of the names that fit it."""
    try:
        if not path.exists() and (path.name == ALL_BELOW or glob.has_magic(str(path))):
            return _digest_of_names(path, listed(path))
        return digest(read_regular(path, _MAX_DIGESTED_BYTES))
    except (OSError, ValueError):
        return ""


def read_regular(path: Path, limit: int) -> bytes:
    """The content of a regular file of at most `limit` bytes; raises OSError for a pipe, a device and what is larger.

    A file of /proc that is endless says that it has no bytes: no more is read than a file says.
    """
    with open(path, "rb", opener=_open_at_once) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(ENXIO, os.strerror(ENXIO), str(path))
        if found.st_size > limit:
            raise OSError(EFBIG, os.strerror(EFBIG), str(path))
        return file.read(found.st_size)


def read_beginning(path: Path, limit: int) -> bytes:
    """At most so many bytes of a file; of a regular one no more than it says it has, as in `read_regular`.

    Raises OSError. A pipe that nobody writes to is empty: it keeps nobody waiting.
    """
    with open(path, "rb", opener=_open_at_once) as file:
        found = os.fstat(file.fileno())
        if stat.S_ISREG(found.st_mode):
            return file.read(min(limit, found.st_size))
        if hasattr(os, "O_NONBLOCK"):
            # Of what another program is writing, as in a shell's <(...), all is waited for.
            os.set_blocking(file.fileno(), True)
        return file.read(limit)


def _open_at_once(name: str, flags: int) -> int:
    """A pipe without a writer would keep whoever opens it waiting."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


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

    Names that begin with _ are bases that offices share; names that begin with . are ignored, and so is the roster.
    """
    others = (".",) if with_bases else ("_", ".")
    is_other = any(part.startswith(others) for part in name.parts) or name.stem in ROSTER_STEMS
    return name.suffix in SUFFIXES and not is_other
