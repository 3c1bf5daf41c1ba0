"""A figure renamed everywhere: where it is given, in texts and equations, in bases and in what inherits from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types as lsp

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span
from gkgen.editors import Parents, values_by_path
from gkgen.language_server.analysis import entries_of
from gkgen.language_server.buffer_text import BufferText
from gkgen.language_server.neighbours import offices_of_project
from gkgen.language_server.references_in_text import figure_of, reference_at, references_in
from gkgen.language_server.request import Request, uri_of
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.office_reading import MAX_BASES
from gkgen.pipeline.core.project import resolved
from gkgen.source import Source, decode, read
from gkgen.validation import is_figure_name

_EXTENDS = re.compile(r"(?m)^(?:继承|extends)[ ]*:[ ]*[\"']?(?P<name>[^\"'#\n]+?)[\"']?[ ]*(?:#.*)?$")


class RenameError(ValueError):
    """A name that no figure can have, or that is taken; the message is for the author."""


def prepare(request: Request, position: lsp.Position) -> lsp.PrepareRenamePlaceholder | None:
    """The figure at a place with its range; None where there is none to be renamed."""
    found = _figure_at(request, *request.text.place(position))
    return lsp.PrepareRenamePlaceholder(request.text.range(found[1]), found[0]) if found else None


def rename(request: Request, position: lsp.Position, new_name: str) -> lsp.WorkspaceEdit | None:
    """The edits in all files that give a figure another name; raises RenameError for one that cannot be."""
    found = _figure_at(request, *request.text.place(position))
    if found is None:
        return None
    old, new = found[0], new_name.strip()
    if not is_figure_name(new, request.analysis.edition):
        zh, en = f"“{new}”不能作数据的名称", f"'{new}' can be no name of a figure"
        raise RenameError(request.words(zh, en))
    files = list(_Files(request).concerned(old))
    if any(_mentions(each.source, new) for each in files):
        raise RenameError(request.words(f"已经有“{new}”", f"there is '{new}' already"))
    changes = {
        each.uri: [lsp.TextEdit(each.text.range(span), new) for span in _places(each.source, old)] for each in files
    }
    return lsp.WorkspaceEdit(changes={uri: edits for uri, edits in changes.items() if edits})


def _figure_at(request: Request, line: int, column: int) -> tuple[str, Span] | None:
    """The figure whose name stands at a place, and the place of the name."""
    analysis = request.analysis
    if (
        reference := reference_at(analysis, line, column)
    ) and reference.span.column <= column <= reference.span.end_column:
        figure = figure_of(reference.name, analysis)
        return (figure, _last(reference.span, figure)) if figure else None
    placed = analysis.entry_at(line, column)
    if placed is None or not placed.path.startswith("figures."):
        return None
    span = placed.entry.key.span
    is_on_key = (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
    return (placed.entry.key.text, span) if is_on_key else None


def _last(span: Span, name: str) -> Span:
    """The end of a name with dots."""
    return Span(span.file, span.line, span.end_column - len(name), span.end_line, span.end_column)


def _places(source: Source, name: str) -> Iterator[Span]:
    """Where a file gives a figure, and where it refers to it."""
    parents = _parents()
    if source.root is None:
        return
    for placed in entries_of(source.root, parents):
        if placed.path == f"figures.{name}":
            yield placed.entry.key.span
    values = {path: scalar for path, scalar, _ in values_by_path(source.root, parents)}
    own = form().latest.field("figures")
    meant = {name, f"{own.key}.{name}", f"{own.name}.{name}"}
    for reference in references_in(values, source.lines):
        if reference.name in meant:
            yield _last(reference.span, name)


def _mentions(source: Source, name: str) -> bool:
    return next(_places(source, name), None) is not None


def _parents() -> Parents:
    return Parents.roots(form().latest, form().editions)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the project as it is in the editor, else on disk."""

    uri: str
    text: BufferText
    source: Source


@dataclass(frozen=True, slots=True)
class _Files:
    """The files that may name a figure of the one that is asked about."""

    request: Request

    def concerned(self, name: str) -> Iterator[_File]:
        """The file itself, its bases, and the files that inherit from those of them which name the figure."""
        own = self.file(self.request.path, self.request.text, self.request.uri)
        yield own
        if self.request.path is None:
            return
        chains = dict(self.chains())
        here = resolved(self.request.path)
        above = chains.get(here, ())
        shared = {here} | {
            each for each in above if name in self.content(each) and _mentions(self.at(each).source, name)
        }
        for path, chain in chains.items():
            is_near = path in above or shared.intersection(chain)
            if path != here and is_near and name in self.content(path):
                yield self.at(path)

    def chains(self) -> Iterator[tuple[Path, tuple[Path, ...]]]:
        """The files of the project, each with its bases, the nearest first."""
        bases: Mapping[Path, Path | None] = {
            resolved(path): self.base_of(path) for path in offices_of_project(self.request.path or Path())
        }
        for path in bases:
            chain: list[Path] = []
            base = bases.get(path)
            while base and base not in chain and len(chain) < MAX_BASES:
                chain.append(base)
                base = bases.get(base)
            yield path, tuple(chain)

    def base_of(self, path: Path) -> Path | None:
        found = _EXTENDS.search(self.content(resolved(path)))
        return resolved(path.parent / found["name"].strip().replace("\\", "/")) if found else None

    def content(self, path: Path) -> str:
        """The text of a file, empty for one that cannot be read."""
        if buffer := self.request.buffers.get(path):
            return buffer.text
        data = read_office_file(path)
        return "" if isinstance(data, Diagnostic) else decode(data, str(path))[0]

    def at(self, path: Path) -> _File:
        buffer = self.request.buffers.get(path) or BufferText(self.content(path), self.request.text.units)
        return self.file(path, buffer, uri_of(path))

    def file(self, path: Path | None, text: BufferText, uri: str) -> _File:
        return _File(uri, text, read(text.data, str(path), known_keys()))
