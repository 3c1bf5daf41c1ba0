"""When files were last changed: by the commit that holds what they say now, else as the disk has it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from gkgen.pipeline.comparing.git import GitError, Repository
from gkgen.pipeline.core.project import read_regular, work_tree

_MAX_BYTES = 10_000_000


def times_of(paths: Iterable[Path]) -> Mapping[Path, datetime]:
    """The local time of the last change of each file; files that cannot be read are left out.

    A checkout or a copy of a work tree gives files a new time on disk, so a file that is as it was committed has the
    time of its commit.
    """
    times: dict[Path, datetime] = {}
    by_tree: dict[Path | None, list[Path]] = {}
    for path in paths:
        with suppress(OSError, ValueError, OverflowError):
            times[path] = datetime.fromtimestamp(path.stat().st_mtime)
            by_tree.setdefault(work_tree(path.resolve().parent), []).append(path)
    for tree, inside in by_tree.items():
        if tree is not None:
            with suppress(GitError):
                times.update(_committed(Repository.of(tree), inside))
    return times


def _committed(repository: Repository, paths: Iterable[Path]) -> Mapping[Path, datetime]:
    """The time of the last commit of each file that is as it was committed."""
    head = repository.commit("HEAD")
    if head is None:
        return {}
    blobs = repository.files(head)
    same = {}
    for path in paths:
        inside = repository.inside(path)
        with suppress(OSError, ValueError):
            if inside in blobs and repository.blob(read_regular(path, _MAX_BYTES), blobs[inside]) == blobs[inside]:
                same[inside] = path
    return {same[inside]: time for inside, time in repository.times(same).items()}
