"""What a finished file of a report should say, each piece with the place where a person looks for it."""

from collections.abc import Iterator, Mapping

from gkgen.comparison import Fact, Sentence, WantedTable, split
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
    SmallTable,
    Table,
    plain,
)
from gkgen.form import Edition, Field
from gkgen.grid import resolve
from gkgen.pipeline.comparing.stated_content import trail

Piece = Sentence | WantedTable

_HEADING = Term("标题", "heading")
_DETAILS = "metadata"
_PICTURE = "[图："
_LABEL = Term("表头", "label")


def expected(document: Document, edition: Edition, *, with_details: bool = False) -> Iterator[Piece]:
    """The whole report in its order, as every format prints it; web pages alone show details such as 索引号."""
    numbers = {path: value for path, value, _ in document.numbers}
    title, preface, signature = (edition.field(name) for name in ("title", "preface", "signature"))
    for line in document.title:
        yield from said(line, title.path, title.heading_term, title.heading_term)
    for name, label, value in document.details if with_details else ():
        field = edition.field(f"{_DETAILS}.{name}")
        for text in (label, value):
            yield from said(text, field.path, edition.field(_DETAILS).heading_term, field.term)
    yield from _prose(document.preface, preface.path, preface.heading_term)
    for section in document.sections:
        field = edition.field(section.name)
        yield from said(section.heading, field.path, field.heading_term, _HEADING)
        match section.body:
            case Table() as table:
                yield WantedTable(field.heading_term, _cells(table, field, numbers))
            case blocks:
                yield from _prose(blocks, field.path, field.heading_term)
    if document.signature:
        for line in filter(None, (document.signature.name, document.signature.date)):
            yield from said(line, signature.path, signature.heading_term, signature.heading_term)


def picture_mark(description: str) -> str:
    """What stands for a picture, in a finished file and in what it should say."""
    return f"{_PICTURE}{description}]"


def is_picture_mark(text: str) -> bool:
    """Whether a text stands for a picture."""
    return text.startswith(_PICTURE)


def is_detail(path: str) -> bool:
    """Whether a field is one of the details, which a website may leave out or put elsewhere."""
    return path.startswith(f"{_DETAILS}.")


def said(text: str, path: str, group: Term, where: Term) -> Iterator[Sentence]:
    """The sentences of a paragraph."""
    return (Sentence(sentence, path, group, where, first) for sentence, first in split(text))


def _prose(blocks: tuple[Block, ...], path: str, group: Term) -> Iterator[Piece]:
    for number, block in enumerate(blocks, start=1):
        where = Term(f"第 {number} 段", f"paragraph {number}")
        match block:
            case Heading(runs=runs) | Paragraph(runs=runs):
                yield from said(plain(runs), path, group, where)
            case ListItem(marker=marker, runs=runs):
                yield from said(marker + plain(runs), path, group, where)
            case Figure(name=name, caption=caption):
                yield from said(picture_mark(caption or name), path, group, where)
                yield from said(caption, path, group, where)
            case SmallTable(rows=rows):
                yield WantedTable(
                    group,
                    tuple(
                        tuple(Fact("", group, _slot(where, y, x), plain(runs)) for x, runs in enumerate(row, start=1))
                        for y, row in enumerate(rows, start=1)
                    ),
                )


def _slot(where: Term, row: int, column: int) -> Term:
    return Term(f"{where.zh}的表·第 {row} 行第 {column} 格", f"{where.en}, row {row}, cell {column}")


def _cells(table: Table, field: Field, numbers: Mapping[str, ExactNumber]) -> tuple[tuple[Fact, ...], ...]:
    """The layout grid: numbers under their labels, labels under what they are."""
    group = field.heading_term
    known: dict[int, Fact] = {}
    leaves = {leaf.path: leaf for leaf in field.leaves()}
    rows = []
    for line in resolve(table):
        for slot in line:
            if id(slot.cell) not in known:
                path = f"{field.path}.{slot.cell.field}"
                if slot.cell.role is CellRole.NUMBER:
                    label = trail(field, leaves[path])
                    known[id(slot.cell)] = Fact(path, group, label, slot.cell.text, numbers.get(path))
                else:
                    known[id(slot.cell)] = Fact("", group, _LABEL, slot.cell.text)
        rows.append(tuple(known[id(slot.cell)] for slot in line))
    return tuple(rows)
