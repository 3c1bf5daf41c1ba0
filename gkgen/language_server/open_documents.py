"""The open documents: their texts as the editor has them, and what the last check of each said."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import to_fs_path

from gkgen.language_server.analysis import Analysis
from gkgen.language_server.attaching import is_office_file
from gkgen.language_server.buffer_text import BufferText, Units
from gkgen.pipeline.core.project import resolved


@dataclass(slots=True)
class Document:
    """An open document; `checking` is the task that checks it, `failed` the text at which gkgen itself failed.

    It `is_stale` where a file that it names has changed since its last check.
    `readable` is the last analysis that could be read: while a line is being written, its names are those to propose.
    """

    uri: str
    path: Path | None
    text: BufferText
    version: int | None
    is_attached: bool = False
    analysis: Analysis | None = None
    readable: Analysis | None = None
    failed: BufferText | None = None
    is_stale: bool = False
    checking: "asyncio.Task[None] | None" = None

    @property
    def is_checked(self) -> bool:
        """Whether the last check was of the text of now."""
        return self.analysis is not None and self.analysis.text is self.text

    def learn(self, analysis: Analysis) -> None:
        """Takes the result of a check."""
        self.analysis = analysis
        if analysis.names is not None or self.readable is None:
            self.readable = analysis


@dataclass(slots=True)
class OpenDocuments:
    """All open documents by their address; `units` are those of the editor's columns."""

    units: Units = "utf-16"
    documents: dict[str, Document] = field(default_factory=dict)

    def open(self, document: lsp.TextDocumentItem) -> Document:
        """Takes a document that was opened."""
        path = to_fs_path(document.uri) if document.uri.startswith("file:") else None
        text = BufferText(document.text, self.units)
        place = Path(path) if path else None
        made = Document(document.uri, place, text, document.version, is_office_file(text.lines, place))
        self.documents[document.uri] = made
        return made

    def change(self, params: lsp.DidChangeTextDocumentParams) -> Document | None:
        """Takes changes of a document, one after the other; one that becomes an office file is attached."""
        found = self.documents.get(params.text_document.uri)
        if found is None:
            return None
        text = found.text
        for change in params.content_changes:
            text = text.changed(getattr(change, "range", None), change.text)
        found.text, found.version = text, params.text_document.version
        found.is_attached = found.is_attached or is_office_file(text.lines, found.path)
        return found

    def close(self, uri: str) -> Document | None:
        """Forgets a document."""
        return self.documents.pop(uri, None)

    @property
    def attached(self) -> list[Document]:
        """The open office files."""
        return [each for each in self.documents.values() if each.is_attached]

    @property
    def buffers(self) -> Mapping[Path, BufferText]:
        """The texts of what is open, by path without links."""
        return {resolved(each.path): each.text for each in self.documents.values() if each.path}
