"""Files as they were in Git, read through its command line; only this module starts Git.

It uses commands that only read the object store: they run no hook, no filter and no other program that a repository may
configure, and use no network.
"""

import os
import posixpath
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1, sha256
from pathlib import Path, PurePosixPath

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.errors import GkgenError
from gkgen.pipeline.core.named_files import REMOTE, Refusal
from gkgen.pipeline.core.project import is_office

_RANGE = re.compile(r"(?P<before>.*?)(?P<dots>\.{2,3})(?P<after>.*)")
_ENVIRONMENT = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
_HEAD = "HEAD"
# The index (what is staged for the next commit) in Git's notation REVISION:PATH.
INDEX = ""
TIMEOUT_SECONDS = 60
_SHA256_DIGITS = 64
_SHOWN_DIGITS = 12


class GitError(GkgenError):
    """Git is not installed, or failed; the finding says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message("en"))
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Repository:
    """A Git work tree."""

    root: Path

    @classmethod
    def of(cls, path: Path) -> "Repository":
        """The repository of a file or folder, which may have been deleted; raises GitError outside of a repository."""
        place = path.resolve()
        folder = next(each for each in (place, *place.parents) if each.is_dir())
        shown = _git(folder, "rev-parse", "--show-toplevel")
        if shown.returncode:
            reason = shown.stderr.decode("utf-8", "replace").strip()
            is_none = "not a git repository" in reason
            kind = diagnose("G03", str(path)) if is_none else diagnose("G05", str(path), reason=reason.split("\n")[0])
            raise GitError(kind)
        return cls(Path(os.fsdecode(shown.stdout.rstrip(b"\r\n"))).resolve())

    def commit(self, revision: str) -> str | None:
        """The hash of the commit that a revision means, None when there is none."""
        if revision == INDEX:
            return INDEX
        if revision.startswith("-"):
            return None
        found = _git(self.root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return None if found.returncode else found.stdout.decode("ascii").strip()

    def inside(self, path: Path) -> PurePosixPath:
        """A path relative to the top of the work tree; raises GitError for one outside."""
        place = path.parent.resolve() / path.name
        if not place.is_relative_to(self.root):
            raise GitError(diagnose("G03", str(path)))
        return PurePosixPath(place.relative_to(self.root).as_posix())

    def load(self, commit: str, path: PurePosixPath, limit: int) -> bytes | Refusal:
        """The content of a file of a commit, of at most `limit` bytes, or why it is refused.

        Raises GitError for a file of the commit that this repository does not hold, as in a partial clone.
        """
        name = f"{commit}:{path}"
        size = _git(self.root, "cat-file", "-s", name)
        if size.returncode and self._lists(commit, path):
            raise GitError(diagnose("G06", str(path), revision=commit[:_SHOWN_DIGITS]))
        if size.returncode or _git(self.root, "cat-file", "-t", name).stdout.strip() != b"blob":
            return Refusal.MISSING
        if int(size.stdout) > limit:
            return Refusal.LARGE
        return _git(self.root, "cat-file", "blob", name).stdout

    def _lists(self, commit: str, path: PurePosixPath) -> bool:
        """Whether a file of that name belongs to the commit, or to the index, whether or not its content is here."""
        named = ("--", f":(literal,top){path}")
        words = ("ls-tree", commit, *named) if commit != INDEX else ("ls-files", "--cached", *named)
        listed = _git(self.root, *words)
        return bool(listed.returncode or listed.stdout)

    def files(self, commit: str) -> Mapping[PurePosixPath, str]:
        """The files of a commit, each with the hash of its content."""
        listed = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit).stdout.split(b"\0")
        pairs = (os.fsdecode(line).split("\t", 1) for line in listed if line)
        return {PurePosixPath(path): entry.split(" ")[2] for entry, path in pairs}

    def times(self, paths: Iterable[PurePosixPath]) -> Mapping[PurePosixPath, datetime]:
        """The local time of the last commit that changed each file."""
        wanted = set(paths)
        shown = ("--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "-z")
        log = _git(self.root, "log", *shown, "--format=%x01%ct", "HEAD", "--", *map(str, wanted)) if wanted else None
        found: dict[PurePosixPath, datetime] = {}
        for commit in log.stdout.split(b"\1")[1:] if log else ():
            seconds, *names = commit.split(b"\0")
            for name in names:
                path = PurePosixPath(os.fsdecode(name.lstrip(b"\n")))
                if path in wanted:
                    found.setdefault(path, datetime.fromtimestamp(int(seconds)))
        return found

    @staticmethod
    def blob(data: bytes, like: str) -> str:
        """The hash that Git gives to a file of that content, of the length of another hash."""
        digest = sha256 if len(like) == _SHA256_DIGITS else sha1
        return digest(b"blob %d\0" % len(data) + data).hexdigest()

    def merge_base(self, first: str, second: str) -> str | None:
        """The merge base of two commits, which pull requests are shown against; None when they have none."""
        found = _git(self.root, "merge-base", first, second)
        return None if found.returncode else found.stdout.decode("ascii").split("\n")[0]


@dataclass(frozen=True, slots=True)
class FilesAtCommit:
    """The files that an office file of a commit names, from the same commit."""

    repository: Repository
    commit: str
    folder: PurePosixPath

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        if REMOTE.match(name):
            return Refusal.REMOTE
        path = posixpath.normpath(posixpath.join(self.folder.as_posix(), name.replace("\\", "/")))
        if path.startswith(("../", "/")) or path == "..":
            return Refusal.OUTSIDE
        inside = posixpath.relpath(path, self.folder)
        if any(part.startswith(".") for part in (path if inside.startswith("../") else inside).split("/")):
            return Refusal.HIDDEN
        return self.repository.load(self.commit, PurePosixPath(path), limit)

    def find(self, name: str) -> tuple[str, ...]:
        """The office files of the commit in a folder and below, or those that fit a pattern."""
        wanted = posixpath.normpath(posixpath.join(self.folder.as_posix(), name.replace("\\", "/")))
        above = PurePosixPath() if wanted == "." else PurePosixPath(wanted)
        files = self.repository.files(self.commit)
        inside = [path for path in files if path.is_relative_to(above) and is_office(path.relative_to(above))]
        levels = len(above.parts)
        fitting = (path for path in files if path.match(wanted) and len(path.parts) == levels)
        found = inside or [path for path in fitting if is_office(PurePosixPath(path.name))]
        return tuple(sorted(posixpath.relpath(path, self.folder) for path in found))


def split_range(words: str) -> tuple[str, str, bool] | None:
    """Both ends of A..B or A...B, and whether the earlier one is their merge base; None for anything else."""
    found = _RANGE.fullmatch(words)
    return (found["before"] or _HEAD, found["after"] or _HEAD, len(found["dots"]) == 3) if found else None


# A number, a Latin word, or one character of any other script is a word; the heading above it names a hunk.
_TEXTCONV = "diff.gkgen.textconv"
DRIVER: Mapping[str, str] = {
    _TEXTCONV: "gkgen textconv",
    "diff.gkgen.xfuncname": "^## +(.*)$",
    "diff.gkgen.wordRegex": "[0-9][0-9.,]*|[A-Za-z]+|[^[:space:]]",
    # Otherwise Git escapes Chinese file names as numbers.
    "core.quotePath": "false",
}


def install_driver(folder: Path) -> Mapping[str, str]:
    """Configures the Git repository of a folder to show reports as text; returns the settings."""
    repository = Repository.of(folder)
    settings = {**DRIVER, _TEXTCONV: f"{_own_command()} textconv"}
    for key, value in settings.items():
        done = _git(repository.root, "config", "--local", key, value)
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            raise GitError(diagnose("G05", str(folder), reason=reason))
    return settings


def _own_command() -> str:
    """The command by which Git starts gkgen, through a shell; gkgen may not be on its PATH.

    Git starts it at the top of the work tree: with -P, no gkgen.py of the repository is taken for gkgen.
    """
    return "gkgen" if shutil.which("gkgen") else f'"{Path(sys.executable).as_posix()}" -P -m gkgen'


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-pager", "-C", str(folder), "-c", "core.fsmonitor=false", *words]
    environment = {**os.environ, **_ENVIRONMENT}
    try:
        return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=TIMEOUT_SECONDS)  # noqa: S603
    except FileNotFoundError as fault:
        raise GitError(diagnose("G04", str(folder))) from fault
    except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
        raise GitError(diagnose("G05", str(folder), reason=str(fault).split("\n")[0])) from fault
