"""PDF: gkgen's own by the data it carries, any other by its letters and rules."""

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Run
from gkgen.importers.parsed_document import (
    GridBlock,
    ImageBlock,
    LooseTable,
    ParsedDocument,
    Place,
    SourceBlock,
    TextBlock,
)
from gkgen.importers.readers.excerpts import shortened
from gkgen.importers.readers.metadata_pairs import line_pairs
from gkgen.importers.readers.pdf import embedded_data
from gkgen.importers.readers.pdf.bold_and_list_items import block_of, bold_fonts, continues
from gkgen.importers.readers.pdf.lost_letters import lost_letters
from gkgen.importers.readers.pdf.page_content import Line, Page, PlacedPicture, read_page, without_margins
from gkgen.importers.readers.pdf.page_pictures import Pictures
from gkgen.importers.readers.pdf.paragraphs import Column, column_of, goes_on, is_caption, text_columns, together
from gkgen.importers.readers.pdf.ruled_grids import RuledTable, joined
from gkgen.importers.readers.pdf.turned_pages import turned_upright
from gkgen.importers.readers.pdf.unruled_rows import MAX_FRAGMENTS, fragments_of, stretches

KIND = "pdf"
MAX_PAGES = 200
# A page of which pictures take so much is a scan, if it holds no text.
_SCAN = 0.3
# Among so many paragraphs stands what a printed web page tells about itself, several labels on a line.
_OPENING = 12
# Where more letters than this share have no character, no text can be had; where there are fewer, they are told.
_MAX_UNMAPPED_SHARE = 0.1
_MAX_LOST_CHARACTERS = 60
_PASSWORD = 4
"""PDFium's number for a password that is lacking (FPDF_ERR_PASSWORD)."""


def read(data: bytes, name: str) -> ParsedDocument:
    """The report as blocks."""
    return _opened(data, name, trusts_data=True)


def read_pages(data: bytes, name: str) -> ParsedDocument:
    """The report as the pages show it, whatever data the file carries."""
    return _opened(data, name, trusts_data=False)


def _opened(data: bytes, name: str, *, trusts_data: bool) -> ParsedDocument:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(data)) as opened:
            if len(opened) > MAX_PAGES:
                return _refused(name, diagnose("I42.pages", name, pages=len(opened), limit=MAX_PAGES))
            carried = embedded_data.find(opened) if trusts_data else None
            return _read(data, name, carried, opened)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _PASSWORD:
            return _refused(name, diagnose("I40", name))
        return _refused(name, diagnose("I43", name, format="PDF", reason=str(fault)[:200]))


def _refused(name: str, diagnostic: Diagnostic) -> ParsedDocument:
    return ParsedDocument(name, KIND, (), diagnostics=(diagnostic,))


def _read(data: bytes, name: str, carried: embedded_data.Data | None, opened: Any) -> ParsedDocument:
    pages, lost, broken = _pages(data, opened)
    letters, unmapped = (sum(getattr(page, name) for page in pages) for name in ("letters", "unmapped"))
    if unmapped > _MAX_UNMAPPED_SHARE * letters:
        return _refused(name, diagnose("I41.unmapped", name))
    if any(character.isdigit() for character in lost):
        return _refused(name, diagnose("I41.digits", name))
    if not any(piece for page in pages for piece in page.pieces if not isinstance(piece, PlacedPicture)):
        return _refused(name, diagnose("I43", name, format="PDF", reason=broken) if broken else diagnose("I41", name))
    cut, repeated = without_margins(pages)
    found = [diagnose("I41.page", name, page=page.number) for page in pages if not page.lines and page.cover > _SCAN]
    if unmapped:
        found.append(diagnose("I41.letters", name, count=unmapped))
    if lost:
        found.append(diagnose("I41.lost", name, text="".join(lost)[:_MAX_LOST_CHARACTERS]))
    if broken:
        found.append(diagnose("I43.partly", name, where=f"{len(pages)}"))
    builder = _Builder(name, Pictures(opened), column_of(cut), found, bold_fonts(cut), is_foreign=carried is None)
    columns = text_columns(cut) if carried is None else {}
    for page in cut:
        builder.column = columns.get(page.number, builder.column)
        builder.add(page)
    builder.end()
    blocks = tuple(builder.blocks)
    if carried is not None:
        own = embedded_data.blocks(carried, blocks)
        if isinstance(own, tuple):
            return ParsedDocument(name, KIND, own, is_own=True, diagnostics=tuple(found))
        found.append(diagnose("I48", name, text=own))
    found += _left_out(pages, name)
    if repeated:
        found.append(diagnose("I45.margins", name, text="、".join(repeated)[:100]))
    return ParsedDocument(name, KIND, tuple(_limited(blocks)), tuple(builder.details), diagnostics=tuple(found))


def _left_out(pages: Sequence[Page], name: str) -> Iterator[Diagnostic]:
    """What is no text of the pages; letters printed twice in most of a text are bold and nothing to speak of."""
    texts: dict[str, list[str]] = {}
    for page in pages:
        for kind, text in page.left_out:
            texts.setdefault(kind, []).append(text)
    for kind, left in texts.items():
        yield diagnose(kind, name, text=shortened(left))


def _limited(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """The blocks, with lines in place of tables that have more pieces than tables of a report."""
    counts = [len(block.fragments) for block in blocks if isinstance(block, LooseTable)]
    limit = MAX_FRAGMENTS if sum(count for count in counts if count <= MAX_FRAGMENTS) <= 2 * MAX_FRAGMENTS else 0
    for block in blocks:
        if isinstance(block, LooseTable) and len(block.fragments) > limit:
            yield from block.lines
        else:
            yield block


def _pages(data: bytes, opened: Any) -> tuple[list[Page], list[str], str]:
    """The pages, the letters that are missing in them, and why the rest cannot be read, if that is so.

    `opened` is the file in pypdfium2.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    # pdfminer logs every oddity of a font, and what is not heard is printed.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[Page] = []
    lost: list[str] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as mined:
            for page in mined.pages:
                upright = turned_upright(page)
                with closing(opened[page.page_number - 1]) as source:
                    pages.append(read_page(upright, source))
                    lost += lost_letters(source, pages[-1])
                upright.close()
    except (MalformedPDFException, PdfminerException, ValueError, TypeError, LookupError, AttributeError) as fault:
        # pdfminer trusts what a PDF says of itself; of one that is damaged it says so in any of these ways.
        if any(isinstance(cause, MemoryError) for cause in fault.args):
            raise MemoryError from fault
        return pages, lost, str(fault)[:200] or type(fault).__name__
    return pages, lost, ""


@dataclass(slots=True)
class _Builder:
    """Blocks from the pieces of pages in their order; a paragraph or a table may go on over a page.

    Where the file carries no data of gkgen, lines may be tables without rules, and looks say what is bold or an item.
    """

    name: str
    pictures: Pictures
    column: Column
    found: list[Diagnostic]
    bold: frozenset[str] = frozenset()
    is_foreign: bool = False
    blocks: list[SourceBlock] = field(default_factory=list)
    details: list[tuple[str, str]] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _table: RuledTable | None = None
    _is_open: bool = False
    _paragraphs: int = 0
    _tables: int = 0

    def add(self, page: Page) -> None:
        """One more page."""
        found = list(stretches(page.pieces, goes_on=self._is_open)) if self.is_foreign else []
        done = 0
        for start, end in found:
            self._add(page.pieces[done:start], page)
            self._loosen([piece for piece in page.pieces[start:end] if isinstance(piece, Line)], page, start)
            done = end
        self._add(page.pieces[done:], page)
        self._is_open = bool(found) and done == len(page.pieces)

    def _loosen(self, lines: Sequence[Line], page: Page, at: int) -> None:
        """Lines that may be a table: paragraphs of their own, and the pieces that they consist of."""
        self.end()
        start = len(self.blocks)
        self._add(lines, page)
        self.end()
        made = tuple(block for block in self.blocks[start:] if isinstance(block, TextBlock))
        fragments = fragments_of(lines)
        last = self.blocks[start - 1] if start and self._is_open and at == 0 else None
        if isinstance(last, LooseTable):
            whole = replace(last, lines=(*last.lines, *made), fragments=(*last.fragments, *fragments))
            self.blocks[start - 1 :] = [whole]
        elif fragments:
            self._tables += 1
            self.blocks[start:] = [LooseTable(made, fragments, Place(page=page.number, table=self._tables))]

    def _add(self, pieces: Sequence[Line | RuledTable | PlacedPicture], page: Page) -> None:
        for piece in pieces:
            match piece:
                case Line() if not self._lines and is_caption(piece, self.column) and self._names_picture(piece.text):
                    pass
                case Line():
                    self._end_table()
                    if self._lines and not self._goes_on(piece):
                        self._end_paragraph()
                    self._lines.append(piece)
                case RuledTable():
                    self._end_paragraph()
                    self._add_table(piece, is_first=piece is page.pieces[0])
                case PlacedPicture():
                    self.end()
                    self._add_picture(piece)

    def _goes_on(self, line: Line) -> bool:
        before = self._lines[-1]
        if self.is_foreign:
            return continues(self._lines[0], before, line, self.column)
        return goes_on(before, line, self.column)

    def _names_picture(self, text: str) -> bool:
        """Makes a line the caption of the picture above it, if there is one."""
        last = self.blocks[-1] if self.blocks and self._table is None else None
        if not isinstance(last, ImageBlock) or last.caption:
            return False
        self.blocks[-1] = replace(last, caption=text.strip())
        return True

    def end(self) -> None:
        """Ends what is still open."""
        self._end_paragraph()
        self._end_table()

    def _end_paragraph(self) -> None:
        if self._lines:
            self._paragraphs += 1
            place = Place(page=self._lines[0].page, paragraph=self._paragraphs)
            text = together(self._lines)
            block = block_of(self._lines, self.bold, place) if self.is_foreign else TextBlock((Run(text),), place)
            self._lines.clear()
            told = tuple(line_pairs(text)) if self._paragraphs <= _OPENING else ()
            if len(told) > 1:
                self.details += told
            else:
                self.blocks.append(block)

    def _add_table(self, table: RuledTable, *, is_first: bool) -> None:
        whole = joined(self._table, table) if self._table is not None and is_first else None
        if whole is None:
            self._end_table()
            self._tables += 1
            self._table = table
            return
        self._table, torn = whole
        for row in torn:
            place = Place(page=table.page, table=self._tables).cell(row, 0)
            self.found.append(diagnose("I49", self.name, place=place.term))

    def _end_table(self) -> None:
        if self._table is not None:
            place = Place(page=self._table.page, table=self._tables)
            self.blocks.append(GridBlock(self._table.rows, place))
            self._table = None

    def _add_picture(self, picture: PlacedPicture) -> None:
        place = Place(page=picture.page, paragraph=self._paragraphs)
        taken = self.pictures.take(picture)
        self.blocks.append(ImageBlock(taken.name, taken.data, "", place))
