"""The office files beside one: to be named in it, or because they take something over from it."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from gkgen.language_server.analysis import BASE_MARK
from gkgen.pipeline.core.named_files import SUFFIXES
from gkgen.pipeline.core.project import Project, find_offices

MAX_NAMED_FILES = 200
"""Names that are proposed at most."""
MAX_SEARCHED_FILES = 2_000
"""Files of a project that are looked into at most."""


def office_files_near(path: Path | None, *, only_bases: bool) -> list[str]:
    """The names of office files in the folder of a file, above it and below, as the file would write them."""
    if path is None:
        return []
    root = Project.of(path).root
    folder = path.parent
    found: list[str] = []
    for place in (folder, folder.parent):
        if place.resolve().is_relative_to(root):
            found += (_seen_from(each, folder) for each in _files_in(place) if each.name != path.name)
    bases = [name for name in found if Path(name).name.startswith(BASE_MARK)]
    return (bases if only_bases else found)[:MAX_NAMED_FILES]


def offices_of_project(path: Path) -> Iterator[Path]:
    """The office files of a file's project with their bases, at most MAX_SEARCHED_FILES."""
    return islice(find_offices(Project.of(path).root, with_bases=True), MAX_SEARCHED_FILES)


def _files_in(folder: Path) -> list[Path]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [folder / name for name in names if Path(name).suffix in SUFFIXES and not name.startswith(".")]


def _seen_from(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()
