"""Files that are put into a Word file whole, a page or a text in the place of paragraphs (altChunk, 17.17.2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename

from gkgen.importers.parsed_document import ParsedDocument, Place, SourceBlock
from gkgen.ooxml.elements import NAMESPACES, Element

ChunkReader = Callable[[bytes, str], ParsedDocument | None]
"""Reads such a file; None where it cannot."""
_ID = f"{{{NAMESPACES['r']}}}id"


@dataclass(slots=True)
class EmbeddedChunks:
    """Reads them by the keys of their relations; `read` are those that could be, `unread` the names of the others."""

    parts: Mapping[str, bytes]
    targets: Mapping[str, str]
    reader: ChunkReader
    read: list[ParsedDocument] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def blocks(self, node: Element, name: str, paragraphs: int, tables: int) -> Iterator[SourceBlock]:
        """The blocks of one, whose places follow those of the paragraphs and tables before it."""
        part = self.targets.get(node.get(_ID, ""), "")
        found = self.reader(self.parts[part], name) if part in self.parts else None
        if found is None:
            self.unread.append(basename(part) or "altChunk")
            return
        self.read.append(found)
        for block in found.blocks:
            place = block.place
            paragraph = paragraphs + (place.paragraph or place.line)
            yield replace(block, place=Place(paragraph=paragraph, table=tables + place.table if place.table else 0))
