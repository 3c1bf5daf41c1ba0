"""Rendered files read for comparing: what they show, and nothing that they carry unseen. One table of formats."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkgen.comparison import (
    ActualTable,
    Fidelity,
    Sentence,
    ShownBlock,
    ShownPicture,
    ShownTable,
    ShownText,
    shown_pieces,
)
from gkgen.diagnostics import Diagnostic, diagnose, has_errors
from gkgen.importers.readers.format_detection import FORMATS, MAX_BLOCKS, MAX_TEXT
from gkgen.writers.formats import OUTPUT_FORMATS

if TYPE_CHECKING:
    from gkgen.importers.parsed_document import GridCell, ParsedDocument

_UNCERTAIN, _OR = "待核对：", " 或 "


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """What a rendered file shows; the findings are why it cannot be read, or what of it was left out."""

    blocks: tuple[ShownBlock, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedFormat:
    """How a format is read back, and what it keeps of a report."""

    read: Callable[[bytes, str], RenderedFile]
    fidelity: Fidelity


@dataclass(frozen=True, slots=True)
class ShownContent:
    """What a rendered file shows, ready to be compared."""

    pieces: tuple[Sentence | ActualTable, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def suffix_of(name: str) -> str:
    """The suffix that tells the format of a file, in small letters."""
    return name[name.rfind(".") :].lower() if "." in name else ""


def read_rendered(data: bytes, name: str) -> RenderedFile:
    """What a rendered file shows; raises KeyError for a suffix that is not in RENDERED_FORMATS."""
    return RENDERED_FORMATS[suffix_of(name)].read(data, name)


def read_pieces(data: bytes, name: str) -> ShownContent:
    """The same in sentences and tables, as much as a report can have: comparing takes longer than reading."""
    rendered = read_rendered(data, name)
    pieces = tuple(shown_pieces(rendered.blocks, RENDERED_FORMATS[suffix_of(name)].fidelity))
    count = sum(map(_length, pieces))
    if count > MAX_TEXT or len(pieces) > MAX_BLOCKS:
        return ShownContent((), (diagnose("I42.text", name, count=count, parts=len(pieces)),))
    return ShownContent(pieces, rendered.diagnostics)


def _length(piece: Sentence | ActualTable) -> int:
    return len(piece.text) if isinstance(piece, Sentence) else sum(len(cell) + 1 for row in piece.rows for cell in row)


def _read_docx(data: bytes, name: str) -> RenderedFile:
    """A Word file as its pages show it; tracked changes count as accepted."""
    from gkgen.importers.readers.word_with_chunks import read_pages

    return _rendered(read_pages(data, name))


def _read_pdf(data: bytes, name: str) -> RenderedFile:
    """A PDF as its pages show it, whatever data it carries."""
    from gkgen.importers.readers.pdf.pdf_reader import read_pages

    return _rendered(read_pages(data, name))


def _read_html(data: bytes, name: str) -> RenderedFile:
    """A web page, gkgen's own or one that a website made of it, without the menus around the report."""
    from gkgen.importers.readers.html.html_reader import read

    return _rendered(read(data, name))


def _rendered(parsed: "ParsedDocument") -> RenderedFile:
    return RenderedFile(() if has_errors(parsed.diagnostics) else tuple(_blocks(parsed)), parsed.diagnostics)


def _blocks(parsed: "ParsedDocument") -> Iterator[ShownBlock]:
    from gkgen.importers.parsed_document import GridBlock, ImageBlock, LooseTable, Part, TextBlock

    headings = {Part.TITLE, Part.SECTION, Part.HEADING}
    for block in parsed.blocks:
        match block:
            case TextBlock(text=text, part=part):
                is_styled = part is Part.UNKNOWN and block.level > 0
                yield ShownText(text, is_heading=part in headings or is_styled, is_detail=part is Part.DETAIL)
            case GridBlock(rows=rows):
                yield ShownTable(tuple(tuple(map(_told_cell, row)) for row in rows))
            case LooseTable(lines=lines):
                yield from (ShownText(line.text) for line in lines)
            case ImageBlock(caption=caption):
                # In a web page of others the caption is a text of its own.
                yield ShownPicture(caption, caption if parsed.is_own or parsed.kind == "pdf" else "")


def _told_cell(cell: "GridCell") -> "GridCell":
    """A cell whose number is in doubt, as one that never equals a number."""
    return replace(cell, text=f"{_UNCERTAIN}{_OR.join(cell.readings)}") if cell.readings else cell


_READ_BACK: Mapping[str, RenderedFormat] = {
    "docx": RenderedFormat(_read_docx, Fidelity()),
    "pdf": RenderedFormat(_read_pdf, Fidelity(blanks=False, paragraphs=False, pictures=False)),
    "html": RenderedFormat(_read_html, Fidelity(pictures=False, details=True)),
}
_SUFFIXES = {each.name: each.suffixes for each in FORMATS}
RENDERED_FORMATS: Mapping[str, RenderedFormat] = {
    f".{suffix}": _READ_BACK[name] for name in OUTPUT_FORMATS if name in _READ_BACK for suffix in _SUFFIXES[name]
}
"""By suffix, the formats that `gkgen verify` and `gkgen textconv` read: those that are written and imported."""
