"""Office files on one side of a comparison: on disk, or at a revision in Git."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1
from pathlib import Path, PurePath, PurePosixPath
from typing import Protocol

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.pipeline.comparing.git import INDEX, FilesAtCommit, GitError, Repository, split_range
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.named_files import SUFFIXES, NamedFiles, Refusal
from gkgen.pipeline.core.project import Project, find_offices, is_office, read_regular
from gkgen.source import MAX_BYTES

_NAMED = re.compile(r"(?P<revision>[^:]*):(?P<path>.+)")
_DRIVE = re.compile(r"[A-Za-z]:[\\/].*")
_BASE = "_"
_HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class Version:
    """An office file as it is or was: its name for people, its content or why there is none, the files it names."""

    display_name: str
    name: str
    data: bytes | Diagnostic
    files: NamedFiles


class Side(Protocol):
    """The office files of one side. Digests are those of Git, so that both kinds of side are comparable."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of offices, not one file."""
        ...

    def offices(self) -> Mapping[PurePosixPath, str]:
        """The offices by their path relative to the folder, with their digests; for a single file, only that file."""
        ...

    def shared(self) -> Mapping[PurePosixPath, str]:
        """The bases that the offices may share."""
        ...

    def version(self, name: PurePosixPath) -> Version:
        """One of the offices."""
        ...


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file or folder on disk."""

    path: Path

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.is_dir()

    def offices(self) -> Mapping[PurePosixPath, str]:
        """By name."""
        if not self.is_folder:
            return {PurePosixPath(self.path.name): ""}
        return {self._inside(path): _digest(path) for path in find_offices(self.path)}

    def shared(self) -> Mapping[PurePosixPath, str]:
        """Those below the folder."""
        found = sorted(self.path.rglob(f"{_BASE}*")) if self.is_folder else ()
        return {self._inside(path): _digest(path) for path in found if path.suffix in SUFFIXES and path.is_file()}

    def version(self, name: PurePosixPath) -> Version:
        """Read as any office file is."""
        return OnDisk(self.path / name).only() if self.is_folder else self.only()

    def only(self) -> Version:
        """The file itself."""
        return Version(str(self.path), str(self.path), read_office_file(self.path), Project.of(self.path))

    def _inside(self, path: Path) -> PurePosixPath:
        return PurePosixPath(path.relative_to(self.path).as_posix())


@dataclass(frozen=True, slots=True)
class InGit:
    """A file or folder of a commit; `revision` is what the user display_name the commit."""

    repository: Repository
    commit: str
    revision: str
    path: PurePosixPath
    is_folder: bool = False

    def offices(self) -> Mapping[PurePosixPath, str]:
        """By name."""
        if not self.is_folder:
            return {PurePosixPath(self.path.name): ""}
        return {name: digest for name, digest in self._below().items() if is_office(name)}

    def shared(self) -> Mapping[PurePosixPath, str]:
        """Those below the folder."""
        below = self._below().items()
        return {name: key for name, key in below if name.suffix in SUFFIXES and name.name.startswith(_BASE)}

    def version(self, name: PurePosixPath) -> Version:
        """Read from the commit."""
        path = self.path / name if self.is_folder else self.path
        display_name = f"{self.revision}:{path}"
        data: bytes | Refusal | Diagnostic
        try:
            data = self.repository.load(self.commit, path, MAX_BYTES)
        except GitError as fault:
            data = replace(fault.finding, file=display_name)
        files = FilesAtCommit(self.repository, self.commit, path.parent)
        return Version(
            display_name, str(path), self._refused(data, display_name) if isinstance(data, Refusal) else data, files
        )

    def _refused(self, refusal: Refusal, display_name: str) -> Diagnostic:
        if refusal is Refusal.LARGE:
            return diagnose("Y01.size", display_name, size=f"> {MAX_BYTES / 1e6:.1f}")
        return diagnose("G02", display_name, revision=self.revision or "index")

    def _below(self) -> Mapping[PurePosixPath, str]:
        files = self.repository.files(self.commit)
        return {path.relative_to(self.path): key for path, key in files.items() if path.is_relative_to(self.path)}


def sides(words: Sequence[str]) -> tuple[Side, Side]:
    """What the operands of `gkgen diff` mean, as in `git diff`; raises GitError when they mean nothing.

    PATH                     the last commit, and the file or folder as it is
    A B                      two files or folders, each also as REVISION:PATH
    REVISION PATH            a revision, and the file or folder as it is
    FIRST..SECOND PATH       two revisions; with three dots, their merge base and the second
    FIRST SECOND PATH        two revisions
    """
    match list(words):
        case [only]:
            named = _named(only)
            return named or in_git(_HEAD, Path(only)), OnDisk(Path(str(named.path) if named else only))
        case [first, second] if Path(first).exists() or _named(first):
            return _place(first), _place(second)
        case [first, path] if (both := split_range(first)) and not _is_revision(first, path):
            return _ends(*both, Path(path))
        case [first, path]:
            return in_git(first, Path(path)), OnDisk(Path(path))
        case [first, second, path]:
            return in_git(first, Path(path)), in_git(second, Path(path))
        case _:
            raise ValueError(words)


def in_git(revision: str, path: Path) -> InGit:
    """A file or folder at a revision."""
    repository = Repository.of(path)
    commit = repository.commit(revision)
    if commit is None:
        raise GitError(diagnose("G01", str(path), revision=revision))
    inside = repository.inside(path)
    is_folder = commit != INDEX and any(inside in file.parents for file in repository.files(commit))
    return InGit(repository, commit, revision, inside, is_folder)


def _ends(before: str, after: str, from_parting: bool, path: Path) -> tuple[Side, Side]:
    first, second = in_git(before, path), in_git(after, path)
    if from_parting:
        parting = first.repository.merge_base(first.commit, second.commit)
        if parting is None:
            raise GitError(diagnose("G01", str(path), revision=f"{before}...{after}"))
        # The hash of the merge base says nothing to people.
        first = replace(in_git(parting, path), revision=f"{before}...{after}")
    return first, second


def _place(word: str) -> Side:
    return _named(word) or OnDisk(Path(word))


def _named(word: str) -> InGit | None:
    """REVISION:PATH; None for anything else.

    As in Git, PATH is relative to the top of the work tree, and ./PATH to the current folder.
    """
    found = _NAMED.fullmatch(word)
    if not found or Path(word).exists() or _DRIVE.fullmatch(word):
        return None
    top = Path() if found["path"].startswith(("./", "../")) else Repository.of(Path()).root
    return in_git(found["revision"], top / found["path"])


def _is_revision(word: str, path: str) -> bool:
    return Repository.of(Path(path)).commit(word) is not None


def _digest(path: Path) -> str:
    """Git's hash of the content of a file, empty for one that cannot be read."""
    try:
        data = read_regular(path, MAX_BYTES)
    except OSError:
        return ""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def is_same(name: PurePath, before: Mapping[PurePosixPath, str], after: Mapping[PurePosixPath, str]) -> bool:
    """Whether a file has the same digest on both sides."""
    key = PurePosixPath(name)
    return bool(before.get(key)) and before.get(key) == after.get(key)
