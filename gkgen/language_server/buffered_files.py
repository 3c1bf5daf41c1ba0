"""The files that an office file names: what is open in the editor comes before what is on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gkgen.language_server.buffer_text import BufferText
from gkgen.pipeline.core.named_files import Refusal
from gkgen.pipeline.core.project import Project, resolved


@dataclass(frozen=True, slots=True)
class BufferedFiles:
    """The files of a project, as they are in `buffers` where they are open there; those are by path without links.

    What the project refuses for where it is, it refuses open or not.
    """

    project: Project
    buffers: Mapping[Path, BufferText]

    def load(self, name: str, limit: int) -> bytes | Refusal:
        """The content of a file of at most `limit` bytes, or why it is refused."""
        found = self.project.load(name, limit)
        if isinstance(found, Refusal) and found not in {Refusal.MISSING, Refusal.LARGE}:
            return found
        try:
            buffer = self.buffers.get(resolved(self.project.folder / name.replace("\\", "/")))
        except (OSError, ValueError):
            return found
        if buffer is None:
            return found
        data = buffer.data
        return Refusal.LARGE if len(data) > limit else data

    def find(self, name: str) -> tuple[str, ...]:
        """The office files in a folder and below, or those that fit a pattern: those on disk."""
        return self.project.find(name)
