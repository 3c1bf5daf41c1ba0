"""Published reports read from files, isolated in a process with limits: they are untrusted input."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import ImageBlock, ParsedDocument, Place, SourceBlock
from gkgen.importers.readers.format_detection import RTF, ImportFormat, read_document, sniff
from gkgen.pipeline.core.file_reading import MAX_REPORT_BYTES, read_report_file
from gkgen.pipeline.core.isolation import MAX_MEMORY_BYTES, TIMEOUT_SECONDS, isolated
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.importing.libreoffice import linked_pictures, to_docx

Reader = Callable[[bytes, str], ParsedDocument]


def load_report(path: Path, read: Reader = read_document) -> ParsedDocument:
    """The report in a file, or why it cannot be read."""
    name = str(path)
    data = read_report_file(path)
    if isinstance(data, Diagnostic):
        return _refused(name, sniff(b"", name), data)
    found = sniff(data, name)
    if not found.is_converted:
        return _with_pictures(read(data, name), path)
    converted = to_docx(data, name, found.name)
    if isinstance(converted, Diagnostic):
        return _refused(name, found, converted)
    original = read(converted, name)
    links = linked_pictures(data) if found is RTF else ()
    lost = tuple(diagnose("I39", name, name=link, place=Place().term) for link in links)
    return replace(original, diagnostics=(*original.diagnostics, *lost))


def _with_pictures(original: ParsedDocument, path: Path) -> ParsedDocument:
    """The report with the linked pictures that are in the folder of its file or below."""
    project = Project(path.parent.resolve(), path.parent.resolve())
    left = MAX_REPORT_BYTES
    blocks: list[SourceBlock] = []
    names: dict[str, str] = {}
    for block in original.blocks:
        if isinstance(block, ImageBlock) and block.link:
            # Several folders may have pictures of one name.
            name = names.setdefault(block.link, f"{len(names) + 1}-{block.name}")
            found = project.load(block.link, left)
            data = found if isinstance(found, bytes) else b""
            left -= len(data)
            blocks.append(replace(block, name=name if data else block.name, data=data))
        else:
            blocks.append(block)
    return replace(original, blocks=tuple(blocks))


def _refused(name: str, found: ImportFormat, diagnostic: Diagnostic) -> ParsedDocument:
    return ParsedDocument(name, found.name, (), diagnostics=(diagnostic,))


@contextmanager
def isolated_reader(timeout: float = TIMEOUT_SECONDS, memory: int = MAX_MEMORY_BYTES) -> Iterator[Reader]:
    """A reader that works in a process with limits; `timeout` is in seconds, `memory` in bytes."""
    with isolated(timeout, memory) as run:

        def read(data: bytes, name: str) -> ParsedDocument:
            found = run(read_document, data, name)
            return _refused(name, sniff(data, name), found) if isinstance(found, Diagnostic) else found

        yield read
