"""What every format prints of a document, block by block."""

from collections.abc import Iterator
from dataclasses import dataclass

from gkgen.document import Block, Document, Figure, Heading, ListItem, Paragraph, Runs, SmallTable, Table, plain

DETAILS = "metadata"
"""The field whose parts, such as 索引号, only web pages show."""


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A paragraph, picture or table as every format prints it; only the title has several lines.

    `field` is the path of the field that it belongs to; `number` counts the blocks of a text from 1 and is 0 for what
    is no part of one: titles, headings, signatures, details. `runs` are those of a text in which addresses are links.
    """

    field: str
    number: int
    content: str | Figure | SmallTable | Table
    runs: Runs = ()


def printed_blocks(document: Document, *, with_details: bool = False) -> Iterator[PrintedBlock]:
    """The whole report in its order; only web pages show details such as 索引号."""
    yield PrintedBlock("title", 0, "\n".join(document.title))
    for name, label, value in document.details if with_details else ():
        yield PrintedBlock(f"{DETAILS}.{name}", 0, label)
        yield PrintedBlock(f"{DETAILS}.{name}", 0, value)
    yield from _prose("preface", document.preface)
    for section in document.sections:
        yield PrintedBlock(section.name, 0, section.heading)
        if isinstance(section.body, Table):
            yield PrintedBlock(section.name, 1, section.body)
        else:
            yield from _prose(section.name, section.body)
    if document.signature:
        for line in filter(None, (document.signature.name, document.signature.date)):
            yield PrintedBlock("signature", 0, line)


def _prose(field: str, blocks: tuple[Block, ...]) -> Iterator[PrintedBlock]:
    for number, block in enumerate(blocks, start=1):
        match block:
            case Heading(runs=runs) | Paragraph(runs=runs):
                yield PrintedBlock(field, number, plain(runs), runs)
            case ListItem(marker=marker, runs=runs):
                yield PrintedBlock(field, number, marker + plain(runs), runs)
            case Figure(caption=caption):
                yield PrintedBlock(field, number, block)
                yield PrintedBlock(field, number, caption)
            case SmallTable():
                yield PrintedBlock(field, number, block)
