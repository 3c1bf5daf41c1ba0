"""What an ability of the server is asked: an open document, its analysis, a place in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path

from gkgen.diagnostics import Language, Span
from gkgen.language_server.analysis import Analysis
from gkgen.language_server.buffer_text import BufferText


@dataclass(frozen=True, slots=True)
class Settings:
    """What the editor asked for or can do: the language of messages, its own address of a rule's page, snippets.

    One that `can_ask` asks its user for the reason of a waiver.
    """

    language: Language = "zh"
    rule_pages: str = ""
    has_snippets: bool = False
    can_ask: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A document as it is now, and the texts of all that are open, by path without links.

    `analysis` is that of the text, for completion perhaps that of an earlier one; `readable` is the last that could be
    read.
    """

    uri: str
    path: Path | None
    text: BufferText
    analysis: Analysis
    readable: Analysis
    buffers: Mapping[Path, BufferText] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    @property
    def language(self) -> Language:
        """The language of messages."""
        return self.settings.language

    def words(self, zh: str, en: str) -> str:
        """The text in the language of messages."""
        return zh if self.language == "zh" else en

    def location(self, span: Span) -> lsp.Location:
        """A place in this file or another."""
        if span.file == self.analysis.name:
            return lsp.Location(self.uri, self.text.range(span))
        path = Path(span.file).resolve()
        lines = self.analysis.checked.bases.get(span.file, ())
        text = self.buffers.get(path) or BufferText("\n".join(lines) or _content(path), self.text.units)
        return lsp.Location(uri_of(path), text.range(span))


def uri_of(path: Path) -> str:
    """The address of a file."""
    uri = from_fs_path(str(path))
    return uri if uri is not None else path.as_uri()


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return ""
