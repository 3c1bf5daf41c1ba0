"""What an output folder was made from, so that an office of which nothing changed is not built again."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import Any

from gkgen.diagnostics import Diagnostic, Span, from_data, to_data
from gkgen.pipeline.core.atomic_write import write_all
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import digest
from gkgen.review import Sketch
from gkgen.writers.formats import OUTPUT_FORMATS

NAME = ".gkgen.json"
_VERSION = 3


@dataclass(frozen=True, slots=True)
class Output:
    """A written file as it was then: its size in bytes and its time in nanoseconds."""

    path: Path
    size: int
    time: int

    @classmethod
    def of(cls, path: Path) -> "Output":
        """The file as it is now; raises OSError when it is gone."""
        found = path.stat()
        return cls(path, found.st_size, found.st_mtime_ns)

    @property
    def is_intact(self) -> bool:
        """Whether nobody deleted, replaced or edited it."""
        try:
            return Output.of(self.path) == self
        except (OSError, ValueError):  # ValueError is what Python says of a name that no file can have
            return False


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """How an office was built: a digest of all that offices share, of each file that went in, and what came out.

    `source` is what the office file was called then, by which the findings call it.
    """

    source: str
    shared: str
    inputs: tuple[tuple[str, str], ...]
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    sketch: Sketch | None = None

    def is_current(self, shared: str, digests: "Digests") -> bool:
        """Whether building again would give the files that are there."""
        return (
            self.shared == shared
            and all(output.is_intact for output in self.outputs)
            and all(digests.of(path) == content for path, content in self.inputs)
        )

    def called(self, source: str) -> "ManifestEntry":
        """The entry with findings about the office file as it is called now: from elsewhere it has another name."""
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
    """Digests of files as they are now, each read once: a base is shared by a thousand offices."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, path: str) -> str:
        """The digest, empty for a file that cannot be read."""
        if path not in self.known:
            try:
                self.known[path] = digest(Path(path).read_bytes())
            except (OSError, ValueError):
                self.known[path] = ""
        return self.known[path]


@dataclass(slots=True)
class Manifest:
    """The entries of one output folder by office file; what cannot be read counts as nothing known."""

    folder: Path
    entries: dict[str, ManifestEntry]
    changed: dict[str, ManifestEntry | None] = field(default_factory=dict)
    places: dict[Path, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """What is known of a folder."""
        return cls(folder, _load(folder))

    def entry(self, source: Path) -> ManifestEntry | None:
        """How that office was built last."""
        return self.entries.get(self._key(source))

    def record(self, source: Path, shared: str, outcome: Outcome) -> None:
        """Notes an office that was built just now.

        What its outputs were like was seen as they were written: until now somebody may have edited them.
        """
        outputs = tuple(Output(Path(path), *stamp) for path, stamp in zip(outcome.outputs, outcome.stamps, strict=True))
        entry = ManifestEntry(str(source), shared, outcome.inputs, outputs, outcome.diagnostics, outcome.sketch)
        key = self._key(source)
        self.entries[key] = self.changed[key] = entry

    def forget(self, source: str) -> None:
        """Drops an office, named as `orphans` names it."""
        self.entries.pop(source, None)
        self.changed[source] = None

    def orphans(self) -> Iterator[tuple[str, tuple[Output, ...]]]:
        """The offices whose files are gone, with those of their outputs that are still there."""
        kept = {output.path for key, entry in self.entries.items() if self._exists(key) for output in entry.outputs}
        for key, entry in self.entries.items():
            if not self._exists(key):
                yield key, tuple(each for each in entry.outputs if each.path not in kept and each.path.exists())

    def save(self) -> None:
        """Writes what changed into what the folder says now: another build may have added to it meanwhile.

        Raises OSError when the folder cannot be written.
        """
        if not self.changed:
            return
        merged = _load(self.folder)
        for key, entry in self.changed.items():
            if entry is None:
                merged.pop(key, None)
            else:
                merged[key] = entry
        home = self.folder.resolve()
        data = {"version": _VERSION, "offices": {key: _to_data(merged[key], home) for key in sorted(merged)}}
        write_all({self.folder / NAME: json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")})
        self.changed.clear()

    def _key(self, source: Path) -> str:
        """The office file as seen from the folder, so that both can be moved together."""
        # A link counts as itself: two links to one file are two offices.
        return _relative(str(self._resolved(source.parent) / source.name), self._resolved(self.folder))

    def _resolved(self, folder: Path) -> Path:
        """The folder behind all links, looked up once for all of its offices."""
        if folder not in self.places:
            self.places[folder] = folder.resolve()
        return self.places[folder]

    def _exists(self, key: str) -> bool:
        return (self.folder / key).exists()


def _load(folder: Path) -> dict[str, ManifestEntry]:
    try:
        data = json.loads((folder / NAME).read_bytes().decode("utf-8", "surrogatepass"))
        if data["version"] != _VERSION:
            return {}
        home = folder.resolve()
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
    )


def _finding(data: dict[str, Any]) -> Diagnostic:
    """The finding; raises ValueError, KeyError or TypeError for one that could not be shown."""
    found = from_data(data)
    found.message()
    found.hint()
    for span in (found.span, *(addend.span for addend in found.addends)):
        if span and not all(isinstance(number, int) and number > 0 for number in astuple(span)[1:]):
            raise ValueError(span)
    return found


def _sketch_data(sketch: Sketch) -> list[Any]:
    """Eight hexadecimal digits for each value: the manifest of a thousand offices is read at every run."""
    return [astuple(sketch.place), "".join(f"{value:08x}" for value in sketch.values), sketch.waived]


def _sketch(data: list[Any]) -> Sketch:
    place, values, waived = data
    return Sketch(Span(*place), tuple(int(values[start : start + 8], 16) for start in range(0, 8 * 128, 8)), waived)


def _relative(path: str, home: Path) -> str:
    try:
        return Path(os.path.relpath(path, home)).as_posix()
    except ValueError:  # another drive on Windows
        return path


def _plain(name: str) -> str:
    """The name of an output in the folder itself: what else a doctored manifest names is never touched."""
    if Path(name).name != name or "\\" in name or name.rpartition(".")[2] not in OUTPUT_FORMATS or name == NAME:
        raise ValueError(name)
    return name
