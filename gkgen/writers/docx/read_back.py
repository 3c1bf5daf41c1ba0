"""The finished Word file read back and compared with the document, paragraph by paragraph and cell by cell."""

from collections.abc import Iterable, Iterator

from gkgen import lazy_re as re
from gkgen.document import Document, Figure, Runs, SmallTable, Table, plain
from gkgen.ooxml import ReadCell, ReadLink, ReadParagraph, ReadPicture, ReadTable, read
from gkgen.printed_blocks import PrintedBlock, begins_with_letterhead, printed_blocks
from gkgen.title_breaking import title_lines
from gkgen.web_links import linked
from gkgen.writers.docx.difference import Difference, ReadBlock

_BREAKS = re.compile(r"[\n\t\a\f]")


def compare(document: Document, data: bytes) -> tuple[Difference, ...]:
    """All differences; none when every paragraph, cell, merge and picture is there, in its place and no more."""
    content = read(data)
    found = tuple(_comparable(content))
    wanted = tuple(_expected(document, with_letterhead=has_letterhead(document, found)))
    if tuple(block for _, block in wanted) == found:
        return ()
    # Nearly all files are right, and need nothing of what compares reports.
    from gkgen.writers.docx.word_differences import differences

    return differences(document, content, wanted, found)


def _comparable(blocks: Iterable[ReadBlock]) -> Iterator[ReadBlock]:
    """The blocks without styles, which a keeper of templates may rename, and without empty paragraphs."""
    for block in blocks:
        match block:
            case ReadParagraph(text=text, pictures=pictures, links=links):
                if text.strip() or pictures:
                    yield ReadParagraph("", text, pictures, links)
            case ReadTable(rows=rows, header_rows=header_rows, links=links):
                yield ReadTable("", tuple(tuple(map(_unbroken, row)) for row in rows), header_rows, links)


def _unbroken(cell: ReadCell) -> ReadCell:
    """The cell without line breaks, which suit the width of its column."""
    return cell._replace(text=cell.text.replace("\n", "")) if "\n" in cell.text else cell


def has_letterhead(document: Document, found: tuple[ReadBlock, ...]) -> bool:
    """Whether the file begins with the letterhead that some templates have."""
    return begins_with_letterhead(document, [each.text for each in found[:5] if isinstance(each, ReadParagraph)])


def _expected(document: Document, *, with_letterhead: bool) -> Iterator[tuple[PrintedBlock, ReadBlock]]:
    """The blocks of the document as Word should hold them."""
    for block in printed_blocks(document, with_letterhead=with_letterhead):
        yield from ((block, each) for each in _comparable([_read_block(block)]))


def _read_block(block: PrintedBlock) -> ReadBlock:
    match block.content:
        case str() as text:
            lines = title_lines(text.split("\n")) if block.field == "title" else (text,)
            return ReadParagraph("", "\n".join(map(_flat, lines)), links=_links(block.runs))
        case Figure(name=name, caption=caption):
            return ReadParagraph("", "", (ReadPicture(caption or name),))
        case SmallTable(rows=rows):
            cells = tuple(tuple(ReadCell(_flat(plain(runs))) for runs in row) for row in rows)
            return ReadTable("", cells, 1, tuple(link for row in rows for runs in row for link in _links(runs)))
        case Table(rows=rows, header_rows=header_rows):
            cells = tuple(tuple(ReadCell(cell.text, cell.row_span, cell.col_span) for cell in row) for row in rows)
            return ReadTable("", cells, header_rows)


def _links(runs: Runs) -> tuple[ReadLink, ...]:
    return tuple(ReadLink(plain(part.runs), part.target) for part in linked(runs) if part.target)


def _flat(text: str) -> str:
    return _BREAKS.sub(" ", text)
