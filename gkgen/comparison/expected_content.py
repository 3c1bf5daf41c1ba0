"""What a rendered file of a report should show, each piece with the place where a person looks for it."""

from collections.abc import Iterator, Mapping

from gkgen.comparison.printed_diff import ExpectedTable
from gkgen.comparison.report_content import Fact
from gkgen.comparison.sentence_diff import Sentence, paragraph_term, sentences_of
from gkgen.comparison.shown_blocks import picture_mark
from gkgen.diagnostics import Term
from gkgen.document import CellRole, Document, ExactNumber, Figure, Runs, SmallTable, Table, plain
from gkgen.form import Edition, Field
from gkgen.grid import resolve
from gkgen.printed_blocks import DETAILS, PrintedBlock, printed_blocks

_HEADING = Term("标题", "heading")
_LABEL = Term("表头", "label")
_TABLE = Term("表", "table")


def expected(
    document: Document, edition: Edition, *, with_details: bool = False, with_letterhead: bool = False
) -> Iterator[Sentence | ExpectedTable]:
    """The same as sentences and tables, under the labels of the edition."""
    numbers = {path: value for path, value, _ in document.numbers}
    for block in printed_blocks(document, with_details=with_details, with_letterhead=with_letterhead):
        field = edition.field(block.field.partition(".")[0])
        where, group = place_of(block, edition), field.heading_term
        match block.content:
            case str() as text:
                for line in text.split("\n") if block.field == "title" else (text,):
                    yield from sentences_of(line, block.field, group, where)
            case Figure(name=name, caption=caption):
                yield from sentences_of(picture_mark(caption or name), block.field, group, where)
            case SmallTable(rows=rows):
                yield ExpectedTable(group, _slots(rows, group, where))
            case Table() as table:
                yield ExpectedTable(group, _cells(table, field, numbers))


def place_of(block: PrintedBlock, edition: Edition) -> Term:
    """Where a person looks for a block inside the part of the report that it belongs to."""
    if isinstance(block.content, Table):
        return _TABLE
    if block.number:
        return paragraph_term(block.number)
    field = edition.field(block.field)
    return _HEADING if field.heading else field.term


def is_detail(path: str) -> bool:
    """Whether a field is one of the details, which a website may leave out or put elsewhere."""
    return path.startswith(f"{DETAILS}.")


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
