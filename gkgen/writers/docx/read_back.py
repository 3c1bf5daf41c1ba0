"""The finished Word file read back and compared with the document, paragraph by paragraph and cell by cell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from gkgen.document import Block, Document, Figure, Heading, ListItem, Paragraph, SmallTable, Table, plain
from gkgen.ooxml import Content, ReadCell, ReadParagraph, ReadPicture, ReadTable, read

_BREAKS = re.compile(r"[\n\t\a\f]")
_SHOWN = 60

ReadBlock = ReadParagraph | ReadTable
Placed = tuple[str, ReadBlock]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a Word file says something else than the document."""

    where: str
    expected: str
    found: str


def compare(document: Document, data: bytes) -> tuple[Difference, ...]:
    """All differences; none when every paragraph, cell, merge and picture is there, in its place and no more."""
    wanted = tuple(_expected(document))
    found = tuple(_without_styles(read(data)))
    if tuple(content for _, content in wanted) == found:
        return ()
    return tuple(_differences(wanted, found))


def _without_styles(blocks: Content) -> Iterator[ReadBlock]:
    """What is said; a keeper of templates may rename styles. Empty paragraphs keep tables apart and say nothing."""
    for block in blocks:
        match block:
            case ReadParagraph(text=text, pictures=pictures):
                if text.strip() or pictures:
                    yield ReadParagraph("", text, pictures)
            case ReadTable(rows=rows, header_rows=header_rows):
                yield ReadTable("", tuple(tuple(map(_unbroken, row)) for row in rows), header_rows)


def _unbroken(cell: ReadCell) -> ReadCell:
    """The cell without line breaks, which suit the width of its column."""
    return cell._replace(text=cell.text.replace("\n", "")) if "\n" in cell.text else cell


def _expected(document: Document) -> Iterator[Placed]:
    """The document as it should be read back, each part with the place where a person looks for it."""
    title = "\n".join(_paragraph(line).text for line in document.title)
    yield from _placed("标题", [ReadParagraph("", title)])
    yield from _numbered("引言", document.preface)
    for section in document.sections:
        yield from _placed("一级标题", [_paragraph(section.heading)])
        match section.body:
            case Table() as table:
                yield from _placed(f"“{section.heading}”的表", [_table(table)])
            case blocks:
                yield from _numbered(section.heading, blocks)
    if document.signature:
        lines = filter(None, (document.signature.name, document.signature.date))
        yield from _placed("署名", map(_paragraph, lines))


def _numbered(place: str, blocks: tuple[Block, ...]) -> Iterator[Placed]:
    contents = (content for block in blocks for content in _block(block))
    for number, content in enumerate(contents, start=1):
        yield from _placed(f"“{place}”第 {number} 段", [content])


def _placed(place: str, contents: Iterable[ReadBlock]) -> Iterator[Placed]:
    return ((place, content) for content in _without_styles(tuple(contents)))


def _paragraph(text: str) -> ReadParagraph:
    return ReadParagraph("", _BREAKS.sub(" ", text))


def _block(block: Block) -> Iterator[ReadBlock]:
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
    rows = tuple(tuple(ReadCell(cell.text, cell.row_span, cell.col_span) for cell in row) for row in table.rows)
    return ReadTable("", rows, table.header_rows)


def _differences(wanted: tuple[Placed, ...], found: tuple[ReadBlock, ...]) -> Iterator[Difference]:
    """The two sides lined up by what they have in common, so that one lost paragraph is one difference."""
    matcher = SequenceMatcher(None, [content for _, content in wanted], found, autojunk=False)
    last = wanted[-1][0] if wanted else ""
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        beyond = f"{wanted[end][0]}之前" if end < len(wanted) else f"{last}之后"
        for placed, other in zip_longest(wanted[start:end], found[other_start:other_end]):
            place, content = placed or (beyond, None)
            yield from _difference_at(place, content, other)


def _difference_at(place: str, wanted: ReadBlock | None, found: ReadBlock | None) -> Iterator[Difference]:
    match wanted, found:
        case ReadTable(), ReadTable():
            yield from _cells(place, wanted, found)
        case _:
            yield _difference(place, _said(wanted), _said(found))


def _said(block: ReadBlock | None) -> str:
    match block:
        case None:
            return ""
        case ReadParagraph(text=text, pictures=pictures):
            return text + "".join(f"[图：{picture.description}]" for picture in pictures)
        case ReadTable():
            return "[表]"


def _cells(place: str, wanted: ReadTable, found: ReadTable) -> Iterator[Difference]:
    if wanted.header_rows != found.header_rows:
        yield _difference(f"{place}的表头行数", str(wanted.header_rows), str(found.header_rows))
    for row, (line, other) in enumerate(zip_longest(wanted.rows, found.rows, fillvalue=()), start=1):
        for column, (cell, seen) in enumerate(zip_longest(line, other), start=1):
            if cell != seen:
                yield _difference(f"{place}第 {row} 行第 {column} 格", _cell(cell), _cell(seen))


def _cell(cell: ReadCell | None) -> str:
    if cell is None:
        return ""
    spans = f"（跨 {cell.row_span} 行 {cell.col_span} 列）" if (cell.row_span, cell.col_span) != (1, 1) else ""
    return cell.text + spans


def _difference(where: str, wanted: str, found: str) -> Difference:
    """Long texts cut to where they part."""
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found))
    )
    begin = max(0, start - _SHOWN // 3)
    return Difference(where, wanted[begin : begin + _SHOWN], found[begin : begin + _SHOWN])
