"""The files of a report that is filled in: added in the page, or where they are without one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gkgen.pipeline.core.named_files import FilesInMemory, NamedFiles, Refusal


@dataclass(frozen=True, slots=True)
class AddedFiles:
    """The files that were added in the page, then those that are elsewhere; `missing` are names asked for in vain."""

    added: Mapping[str, bytes]
    elsewhere: NamedFiles
    missing: set[str] = field(default_factory=set)

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        found = (FilesInMemory(self.added) if name in self.added else self.elsewhere).load(name, limit)
        if found is Refusal.MISSING:
            self.missing.add(name)
        return found

    def find(self, name: str) -> tuple[str, ...]:
        """The office files of a folder or pattern, which is never in the page."""
        return self.elsewhere.find(name)
