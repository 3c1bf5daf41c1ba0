"""The build manifest of an output folder: what each office was built from, so that unchanged ones are skipped."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any

from gkgen.diagnostics import Diagnostic, Span, from_data, to_data
from gkgen.pipeline.core.atomic_write import write_all
from gkgen.pipeline.core.outcome import OfficeSummary, Outcome
from gkgen.pipeline.core.project import digest_of, read_regular, resolved
from gkgen.review import Sketch
from gkgen.writers.formats import OUTPUT_FORMATS

NAME = ".gkgen.json"
_VERSION = 4
# An office takes some 2 KB.
_MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Output:
    """A file as it was written: its size in bytes and its modification time in nanoseconds."""

    path: Path
    size: int
    time: int

    @classmethod
    def of(cls, path: Path) -> "Output":
        """The file as it is now; raises OSError when it does not exist."""
        found = path.stat()
        return cls(path, found.st_size, found.st_mtime_ns)

    @property
    def is_intact(self) -> bool:
        """Whether it was not deleted, replaced or edited since."""
        try:
            return Output.of(self.path) == self
        except (OSError, ValueError):  # Python raises ValueError for a name that no file can have
            return False


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """How an office was built: a digest of what all offices share, one of each input, and the outputs.

    `source` is the path of the office file at that time, which the findings refer to.
    """

    source: str
    shared: str
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    sketch: Sketch | None = None
    summary: OfficeSummary | None = None

    def is_current(self, shared: str, digests: "Digests") -> bool:
        """Whether building again would give the same files."""
        return (
            self.shared == shared
            and all(output.is_intact for output in self.outputs)
            and all(digests.of(path) == content for path, content in self.inputs)
        )

    def called(self, source: str) -> "ManifestEntry":
        """The entry with findings about the office file by its present path, which depends on the current folder."""
        if source == self.source:
            return self

        def place(span: Span) -> Span:
            return replace(span, file=source) if span.file == self.source else span

        def renamed(found: Diagnostic) -> Diagnostic:
            addends = tuple(replace(each, span=each.span and place(each.span)) for each in found.addends)
            file = source if found.file == self.source else found.file
            return replace(found, file=file, span=found.span and place(found.span), addends=addends)

        sketch = self.sketch and replace(self.sketch, place=place(self.sketch.place))
        return replace(self, source=source, diagnostics=tuple(map(renamed, self.diagnostics)), sketch=sketch)


@dataclass(slots=True)
class Digests:
    """A cache of the digests of files as they are now: a thousand offices may share a base."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, path: str) -> str:
        """The digest, empty for a file that cannot be read."""
        if path not in self.known:
            self.known[path] = digest_of(Path(path))
        return self.known[path]


@dataclass(slots=True)
class Manifest:
    """The entries of one output folder by office file; an unreadable manifest counts as empty."""

    folder: Path
    entries: dict[str, ManifestEntry]
    changed: dict[str, ManifestEntry | None] = field(default_factory=dict)
    places: dict[Path, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """The manifest of a folder."""
        return cls(folder, _load(folder))

    def entry(self, source: Path) -> ManifestEntry | None:
        """How an office was last built."""
        return self.entries.get(self._key(source))

    def record(self, source: Path, shared: str, outcome: Outcome) -> None:
        """Records an office that was just built.

        The stamps of its outputs are those taken when they were written: they may have been edited since.
        """
        outputs = tuple(Output(Path(path), *stamp) for path, stamp in zip(outcome.outputs, outcome.stamps, strict=True))
        entry = ManifestEntry(
            str(source), shared, outcome.inputs, outputs, outcome.diagnostics, outcome.sketch, outcome.summary
        )
        key = self._key(source)
        self.entries[key] = self.changed[key] = entry

    def forget(self, source: str) -> None:
        """Removes an office by its key, as `orphans` gives it."""
        self.entries.pop(source, None)
        self.changed[source] = None

    def orphans(self) -> Iterator[tuple[str, tuple[Output, ...]]]:
        """The keys of offices whose files no longer exist, with those of their outputs that still do."""
        kept = {output.path for key, entry in self.entries.items() if self._exists(key) for output in entry.outputs}
        for key, entry in self.entries.items():
            if not self._exists(key):
                yield key, tuple(each for each in entry.outputs if each.path not in kept and _is_there(each.path))

    def save(self) -> None:
        """Merges the changes into the manifest on disk, which another build may have extended meanwhile.

        Raises OSError when it cannot be written.
        """
        if not self.changed:
            return
        merged = _load(self.folder)
        for key, entry in self.changed.items():
            if entry is None:
                merged.pop(key, None)
            else:
                merged[key] = entry
        home = resolved(self.folder)
        data = {"version": _VERSION, "offices": {key: _to_data(merged[key], home) for key in sorted(merged)}}
        write_all({self.folder / NAME: json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")})
        self.changed.clear()

    def _key(self, source: Path) -> str:
        """The path of the office file relative to the folder, so that both can be moved together."""
        # Links are not resolved: two links to one file are two offices.
        return _relative(str(self._resolved(source.parent) / source.name), self._resolved(self.folder))

    def _resolved(self, folder: Path) -> Path:
        """The resolved folder, cached for all of its offices."""
        if folder not in self.places:
            self.places[folder] = resolved(folder)
        return self.places[folder]

    def _exists(self, key: str) -> bool:
        return _is_there(self.folder / key)


def _is_there(path: Path) -> bool:
    # A name that is too long raises, and a manifest may have been made elsewhere.
    with suppress(OSError):
        return path.exists()
    return False


def _load(folder: Path) -> dict[str, ManifestEntry]:
    try:
        data = json.loads(read_regular(folder / NAME, _MAX_BYTES).decode("utf-8", "surrogatepass"))
        if data["version"] != _VERSION:
            return {}
        home = resolved(folder)
        return {key: _from_data(entry, folder, home) for key, entry in data["offices"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return {}


def _to_data(entry: ManifestEntry, home: Path) -> dict[str, Any]:
    return {
        "source": entry.source,
        "shared": entry.shared,
        "inputs": [[_relative(path, home), content] for path, content in entry.inputs],
        "outputs": [[output.path.name, output.size, output.time] for output in entry.outputs],
        "diagnostics": [to_data(diagnostic) for diagnostic in entry.diagnostics],
        "sketch": _sketch_data(entry.sketch) if entry.sketch else None,
        "summary": astuple(entry.summary) if entry.summary else None,
    }


def _from_data(data: Mapping[str, Any], folder: Path, home: Path) -> ManifestEntry:
    if not (data["inputs"] and data["outputs"]):
        raise ValueError(data)
    return ManifestEntry(
        str(data["source"]),
        str(data["shared"]),
        tuple((os.path.normpath(home / path), str(content)) for path, content in data["inputs"]),
        tuple(Output(folder / _plain(name), int(size), int(time)) for name, size, time in data["outputs"]),
        tuple(_finding(diagnostic) for diagnostic in data["diagnostics"]),
        _sketch(data["sketch"]) if data["sketch"] else None,
        _summary(data["summary"]) if data["summary"] else None,
    )


def _summary(data: list[Any]) -> OfficeSummary:
    office, kind, year, is_sum, numbers = data
    shown = tuple(None if each is None else str(each) for each in numbers)
    return OfficeSummary(str(office), str(kind), year if isinstance(year, int) else None, bool(is_sum), shown)


def _finding(data: dict[str, Any]) -> Diagnostic:
    """A finding; raises ValueError, KeyError or TypeError for one that cannot be shown."""
    found = from_data(data)
    found.message()
    found.hint()
    for span in (found.span, *(addend.span for addend in found.addends)):
        if span and not all(isinstance(number, int) and number > 0 for number in astuple(span)[1:]):
            raise ValueError(span)
    return found


def _sketch_data(sketch: Sketch) -> list[Any]:
    """Eight hexadecimal digits for each value, to keep the manifest of a thousand offices small."""
    return [astuple(sketch.place), "".join(f"{value:08x}" for value in sketch.values), sketch.waived]


def _sketch(data: list[Any]) -> Sketch:
    place, values, waived = data
    return Sketch(Span(*place), tuple(int(values[start : start + 8], 16) for start in range(0, 8 * 128, 8)), waived)


def _relative(path: str, home: Path) -> str:
    try:
        return Path(os.path.relpath(path, home)).as_posix()
    except ValueError:  # on another drive of Windows
        return path


def _plain(name: str) -> str:
    """The name of an output in the folder itself; raises ValueError for any other path that a manifest may claim."""
    if Path(name).name != name or "\\" in name or name.rpartition(".")[2] not in OUTPUT_FORMATS or name == NAME:
        raise ValueError(name)
    return name
