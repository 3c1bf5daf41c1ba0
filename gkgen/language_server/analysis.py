"""An open office file checked: everything that the abilities of the server ask of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from gkgen import assembly
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.editors import Keys, Parents, values_by_path
from gkgen.editors.value_editing import language_of
from gkgen.form import Edition
from gkgen.language_server.buffer_text import BufferText
from gkgen.language_server.buffered_files import BufferedFiles
from gkgen.narrative import Group, Names
from gkgen.pipeline.core.checking import Checked, check_source, form, known_keys
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.project import Project
from gkgen.review import RULES, ClaimRecord, keeping_claims
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode, Source, decode, read

BASE_MARK = "_"
"""How the names of files begin that others inherit from."""
_LOST = "\ufffd"  # what editors show for bytes that they cannot read
_ONLY_UNWRITTEN = frozenset({"F02", "F02.table", "N16", "R73.missing"})


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry of a file with its dotted English path."""

    path: str
    entry: Entry


@dataclass(frozen=True)
class Analysis:
    """What a text says.

    `reads` are the files that went into it, each with the digest of its content. `on_disk` is what is wrong with the
    encoding of the file where it is saved; an editor may have read it right nevertheless.
    """

    text: BufferText
    name: str
    source: Source
    checked: Checked
    claims: tuple[ClaimRecord, ...]
    edition: Edition
    reads: Mapping[Path, str] = field(default_factory=dict)
    on_disk: Diagnostic | None = None

    @property
    def is_base(self) -> bool:
        """Whether others inherit from it: then it need not be whole."""
        return PurePath(self.name).name.startswith(BASE_MARK)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What `gkgen check` finds; of a base, without what only says that something is not written in it."""
        found = self.checked.diagnostics
        if self.is_base:
            found = tuple(each for each in found if each.kind not in _ONLY_UNWRITTEN)
        if self.on_disk is None:
            return found
        return (self.on_disk,) if _LOST in self.text.text else (self.on_disk, *found)

    @cached_property
    def parents(self) -> Parents:
        """The top of the form, as the file's year has it."""
        return Parents.roots(self.edition, form().editions)

    @cached_property
    def keys(self) -> Keys:
        """The language of the keys of the file."""
        return language_of(self.source.root) if self.source.root else "zh"

    @cached_property
    def base_name_span(self) -> Span | None:
        """Where the file names its base, if it has one."""
        return next((each.entry.value.span for each in self.entries if each.path == "extends"), None)

    @cached_property
    def names(self) -> Names | None:
        """What a reference may name, with the values of now; None where the file cannot be read."""
        case = self.checked.case
        return assembly.names(case.office, self.checked.numbers) if case else None

    @cached_property
    def values(self) -> Mapping[str, ScalarNode]:
        """Every scalar by its dotted English path."""
        return (
            {path: each for path, each, _ in values_by_path(self.source.root, self.parents)} if self.source.root else {}
        )

    @cached_property
    def entries(self) -> tuple[PlacedEntry, ...]:
        """Every entry of the file, those above before those below."""
        return tuple(entries_of(self.source.root, self.parents)) if self.source.root else ()

    def entry_at(self, line: int, column: int) -> PlacedEntry | None:
        """The innermost entry that a place is in."""
        found = None
        for each in self.entries:
            if _holds(each.entry.key.span, line, column) or _holds(_whole(each.entry), line, column):
                found = each
        return found

    def value_of(self, name: str) -> Group | object | None:
        """What a name with dots stands for in a reference."""
        found: object = self.names
        for part in name.split("."):
            if not isinstance(found, Group) or part not in found.children:
                return None
            found = found.children[part]
        return found


def entries_of(node: Node, parents: Parents, path: str = "") -> Iterator[PlacedEntry]:
    """The entries of a node and below with their dotted English paths."""
    match node:
        case MappingNode():
            for entry in node.entries:
                wanted = parents.child(entry.key.text)
                here = f"{path}.{wanted.key(entry.key.text, 'en')}".lstrip(".")
                yield PlacedEntry(here, entry)
                yield from entries_of(entry.value, wanted, here)
        case SequenceNode():
            for item in node.items:
                yield from entries_of(item, parents, path)
        case ScalarNode():
            pass


def analyse(text: BufferText, path: Path | None, buffers: Mapping[Path, BufferText]) -> Analysis:
    """Checks a text as `gkgen check` would check the file if it were saved; the file is none where it has no place."""
    name = str(path) if path else "untitled.yaml"
    project = Project.of(path) if path else None
    files = BufferedFiles(project, buffers) if project else FilesInMemory()
    source = read(text.data, name, known_keys())
    claims: list[ClaimRecord] = []
    checked = check_source(source, files, keeping_claims(RULES, claims))
    edition = checked.case.edition if checked.case else _edition(source)
    reads = dict(project.reads) if project else {}
    return Analysis(text, name, source, checked, tuple(claims), edition, reads, _on_disk(path))


def _on_disk(path: Path | None) -> Diagnostic | None:
    """What is wrong with the encoding of the file as it is saved."""
    data = read_office_file(path) if path and path.is_file() else b""
    found = () if isinstance(data, Diagnostic) or not data else decode(data, str(path))[1]
    return next((each for each in found if each.code == "Y01"), None)


def unfinished(text: BufferText, path: Path | None) -> Analysis:
    """What is told of a text whose check took too long (O07)."""
    name = str(path) if path else "untitled.yaml"
    lost = Checked((), (diagnose("O07", name),), None)
    return Analysis(text, name, Source(name, text.lines, None, ()), lost, (), form().latest)


def _edition(source: Source) -> Edition:
    """The edition that the year of the file asks for, the latest where it has none that can be used."""
    entries, field = source.root.entries if source.root else (), form().latest.field("year")
    year = next((each.value for each in entries if each.key.text in {field.key, field.name}), None)
    wanted = year.value if isinstance(year, ScalarNode) else None
    return (form().edition_of(wanted) if isinstance(wanted, int) else None) or form().latest


def _whole(entry: Entry) -> Span:
    first, last = entry.key.span, entry.value.span
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)


def _holds(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
