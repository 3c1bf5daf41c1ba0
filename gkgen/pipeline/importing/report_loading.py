"""Published reports read from files, by this process as far as bytes go: what they say is read in isolation."""

from dataclasses import dataclass, replace
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.importers.parsed_document import ImageBlock, ParsedDocument, Place, SourceBlock
from gkgen.importers.readers.format_detection import RTF, read_document, sniff
from gkgen.pipeline.core.file_reading import MAX_REPORT_BYTES, read_report_file
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.importing.libreoffice import linked_pictures, to_docx


@dataclass(frozen=True, slots=True)
class ReportBytes:
    """A report in a format that a reader knows, and findings about what was lost on the way there."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def load_report(path: Path) -> ReportBytes | Diagnostic:
    """The bytes of the report in a file, converted by LibreOffice where no reader knows its format, or why not."""
    name = str(path)
    data = read_report_file(path)
    if isinstance(data, Diagnostic):
        return data
    found = sniff(data, name)
    if not found.is_converted:
        return ReportBytes(data)
    converted = to_docx(data, name, found.name)
    if isinstance(converted, Diagnostic):
        return converted
    links = linked_pictures(data) if found is RTF else ()
    return ReportBytes(converted, tuple(diagnose("I39", name, name=link, place=Place().term) for link in links))


def read_report(report: ReportBytes, path: Path) -> ParsedDocument:
    """The report read, with the linked pictures that are in the folder of its file or below."""
    original = read_document(report.data, str(path))
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
    return replace(original, blocks=tuple(blocks), diagnostics=(*original.diagnostics, *report.diagnostics))
