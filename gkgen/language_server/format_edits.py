"""Formatting, as `gkgen format` does it."""

from lsprotocol import types as lsp

from gkgen.language_server.buffered_files import BufferedFiles
from gkgen.language_server.request import Request
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.formatting import format_text
from gkgen.source import decode


def formatted(request: Request) -> list[lsp.TextEdit]:
    """The edits that put a file into its one form; none where it has faults, which its findings tell."""
    name, path = request.analysis.name, request.path
    files = BufferedFiles(Project.of(path), request.buffers) if path else None
    written, _ = format_text(request.text.data, name, files=files)
    return [] if written is None else request.text.replacement(decode(written, name)[0].split("\n"))
