"""The finished Word file read back and compared with the document, paragraph by paragraph and cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from gkgen.document import Block, Document, Figure, Heading, ListItem, Paragraph, SmallTable, Table, plain
from gkgen.ooxml import Content, ReadCell, ReadParagraph, ReadPicture, ReadTable, read

_BREAKS = re.compile(r"[\n\t\a\f]")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a Word file says something else than the document."""

    where: str
    expected: str
    found: str


def compare(document: Document, data: bytes) -> tuple[Difference, ...]:
    """All differences; none when every paragraph, cell, merge and picture is there, in its place and no more."""
    found = tuple(_without_empty(read(data)))
    wanted = tuple(_without_empty(expected(document)))
    return tuple(
        difference
        for number, (block, other) in enumerate(zip_longest(wanted, found), start=1)
        for difference in _differences(number, block, other)
    )


def _without_empty(content: Content) -> Iterator[ReadParagraph | ReadTable]:
    """Empty paragraphs keep tables apart and say nothing."""
    return (block for block in content if not isinstance(block, ReadParagraph) or block.text.strip() or block.pictures)


def expected(document: Document) -> Content:
    """The document as it should be read back; the styles, which a keeper of templates may rename, left open."""
    return tuple(_expected(document))


def _expected(document: Document) -> Iterator[ReadParagraph | ReadTable]:
    yield from (_paragraph(line) for line in document.title)
    for block in document.preface:
        yield from _block(block)
    for section in document.sections:
        yield _paragraph(section.heading)
        match section.body:
            case Table() as table:
                yield _table(table)
            case blocks:
                for block in blocks:
                    yield from _block(block)


def _paragraph(text: str) -> ReadParagraph:
    return ReadParagraph("", _BREAKS.sub(" ", text))


def _block(block: Block) -> Iterator[ReadParagraph | ReadTable]:
    match block:
        case Heading(runs=runs) | Paragraph(runs=runs):
            yield _paragraph(plain(runs))
        case ListItem(marker=marker, runs=runs):
            yield _paragraph(marker + plain(runs))
        case Figure(name=name, caption=caption):
            yield ReadParagraph("", "", (ReadPicture(caption or name),))
            if caption:
                yield _paragraph(caption)
        case SmallTable(rows=rows):
            cells = tuple(tuple(ReadCell(_BREAKS.sub(" ", plain(runs))) for runs in row) for row in rows)
            yield ReadTable("", cells, 1)


def _table(table: Table) -> ReadTable:
    rows = tuple(
        tuple(ReadCell("\n".join(cell.lines), cell.row_span, cell.col_span) for cell in row) for row in table.rows
    )
    return ReadTable("", rows, table.header_rows)


def _differences(
    number: int, wanted: ReadParagraph | ReadTable | None, found: ReadParagraph | ReadTable | None
) -> Iterator[Difference]:
    match wanted, found:
        case ReadParagraph(text=text, pictures=pictures), ReadParagraph(text=other, pictures=others):
            if (text, pictures) != (other, others):
                yield _difference(f"第 {number} 段", _said(text, pictures), _said(other, others))
        case ReadTable(), ReadTable():
            yield from _cells(number, wanted, found)
        case _:
            yield _difference(f"第 {number} 段", _kind(wanted), _kind(found))


def _said(text: str, pictures: tuple[ReadPicture, ...]) -> str:
    return text + "".join(f"[图 {picture.description}]" for picture in pictures)


def _kind(block: ReadParagraph | ReadTable | None) -> str:
    match block:
        case None:
            return ""
        case ReadParagraph(text=text, pictures=pictures):
            return _said(text, pictures)
        case ReadTable():
            return "[表]"


def _cells(number: int, wanted: ReadTable, found: ReadTable) -> Iterator[Difference]:
    if wanted.header_rows != found.header_rows:
        yield _difference(f"第 {number} 段表格的表头行数", str(wanted.header_rows), str(found.header_rows))
    for row, (line, other) in enumerate(zip_longest(wanted.rows, found.rows, fillvalue=()), start=1):
        for column, (cell, seen) in enumerate(zip_longest(line, other), start=1):
            if cell != seen:
                yield _difference(f"第 {number} 段表格第 {row} 行第 {column} 格", _cell(cell), _cell(seen))


def _cell(cell: ReadCell | None) -> str:
    if cell is None:
        return ""
    spans = f"（跨 {cell.row_span} 行 {cell.col_span} 列）" if (cell.row_span, cell.col_span) != (1, 1) else ""
    return cell.text.replace("\n", "") + spans


def _difference(where: str, wanted: str, found: str) -> Difference:
    """Long texts cut to where they part."""
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found))
    )
    begin = max(0, start - _SHOWN // 3)
    return Difference(where, wanted[begin : begin + _SHOWN], found[begin : begin + _SHOWN])
