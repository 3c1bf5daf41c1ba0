"""A cache of what the checks of a batch gave, so that a list of a thousand offices is not checked for each look at it.

It is one entry of the disk cache for each set of folders. What it says of an office counts while all files that were
read for it have the same content; what it gives is what checking gives, but for the lines of the file.
"""

import pickle
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from gkgen import disk_cache
from gkgen.batch.build_manifest import Digests
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import work_tree
from gkgen.pipeline.core.unit_cache import data_version

MIN_CACHED_OFFICES = 20
"""Fewer are checked in the time that the cache takes."""
_NAME = "checks"
_FAST = 1
_MAX_UNPACKED_BYTES = 200_000_000


@dataclass(slots=True)
class CheckCache:
    """Outcomes by the paths of the office files, as they are shown."""

    key: bytes
    known: dict[str, Outcome] = field(default_factory=dict)
    used: dict[str, Outcome] = field(default_factory=dict)
    digests: Digests = field(default_factory=Digests)

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "CheckCache":
        """The cache of a batch; one that cannot be read is empty."""
        folders = sorted({str(path.parent) for path in paths})
        # Findings name files as they were named; what a file may name depends on its work tree.
        places = [str(Path.cwd()), *folders, *(str(work_tree(Path(folder).resolve())) for folder in folders)]
        made = cls(repr([data_version(), *places]).encode("utf-8", "surrogatepass"))
        if data := disk_cache.load(_NAME, made.key):
            # Entries are trusted as the bytecode of Python is, but one may be of another time.
            with suppress(Exception):
                unpacked = zlib.decompressobj().decompress(data, _MAX_UNPACKED_BYTES)
                made.known = {each.source: each for each in pickle.loads(unpacked)}  # noqa: S301 - kept by gkgen
        return made

    def get(self, path: Path) -> Outcome | None:
        """What a check of the office gave, if all files that were read for it are as they were."""
        found = self.known.get(str(path))
        if found is None or not all(self.digests.of(name) == content for name, content in found.inputs):
            return None
        self.used[found.source] = found
        return found

    def put(self, outcome: Outcome) -> None:
        """Keeps an outcome without errors: the inputs of others are not known in full, and they are soon changed."""
        if outcome.ok and outcome.inputs:
            self.used[outcome.source] = replace(outcome, lines=(), bases={})

    def save(self) -> None:
        """Writes what was used in this run; a cache that cannot be written only costs time in the next."""
        if len(self.used) >= MIN_CACHED_OFFICES and self.used != self.known:
            data = pickle.dumps(list(self.used.values()), pickle.HIGHEST_PROTOCOL)
            disk_cache.keep(_NAME, self.key, zlib.compress(data, _FAST))
