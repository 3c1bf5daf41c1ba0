"""What a rendered file of a report should show, each piece with the place where a person looks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gkgen.comparison.printed_diff import WantedTable
from gkgen.comparison.report_content import Fact
from gkgen.comparison.sentence_diff import Sentence, paragraph_term, sentences_of
from gkgen.comparison.shown_blocks import picture_mark
from gkgen.diagnostics import Term
from gkgen.document import (
    Block,
    CellRole,
    Document,
    ExactNumber,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Runs,
    SmallTable,
    Table,
    plain,
)
from gkgen.form import Edition, Field
from gkgen.grid import resolve

_HEADING = Term("标题", "heading")
_LABEL = Term("表头", "label")
_TABLE = Term("表", "table")
_DETAILS = "metadata"


@dataclass(frozen=True, slots=True)
class ExpectedBlock:
    """A paragraph, picture or table as every format prints it; only the title has several lines.

    `field` is the path of the field that it belongs to; `number` counts the blocks of a text from 1 and is 0 for what
    is no part of one: titles, headings, signatures, details.
    """

    field: str
    number: int
    content: str | Figure | SmallTable | Table


def expected_blocks(document: Document, *, with_details: bool = False) -> Iterator[ExpectedBlock]:
    """The whole report in its order; only web pages show details such as 索引号."""
    yield ExpectedBlock("title", 0, "\n".join(document.title))
    for name, label, value in document.details if with_details else ():
        yield ExpectedBlock(f"{_DETAILS}.{name}", 0, label)
        yield ExpectedBlock(f"{_DETAILS}.{name}", 0, value)
    yield from _prose("preface", document.preface)
    for section in document.sections:
        yield ExpectedBlock(section.name, 0, section.heading)
        if isinstance(section.body, Table):
            yield ExpectedBlock(section.name, 1, section.body)
        else:
            yield from _prose(section.name, section.body)
    if document.signature:
        for line in filter(None, (document.signature.name, document.signature.date)):
            yield ExpectedBlock("signature", 0, line)


def _prose(field: str, blocks: tuple[Block, ...]) -> Iterator[ExpectedBlock]:
    for number, block in enumerate(blocks, start=1):
        match block:
            case Heading(runs=runs) | Paragraph(runs=runs):
                yield ExpectedBlock(field, number, plain(runs))
            case ListItem(marker=marker, runs=runs):
                yield ExpectedBlock(field, number, marker + plain(runs))
            case Figure(caption=caption):
                yield ExpectedBlock(field, number, block)
                yield ExpectedBlock(field, number, caption)
            case SmallTable():
                yield ExpectedBlock(field, number, block)


def expected(document: Document, edition: Edition, *, with_details: bool = False) -> Iterator[Sentence | WantedTable]:
    """The same as sentences and tables, under the labels of the edition."""
    numbers = {path: value for path, value, _ in document.numbers}
    for block in expected_blocks(document, with_details=with_details):
        field = edition.field(block.field.partition(".")[0])
        where, group = place_of(block, edition), field.heading_term
        match block.content:
            case str() as text:
                for line in text.split("\n") if block.field == "title" else (text,):
                    yield from sentences_of(line, block.field, group, where)
            case Figure(name=name, caption=caption):
                yield from sentences_of(picture_mark(caption or name), block.field, group, where)
            case SmallTable(rows=rows):
                yield WantedTable(group, _slots(rows, group, where))
            case Table() as table:
                yield WantedTable(group, _cells(table, field, numbers))


def place_of(block: ExpectedBlock, edition: Edition) -> Term:
    """Where a person looks for a block inside the part of the report that it belongs to."""
    if isinstance(block.content, Table):
        return _TABLE
    if block.number:
        return paragraph_term(block.number)
    field = edition.field(block.field)
    return _HEADING if field.heading else field.term


def is_detail(path: str) -> bool:
    """Whether a field is one of the details, which a website may leave out or put elsewhere."""
    return path.startswith(f"{_DETAILS}.")


def _slots(rows: tuple[tuple[Runs, ...], ...], group: Term, where: Term) -> tuple[tuple[Fact, ...], ...]:
    """The cells of an author's own table by their numbers."""
    return tuple(
        tuple(
            Fact(
                "",
                group,
                Term(f"{where.zh}的表·第 {row} 行第 {column} 格", f"{where.en}, row {row}, cell {column}"),
                plain(runs),
            )
            for column, runs in enumerate(line, start=1)
        )
        for row, line in enumerate(rows, start=1)
    )


def _cells(table: Table, field: Field, numbers: Mapping[str, ExactNumber]) -> tuple[tuple[Fact, ...], ...]:
    """The layout grid of a statutory table: numbers under their labels, labels under what they are."""
    group = field.heading_term
    known: dict[int, Fact] = {}
    leaves = {leaf.path: leaf for leaf in field.leaves()}
    rows = []
    for line in resolve(table.rows, len(table.widths)):
        for slot in line:
            if id(slot.cell) not in known:
                path = f"{field.path}.{slot.cell.field}"
                if slot.cell.role is CellRole.NUMBER:
                    label = field.trail_to(leaves[path])
                    known[id(slot.cell)] = Fact(path, group, label, slot.cell.text, numbers.get(path))
                else:
                    known[id(slot.cell)] = Fact("", group, _LABEL, slot.cell.text)
        rows.append(tuple(known[id(slot.cell)] for slot in line))
    return tuple(rows)
