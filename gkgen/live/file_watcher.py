"""The files that reports are made from, and waiting until one of them changes.

That something happened in a folder is only a reason to look. What changed is told by the files themselves, so nothing
is lost where editors save by renaming, where a file is replaced while reports are built, or on a disk that sends no
word of changes made elsewhere.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from gkgen.diagnostics import Term
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import digest, find_offices
from gkgen.resources import data_folder

# Milliseconds of quiet after which a save is over, and after which a look is due though nobody reported anything.
DEBOUNCE_MILLISECONDS, POLL_MILLISECONDS, POLL_MANY_MILLISECONDS = 30, 1_000, 5_000
# Seconds after which a file that is gone is not one that is being saved.
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
# Of no file.
_NO_FILE = (-1, -1, -1)


@dataclass(slots=True)
class WatchedFiles:
    """The office files below some paths, with all that their reports are made from.

    `templates` is the user's own folder of templates, where there is one; `trouble` is why they cannot be watched.
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
        """Remembers what an office was made from: bases, pictures, other reports, and names where no file was."""
        if not outcome.inputs:
            return
        self._inputs[Path(outcome.source)] = frozenset(Path(path) for path, _ in outcome.inputs)
        for name, content in outcome.inputs:
            path = Path(name)
            if path not in self._stamps:
                # Saved while the report was made, it is not what went into the report.
                self._stamps[path] = _stamp(path) if _digest(path) == content else _NO_FILE

    def changed(self) -> tuple[Path, ...]:
        """The offices whose reports would come out otherwise than when this was last asked."""
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
        """What an office file is; one that is gone for a moment is being saved, and another of that name follows."""
        if stamp := _stamp(path):
            self._gone.pop(path, None)
            return stamp
        since = self._gone.setdefault(path, time.monotonic())
        return before if time.monotonic() - since < SAVING_SECONDS else None

    def folders(self) -> tuple[Path, ...]:
        """The folders in which a change would show."""
        files = (*self._files(self.offices()), *self._templates())
        places = {_existing(path.parent) for path in files}
        below = {folder for path in self.paths if path.is_dir() for folder in _folders(path)}
        return tuple(sorted(places | below))

    def _files(self, offices: Iterable[Path]) -> Iterator[Path]:
        """The offices and all that they name."""
        for office in offices:
            yield office
            yield from self._inputs.get(office, ())

    def _templates(self) -> Iterator[Path]:
        """Every file that can be part of a template set."""
        for folder in filter(None, (self.templates, data_folder() / "templates")):
            yield from (path for path in folder.glob("**/report.*") if not path.name.startswith("~"))


def wait(sources: WatchedFiles, stop: Event) -> Iterator[tuple[Path, ...]]:
    """The offices that changed, each time some have, until `stop` is set.

    When the system lets nobody watch, the files are looked at again and again; once, then, no office is given, and
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
            # A folder went away between looking for it and watching it.
            stop.wait(POLL_MILLISECONDS / 1_000)
        except (OSError, RuntimeError) as fault:
            # Systems limit how much may be watched, and watchfiles raises RuntimeError for what befell its watcher.
            sources.trouble = str(fault)
            yield ()
            yield from _poll(sources, stop, look / 1_000)


def _poll(sources: WatchedFiles, stop: Event, seconds: float) -> Iterator[tuple[Path, ...]]:
    while not stop.wait(seconds):
        if changed := sources.changed():
            yield changed


def _stamp(path: Path) -> Stamp:
    """What is different after a file was written, replaced or removed."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError is what Python says of a name that no file can have
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _digest(path: Path) -> str:
    """As the inputs of an outcome have it: empty for a file that is missing."""
    try:
        return digest(path.read_bytes())
    except (OSError, ValueError):
        return ""


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), Path())


def _folders(folder: Path) -> Iterator[Path]:
    """The folder and all below it in which office files are looked for."""
    for place, names, _ in os.walk(folder):
        names[:] = [name for name in names if not name.startswith((".", "_"))]
        yield Path(place)
