"""The finished Word file read back and compared with the document, paragraph by paragraph and cell by cell."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    """The blocks of the document as Word should hold them."""
    for block in expected_blocks(document):
        yield from ((block, each) for each in _comparable([_read_block(block)]))


def _read_block(block: ExpectedBlock) -> ReadBlock:
    match block.content:
        case str() as text:
            return ReadParagraph("", "\n".join(map(_flat, text.split("\n"))) if block.field == "title" else _flat(text))
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
        if block != other:
            group = edition.field(expected_block.field).heading_term
            where = _joined(group, place_of(expected_block, edition))
            yield _difference(where, _described(block), _described(other))


def _joined(group: Term, place: Term) -> Term:
    """A place in a part of the report, which is named by its heading."""
    return group if group == place else Term(f"“{group.zh}”{place.zh}", f"{group.en}, {place.en}")


def _described(block: ReadBlock) -> str:
    """A block as one line; of a table, the spans of its merged cells and how many rows are its head."""
    if isinstance(block, ReadParagraph):
        return block.text + "".join(picture_mark(picture.description) for picture in block.pictures)
    rows = (" | ".join(_spanning(cell) for cell in row) for row in block.rows)
    return " / ".join((*rows, f"{block.header_rows}"))


def _spanning(cell: ReadCell) -> str:
    return cell.text if cell[1:] == (1, 1) else f"{cell.text} [{cell.row_span}×{cell.col_span}]"


def _difference(where: Term, wanted: str, found: str) -> Difference:
    """Long texts cut to where they part."""
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), min(len(wanted), len(found))
    )
    shown = slice(begin := max(0, start - MAX_SHOWN_CHARACTERS // 3), begin + MAX_SHOWN_CHARACTERS)
    return Difference(where, wanted[shown], found[shown])
