"""The finished Word file read back and compared with the document, paragraph by paragraph and cell by cell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from gkgen import resources
from gkgen.comparison import (
    ExpectedBlock,
    Fidelity,
    ShownBlock,
    ShownPicture,
    ShownTable,
    ShownText,
    compare_printed,
    expected,
    expected_blocks,
    kept,
    picture_mark,
    place_of,
    shown_pieces,
)
from gkgen.diagnostics import Term
from gkgen.document import Document, Figure, SmallTable, Table, plain
from gkgen.form import Edition, load_form
from gkgen.ooxml import Content, ReadCell, ReadParagraph, ReadPicture, ReadTable, read

_BREAKS = re.compile(r"[\n\t\a\f]")
_HEADING_STYLE = re.compile(r"(?i)heading|title")
MAX_SHOWN_CHARACTERS = 60

ReadBlock = ReadParagraph | ReadTable


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a Word file says something else than the document."""

    where: Term
    expected: str
    found: str


def compare(document: Document, data: bytes) -> tuple[Difference, ...]:
    """All differences; none when every paragraph, cell, merge and picture is there, in its place and no more."""
    content = read(data)
    wanted, found = tuple(_expected(document)), tuple(_comparable(content))
    if tuple(block for _, block in wanted) == found:
        return ()
    edition = load_form(resources.schema()).edition(document.edition)
    if edition is None:
        raise ValueError(document.edition)
    return tuple(_differences(document, content, edition)) or tuple(_layout_differences(wanted, found, edition))


def shown_blocks(content: Content) -> Iterator[ShownBlock]:
    """What a Word file shows; a line end inside a paragraph begins another, as in a title."""
    for block in content:
        if isinstance(block, ReadTable):
            yield ShownTable(block.rows)
            continue
        for picture in block.pictures:
            yield ShownPicture(picture.description)
        for line in block.text.split("\n"):
            yield ShownText(line, is_heading=bool(_HEADING_STYLE.match(block.style)))


def _comparable(blocks: Iterable[ReadBlock]) -> Iterator[ReadBlock]:
    """The blocks without styles, which a keeper of templates may rename, and without empty paragraphs."""
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


def _expected(document: Document) -> Iterator[tuple[ExpectedBlock, ReadBlock]]:
    """The blocks of the document as Word should hold them; the lines of the title are one paragraph."""
    title = "\n".join(map(_flat, document.title))
    for index, block in enumerate(expected_blocks(document)):
        if block.field != "title":
            read_block = _read_block(block)
        elif index == 0:
            read_block = ReadParagraph("", title)
        else:
            continue
        yield from ((block, each) for each in _comparable([read_block]))


def _read_block(block: ExpectedBlock) -> ReadBlock:
    match block.content:
        case str() as text:
            return ReadParagraph("", _flat(text))
        case Figure(name=name, caption=caption):
            return ReadParagraph("", "", (ReadPicture(caption or name),))
        case SmallTable(rows=rows):
            return ReadTable("", tuple(tuple(ReadCell(_flat(plain(runs))) for runs in row) for row in rows), 1)
        case Table(rows=rows, header_rows=header_rows):
            cells = tuple(tuple(ReadCell(cell.text, cell.row_span, cell.col_span) for cell in row) for row in rows)
            return ReadTable("", cells, header_rows)


def _flat(text: str) -> str:
    return _BREAKS.sub(" ", text)


def _differences(document: Document, content: Content, edition: Edition) -> Iterator[Difference]:
    """The texts and cells that differ, as `gkgen verify` finds them."""
    fidelity = Fidelity()
    wanted = tuple(kept(expected(document, edition), fidelity))
    facts, sentences = compare_printed(wanted, tuple(shown_pieces(shown_blocks(content), fidelity)))
    for fact in facts:
        yield _difference(_joined(fact.group, fact.label), fact.before or "", fact.after or "")
    for sentence in sentences:
        yield _difference(_joined(sentence.group, sentence.where), sentence.before, sentence.after)


def _layout_differences(
    wanted: tuple[tuple[ExpectedBlock, ReadBlock], ...], found: tuple[ReadBlock, ...], edition: Edition
) -> Iterator[Difference]:
    """Where the texts are the same: merged cells, heads of tables, blanks."""
    for (expected_block, block), other in zip(wanted, found, strict=False):
        group = edition.field(expected_block.field).heading_term
        where = _joined(group, place_of(expected_block, edition))
        if isinstance(block, ReadTable) and isinstance(other, ReadTable):
            yield from _table_differences(where, block, other)
        elif block != other:
            yield _difference(where, _text(block), _text(other))


def _table_differences(where: Term, wanted: ReadTable, found: ReadTable) -> Iterator[Difference]:
    if wanted.header_rows != found.header_rows:
        head = _within(where, Term("表头行数", "rows of the head"))
        yield Difference(head, str(wanted.header_rows), str(found.header_rows))
    for row, (line, other) in enumerate(zip_longest(wanted.rows, found.rows, fillvalue=()), start=1):
        for column, (cell, seen) in enumerate(zip_longest(line, other), start=1):
            if cell != seen:
                slot = Term(f"第 {row} 行第 {column} 格", f"row {row}, cell {column}")
                yield _difference(_within(where, slot), _cell(cell), _cell(seen))


def _joined(group: Term, place: Term) -> Term:
    """A place in a part of the report, which is named by its heading."""
    return group if group == place else _within(Term(f"“{group.zh}”", group.en), place)


def _within(where: Term, place: Term) -> Term:
    return Term(f"{where.zh}{place.zh}", f"{where.en}, {place.en}")


def _text(block: ReadBlock) -> str:
    if isinstance(block, ReadTable):
        return f"[{len(block.rows)}]"
    return block.text + "".join(picture_mark(picture.description) for picture in block.pictures)


def _cell(cell: ReadCell | None) -> str:
    if cell is None:
        return ""
    spans = f" [{cell.row_span}×{cell.col_span}]" if (cell.row_span, cell.col_span) != (1, 1) else ""
    return cell.text + spans


def _difference(where: Term, wanted: str, found: str) -> Difference:
    """Long texts cut to where they part."""
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found))
    )
    shown = slice(begin := max(0, start - MAX_SHOWN_CHARACTERS // 3), begin + MAX_SHOWN_CHARACTERS)
    return Difference(where, wanted[shown], found[shown])
