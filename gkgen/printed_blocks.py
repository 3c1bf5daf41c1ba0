"""What every format prints of a document, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gkgen.document import Block, Document, Figure, Heading, ListItem, Paragraph, Runs, SmallTable, Table, plain

DETAILS = "metadata"
"""The field whose parts, such as 索引号, only web pages show."""
LETTERHEAD = ("office", f"{DETAILS}.document_no")
"""The fields that a letterhead prints above the title, where the look has one."""

_MAX_OFFICE_LINES = 3


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


def printed_blocks(
    document: Document, *, with_details: bool = False, with_letterhead: bool = False
) -> Iterator[PrintedBlock]:
    """The whole report in its order; only web pages show details such as 索引号, and some looks have a letterhead."""
    for name, line in zip(LETTERHEAD, document.letterhead if with_letterhead else (), strict=False):
        yield PrintedBlock(name, 0, line)
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


def begins_with_letterhead(document: Document, texts: Sequence[str]) -> bool:
    """Whether what is shown begins with a letterhead, which depends on the look and not on the report.

    The first texts are then the name of the office, in up to three lines, and behind it, or behind one more, is the
    title, which may begin with the name of the office as well.
    """
    bare = ["".join(text.split()) for text in texts[: _MAX_OFFICE_LINES + 2]]
    office, title = ("".join(text.split()) for text in (document.office, "".join(document.title)))
    ends = (end for end in range(1, len(bare)) if "".join(bare[:end]) == office)
    return any(text and title.startswith(text) for end in ends for text in bare[end : end + 2])


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
