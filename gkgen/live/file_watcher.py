"""The files that reports are made from, and waiting until one of them changes.

An event in a folder is only a reason to look at the files; their stamps say what changed. So nothing is missed when
editors save by renaming, when a file is replaced during a build, or on a network disk that sends no events.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from gkgen.diagnostics import Term
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import digest_of, find_offices
from gkgen.resources import data_folder

# The quiet time after which a save is over, and how often files are polled in any case.
DEBOUNCE_MILLISECONDS, POLL_MILLISECONDS, POLL_MANY_MILLISECONDS = 30, 1_000, 5_000
# How long a file may be missing while it is being saved.
SAVING_SECONDS = 1.0
MANY_FOLDERS = 300

TROUBLES = {
    "gone": Term("文件不在了，等它回来（{}）", "the file is gone; waiting for it to come back ({})"),
    "slow": Term(
        "系统不让监视文件夹，改为隔一会儿看一次（{}）",
        "the system refuses to watch the folder, so it is looked at now and then ({})",
    ),
    "fault": Term("出了意外，下次保存再试（{}）", "something unforeseen happened, the next save tries again ({})"),
}
Stamp = tuple[int, int, int] | None
# The stamp of no file.
_NO_FILE = (-1, -1, -1)


@dataclass(slots=True)
class WatchedFiles:
    """The office files below some paths, with all inputs of their reports.

    `templates` is the user's folder of templates, if any; `trouble` is why the files cannot be watched.
    """

    paths: tuple[Path, ...]
    templates: Path | None = None
    trouble: str = ""
    _inputs: dict[Path, frozenset[Path]] = field(default_factory=dict)
    _stamps: dict[Path, Stamp] = field(default_factory=dict)
    _template_stamps: dict[Path, Stamp] = field(default_factory=dict)
    _gone: dict[Path, float] = field(default_factory=dict)

    def offices(self) -> tuple[Path, ...]:
        """The office files, each once."""
        return tuple(dict.fromkeys(office for path in self.paths for office in find_offices(path)))

    def learn(self, outcome: Outcome) -> None:
        """Records the inputs of an office: bases, pictures, other reports, and files that were missing."""
        if not outcome.inputs:
            return
        self._inputs[Path(outcome.source)] = frozenset(Path(path) for path, _ in outcome.inputs)
        for name, content in outcome.inputs:
            path = Path(name)
            if path not in self._stamps:
                # A file saved during the build is not the one that was built from.
                self._stamps[path] = _stamp(path) if digest_of(path) == content else _NO_FILE

    def changed(self) -> tuple[Path, ...]:
        """The offices of which an input changed since the last call."""
        offices = self.offices()
        before, template_stamps = self._stamps, self._template_stamps
        self._stamps = {path: self._stamp_unless_saving(path, before.get(path)) for path in offices}
        self._stamps |= {path: _stamp(path) for path in self._files(offices) if path not in self._stamps}
        self._template_stamps = {path: _stamp(path) for path in self._templates()}
        if template_stamps and template_stamps != self._template_stamps:
            return offices
        different = {path for path, stamp in self._stamps.items() if before.get(path, stamp) != stamp}
        known = {office: self._inputs.get(office, frozenset()) for office in offices}
        return tuple(each for each in offices if each not in before or each in different or known[each] & different)

    def _stamp_unless_saving(self, path: Path, before: Stamp) -> Stamp:
        """The stamp of an office file; a file that is missing for a moment is being saved and keeps its stamp."""
        if stamp := _stamp(path):
            self._gone.pop(path, None)
            return stamp
        since = self._gone.setdefault(path, time.monotonic())
        return before if time.monotonic() - since < SAVING_SECONDS else None

    def folders(self) -> tuple[Path, ...]:
        """The folders to watch."""
        files = (*self._files(self.offices()), *self._templates())
        places = {_existing(path.parent) for path in files}
        below = {folder for path in self.paths if path.is_dir() for folder in _folders(path)}
        return tuple(sorted(places | below))

    def _files(self, offices: Iterable[Path]) -> Iterator[Path]:
        """The offices and their inputs."""
        for office in offices:
            yield office
            yield from self._inputs.get(office, ())

    def _templates(self) -> Iterator[Path]:
        """Every file that can be part of a template set."""
        for folder in filter(None, (self.templates, data_folder() / "templates")):
            yield from (path for path in folder.glob("**/report.*") if not path.name.startswith("~"))


def wait(sources: WatchedFiles, stop: Event) -> Iterator[tuple[Path, ...]]:
    """The offices that changed, whenever some did, until `stop` is set.

    When the system refuses to watch folders, files are polled; this is announced once by an empty tuple, and
    `sources.trouble` says why.
    """
    import watchfiles

    while not stop.is_set():
        folders = sources.folders()
        look = POLL_MILLISECONDS if len(folders) < MANY_FOLDERS else POLL_MANY_MILLISECONDS
        try:
            for _ in watchfiles.watch(
                *folders,
                watch_filter=None,
                step=DEBOUNCE_MILLISECONDS,
                stop_event=stop,
                rust_timeout=look,
                yield_on_timeout=True,
                recursive=False,
            ):
                if changed := sources.changed():
                    yield changed
                if sources.folders() != folders:
                    break
        except FileNotFoundError:
            # A folder was removed before it could be watched.
            stop.wait(POLL_MILLISECONDS / 1_000)
        except (OSError, RuntimeError) as fault:
            # Systems limit how many folders may be watched; watchfiles raises RuntimeError for errors of its watcher.
            sources.trouble = str(fault)
            yield ()
            yield from _poll(sources, stop, look / 1_000)


def _poll(sources: WatchedFiles, stop: Event, seconds: float) -> Iterator[tuple[Path, ...]]:
    while not stop.wait(seconds):
        if changed := sources.changed():
            yield changed


def _stamp(path: Path) -> Stamp:
    """What changes when a file is written, replaced or removed; None for a missing file."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # Python raises ValueError for a name that no file can have
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _existing(folder: Path) -> Path:
    """The folder, or its nearest ancestor that exists."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), Path())


def _folders(folder: Path) -> Iterator[Path]:
    """The folder and those below it in which office files are searched."""
    for place, names, _ in os.walk(folder):
        names[:] = [name for name in names if not name.startswith((".", "_"))]
        yield Path(place)
