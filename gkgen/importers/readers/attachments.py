"""Reports that are attached: to a mail, whose attachments come with it, or to a page that leads to them."""

from collections.abc import Callable
from dataclasses import replace

from gkgen.diagnostics import diagnose, has_errors
from gkgen.importers.parsed_document import GridBlock, LooseTable, ParsedDocument, TextBlock
from gkgen.importers.readers.excerpts import shortened

_MAX_FILE_NAME = 60


def with_attachment(original: ParsedDocument, read: Callable[[bytes, str], ParsedDocument | None]) -> ParsedDocument:
    """The report; where its text has no table and files are attached, one of them is likely the report.

    The only one that came with it, can be read and has a table is read in its place.
    """
    if not original.attached or _has_table(original) or not original.blocks:
        return original
    read_ones = ((name, read(data, name)) for name, data in original.attachments)
    reports = [(name, found) for name, found in read_ones if found and _has_table(found)]
    if len(reports) == 1 and not has_errors(reports[0][1].diagnostics):
        name, found = reports[0]
        words = [block.text for block in original.blocks if isinstance(block, TextBlock)]
        told = diagnose("I45.attached", original.name, name=name[:_MAX_FILE_NAME], text=shortened(words))
        return replace(found, name=original.name, diagnostics=(told, *found.diagnostics))
    told = diagnose("I45.attachments", original.name, text=shortened(original.attached, longest=_MAX_FILE_NAME))
    return replace(original, diagnostics=(*original.diagnostics, told))


def _has_table(original: ParsedDocument) -> bool:
    return any(isinstance(block, GridBlock | LooseTable) for block in original.blocks)
