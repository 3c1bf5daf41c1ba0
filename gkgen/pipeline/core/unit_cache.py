"""A cache of what reports say that are summed up, so that a thousand of them are not parsed for each run.

It is one entry of the disk cache for each report that sums up. What it says of a report counts while the report and its
bases have the same content; what it gives is what reading them gives.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from gkgen import disk_cache
from gkgen.checks import Number, Numbers, Origin
from gkgen.diagnostics import Span
from gkgen.form import Edition, Form
from gkgen.pipeline.core.named_files import NamedFiles, Refusal
from gkgen.pipeline.core.project import digest

MIN_CACHED_REPORTS = 20
"""Fewer are parsed in the time that the cache takes."""
_NAME = "sums"
_MAX_BYTES = 200_000_000
_ORIGINS = tuple(Origin)

Inputs = Mapping[str, str]
"""The names of files that a report takes over from, with the digest of each, empty where it was refused."""


@dataclass(frozen=True, slots=True)
class CachedUnit:
    """A report without faults that sums up no others; `inputs` are its bases by the names that it gives them."""

    office: str
    year: int | None
    edition: str
    previous: str
    numbers: Numbers
    inputs: Inputs


@runtime_checkable
class KeepsUnits(Protocol):
    """Files with a cache of their own, which stays with who checks one report again and again."""

    units: "UnitCache"


@dataclass(slots=True)
class UnitCache:
    """The reports that one file sums up, by their paths as findings show them; without a `key` it is never on disk."""

    key: bytes
    form: Form
    entries: dict[str, Any] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, top: Path, form: Form) -> "UnitCache":
        """The cache of the file that sums up; one that cannot be read is empty."""
        made = cls(f"{data_version()} {top.absolute()}".encode("utf-8", "surrogatepass"), form)
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            made.entries = dict(json.loads(disk_cache.load(_NAME, made.key) or b"{}"))
        return made

    def get(self, shown: str, data: bytes, files: NamedFiles) -> CachedUnit | None:
        """What the report says, if it and its bases are as they were."""
        entry = self.entries.get(shown)
        with suppress(ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
            if entry and entry["digest"] == digest(data) and _are_same(entry["inputs"], files):
                unit = self._unit(entry)
                self.used[shown] = entry
                return unit
        return None

    def put(self, shown: str, data: bytes, unit: CachedUnit) -> None:
        """Keeps a report."""
        self.used[shown] = {
            "digest": digest(data),
            "inputs": dict(unit.inputs),
            "office": unit.office,
            "year": unit.year,
            "edition": unit.edition,
            "previous": unit.previous,
            "numbers": {
                path: _to_data(each) for path, each in unit.numbers.items() if each.origin is not Origin.LEFT_OUT
            },
        }

    def save(self) -> None:
        """Writes what was used in this run; a cache that cannot be written only costs time in the next."""
        if not self.key:
            self.entries, self.used = self.used, {}
            return
        is_same = self.used.keys() == self.entries.keys() and all(
            self.entries[shown] is entry for shown, entry in self.used.items()
        )
        if len(self.used) < MIN_CACHED_REPORTS or is_same:
            return
        content = json.dumps(self.used, separators=(",", ":"))
        disk_cache.keep(_NAME, self.key, content.encode("utf-8", "surrogatepass"))

    def _unit(self, entry: Mapping[str, Any]) -> CachedUnit:
        edition = next(each for each in self.form.editions if each.name == entry["edition"])
        numbers = dict(_zeros(edition))
        numbers.update((path, _number(each)) for path, each in entry["numbers"].items())
        return CachedUnit(
            str(entry["office"]), entry["year"], edition.name, str(entry["previous"]), numbers, entry["inputs"]
        )


@dataclass(slots=True)
class RecordedFiles:
    """Files by another's names, each with the digest of what was read."""

    files: NamedFiles
    inputs: dict[str, str] = field(default_factory=dict)

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        data = self.files.load(name, limit)
        self.inputs[name] = digest(data) if isinstance(data, bytes) else ""
        return data

    def find(self, name: str) -> tuple[str, ...]:
        """The office files of a folder or pattern."""
        return self.files.find(name)


def _are_same(inputs: Inputs, files: NamedFiles) -> bool:
    recorded = RecordedFiles(files)
    for name in inputs:
        recorded.load(name, _MAX_BYTES)
    return recorded.inputs == inputs


def _to_data(number: Number) -> list[Any]:
    span = number.span
    place = [span.file, span.line, span.column, span.end_line, span.end_column] if span else []
    return [str(number.value), number.text, _ORIGINS.index(number.origin), *place]


def _number(data: list[Any]) -> Number:
    value, text, origin, *place = data
    parsed = int(value) if value.lstrip("-").isdigit() else Decimal(value)
    return Number(parsed, text, _ORIGINS[origin], Span(*place) if place else None)


@cache
def _zeros(edition: Edition) -> Numbers:
    """Every cell of an edition, left out; what is kept of a report comes on top."""
    return {leaf.path: Number(0, "0", Origin.LEFT_OUT) for table in edition.tables for leaf in table.field.leaves()}


@cache
def data_version() -> str:
    """What reading a report depends on besides the report and gkgen's sources: the form, and all else that is data."""
    package = Path(__file__).resolve().parent.parent.parent
    stamps = sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in package.rglob("*.json"))
    return sha256(" ".join(stamps).encode("utf-8", "surrogatepass")).hexdigest()
