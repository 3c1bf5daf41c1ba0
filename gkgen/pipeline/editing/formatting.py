"""Office files put into their one form (`gkgen format`): what they say stays the same, and every comment."""

from dataclasses import replace
from pathlib import Path

from gkgen.diagnostics import Diagnostic, Span, diagnose, reason_of
from gkgen.editors import Keys, formatted
from gkgen.pipeline.core.atomic_write import replace_file
from gkgen.pipeline.core.checking import form, known_keys
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.guarded_job import guarded
from gkgen.pipeline.core.named_files import FilesInMemory, NamedFiles
from gkgen.pipeline.core.office_reading import read_office
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.rewritten_file import RewrittenFile
from gkgen.pipeline.editing.unified_diff import patch
from gkgen.source import Source, decode
from gkgen.source.repairs import open_file

# One field under two keys cannot be put in order: only its author knows which of the two is right.
_TWICE = "F03"


def format_file(path: Path, keys: Keys | None = None, *, write: bool = True) -> RewrittenFile:
    """Puts a file into its one form, or tells what would be changed; one with faults in its YAML is not touched."""
    return guarded(
        path, lambda: _format(path, keys, write=write), lambda found: RewrittenFile(str(path), diagnostics=(found,))
    )[0]


def _format(path: Path, keys: Keys | None, *, write: bool) -> RewrittenFile:
    name, data = str(path), read_office_file(path)
    if isinstance(data, Diagnostic):
        return RewrittenFile(name, diagnostics=(data,))
    wanted, found = format_text(data, name, keys, Project.of(path))
    if wanted is None or wanted == data:
        return RewrittenFile(name, diagnostics=found)
    if write and (refused := replace_file(path, wanted, Project.of(path).root)):
        return RewrittenFile(name, diagnostics=(diagnose("O02", name, name=name, reason=reason_of(refused)),))
    return RewrittenFile(name, True, patch(name, decode(data, name)[0], decode(wanted, name)[0]))


def format_text(
    data: bytes, name: str, keys: Keys | None = None, files: NamedFiles | None = None
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The file in its one form, as UTF-8 with the line ends it has; None and why where it cannot be put in order.

    `keys` is the language of the keys, as they are where none is given; `files` finds the base that gives the year.
    """
    # Notepad leaves the last line open; of a text behind | the end would then be another than that of the file written.
    whole = data if data.endswith((b"\n", b"\r")) else data + b"\n"
    reading = read_office(whole, name, form(), files or FilesInMemory(), known_keys())
    source, office = reading.source, reading.office
    twice = tuple(each for each in reading.diagnostics if each.code == _TWICE and each.file == name)
    opened = open_file(data, known_keys())
    if source.diagnostics or office is None or opened is None or twice:
        return None, (*source.diagnostics, *twice)
    written = formatted(source, office.edition, form(), keys, known_keys())
    if written.diagnostics:
        return None, tuple(_as_typed(each, written, source) for each in written.diagnostics)
    return opened.line_end.join(written.lines).encode("utf-8"), ()


def _as_typed(found: Diagnostic, written: Source, source: Source) -> Diagnostic:
    """A finding about a line of the file in its one form, where that line stands in the author's file."""
    if found.span is None:
        return found
    line = written.lines[found.span.line - 1].strip(" ")
    for number, typed in enumerate(source.lines, start=1):
        if typed.strip(" ") == line:
            moved = typed.index(line) - written.lines[found.span.line - 1].index(line)
            column, end = found.span.column + moved, found.span.end_column + moved
            return replace(found, span=Span(source.name, number, column, number, end))
    return replace(found, span=None)
