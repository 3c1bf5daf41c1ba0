"""The finished Word file read back and compared with the document, paragraph by paragraph and cell by cell."""

from collections.abc import Iterable, Iterator

from gkgen import lazy_re as re
from gkgen.document import Document, Figure, Runs, SmallTable, Table, plain
from gkgen.ooxml import ReadCell, ReadLink, ReadParagraph, ReadPicture, ReadTable, read
from gkgen.printed_blocks import PrintedBlock, printed_blocks
from gkgen.web_links import linked
from gkgen.writers.docx.difference import Difference, ReadBlock

_BREAKS = re.compile(r"[\n\t\a\f]")


def compare(document: Document, data: bytes) -> tuple[Difference, ...]:
    """All differences; none when every paragraph, cell, merge and picture is there, in its place and no more."""
    content = read(data)
    wanted, found = tuple(_expected(document)), tuple(_comparable(content))
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


def _expected(document: Document) -> Iterator[tuple[PrintedBlock, ReadBlock]]:
    """The blocks of the document as Word should hold them."""
    for block in printed_blocks(document):
        yield from ((block, each) for each in _comparable([_read_block(block)]))


def _read_block(block: PrintedBlock) -> ReadBlock:
    match block.content:
        case str() as text:
            flat = "\n".join(map(_flat, text.split("\n"))) if block.field == "title" else _flat(text)
            return ReadParagraph("", flat, links=_links(block.runs))
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
