"""The files that open reports take something over from, looked at now and then: bases, last year's, those of a sum."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gkgen.pipeline.core.project import digest_of

Stamp = tuple[int, int] | None


@dataclass(slots=True)
class FollowedFiles:
    """Stamps of files, so that only what may have changed is read."""

    stamps: dict[Path, Stamp] = field(default_factory=dict)

    def changed(self, reads: Iterable[Mapping[Path, str]]) -> set[Path]:
        """The files whose content is not what was read, given with its digest."""
        wanted: dict[Path, set[str]] = {}
        for each in reads:
            for path, content in each.items():
                wanted.setdefault(path, set()).add(content)
        stamps = {path: _stamp(path) for path in wanted}
        # A pattern has no stamp: the names that fit it are listed each time.
        different = {path for path, stamp in stamps.items() if stamp is None or self.stamps.get(path, ()) != stamp}
        self.stamps = stamps
        return {path for path in different if wanted[path] != {digest_of(path)}}


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
