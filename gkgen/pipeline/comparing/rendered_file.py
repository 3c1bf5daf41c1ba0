"""Finished files read for comparing: what they show, and nothing that they carry unseen."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gkgen.comparison import SeenTable, Sentence, WantedTable, laid_out
from gkgen.diagnostics import Diagnostic, Term, diagnose, has_errors
from gkgen.errors import TemplateError
from gkgen.pipeline.comparing.expected_content import is_picture_mark, picture_mark, said

if TYPE_CHECKING:
    from gkgen.importers.parsed_document import ParsedDocument
    from gkgen.ooxml import Content

Seen = Sentence | SeenTable
_NOWHERE = Term("", "")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a format keeps of a report. Without paragraphs, where one ends is not compared."""

    blanks: bool = True
    paragraphs: bool = True
    pictures: bool = True
    details: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """What a finished file shows; `diagnostics` are why it cannot be read, or what of it was left out."""

    seen: tuple[Seen, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


Reader = Callable[[bytes, str], Finished]


def kept(pieces: "Iterator[Sentence | WantedTable]", keeping: Keeping) -> "Iterator[Sentence | WantedTable]":
    """What should be said, as far as a format keeps it."""
    for piece in pieces:
        if isinstance(piece, WantedTable):
            yield piece
        elif keeping.pictures or not is_picture_mark(piece.text):
            yield replace(piece, text=_bare(piece.text, keeping), opens=piece.opens and keeping.paragraphs)


def _bare(text: str, keeping: Keeping) -> str:
    return _BLANKS.sub(" " if keeping.blanks else "", text)


def read_word(data: bytes, name: str) -> Finished:
    """A Word file; changes that are tracked count as accepted."""
    from gkgen.ooxml import read

    try:
        return _bounded(Finished(tuple(_word(read(data)))), name)
    except TemplateError as fault:
        return Finished((), (diagnose("G10", name, reason=str(fault)),))


def _word(content: "Content") -> Iterator[Seen]:
    from gkgen.ooxml import ReadParagraph

    for block in content:
        if isinstance(block, ReadParagraph):
            # A line end inside a paragraph begins another, as in a title.
            for text in (*(picture_mark(each.description) for each in block.pictures), *block.text.split("\n")):
                yield from _said(text, KEEPING[".docx"])
        else:
            rows = [[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in block.rows]
            yield SeenTable(laid_out(rows, ""))


def read_page(data: bytes, name: str) -> Finished:
    """A web page, gkgen's own or one that a website made of it."""
    from gkgen.importers.readers.html.html_reader import read

    return _shown(read(data, name), KEEPING[".html"])


def read_pdf(data: bytes, name: str) -> Finished:
    """A PDF as its pages show it, whatever data it carries."""
    from gkgen.importers.readers.pdf.pdf_reader import read_pages

    return _shown(read_pages(data, name), KEEPING[".pdf"])


def _shown(original: "ParsedDocument", keeping: Keeping) -> Finished:
    if has_errors(original.diagnostics):
        return Finished((), original.diagnostics)
    return _bounded(Finished(tuple(_blocks(original, keeping)), original.diagnostics), original.name)


def _bounded(finished: Finished, name: str) -> Finished:
    """As much text as a report can have: comparing takes longer than reading."""
    from gkgen.importers.readers.format_detection import MAX_BLOCKS, MAX_TEXT

    count = sum(_length(each) for each in finished.seen)
    if count > MAX_TEXT or len(finished.seen) > MAX_BLOCKS:
        return Finished((), (diagnose("I42.text", name, count=count, parts=len(finished.seen)),))
    return finished


def _length(seen: Seen) -> int:
    return len(seen.text) if isinstance(seen, Sentence) else sum(len(cell) + 1 for row in seen.rows for cell in row)


def _blocks(original: "ParsedDocument", keeping: Keeping) -> Iterator[Seen]:
    from gkgen.importers.parsed_document import GridBlock, ImageBlock, Part, TextBlock

    for block in original.blocks:
        match block:
            case TextBlock() if block.part is Part.DETAIL:
                for text in block.text.split("：", 1):
                    yield from _said(text, keeping)
            case TextBlock():
                yield from _said(block.text, keeping)
            case GridBlock(rows=rows):
                yield SeenTable(
                    laid_out([[(cell.text, cell.row_span, cell.col_span) for cell in row] for row in rows], "")
                )
            # In a web page of others the caption is a text of its own.
            case ImageBlock(caption=caption) if original.is_own or original.kind == "pdf":
                yield from _said(caption, keeping)
            case _:
                pass


def _said(text: str, keeping: Keeping) -> Iterator[Sentence]:
    """The sentences of a paragraph that stands somewhere in a finished file."""
    for sentence in said(_bare(text, keeping).strip(), "", _NOWHERE, _NOWHERE):
        yield replace(sentence, opens=sentence.opens and keeping.paragraphs)


_PAGE = Keeping(pictures=False, details=True)
KEEPING: Mapping[str, Keeping] = {
    ".docx": Keeping(),
    ".pdf": Keeping(blanks=False, paragraphs=False, pictures=False),
    ".html": _PAGE,
    ".htm": _PAGE,
}
READERS: Mapping[str, Reader] = {".docx": read_word, ".pdf": read_pdf, ".html": read_page, ".htm": read_page}
