"""Statutory tables as reports have them, for tests of how they are read: filled with numbers, damaged at will."""

from collections.abc import Mapping, Sequence

from gkgen.document import CellRole, Run
from gkgen.form import Edition, skeleton
from gkgen.importers.match_result import Cells, ImportIssue
from gkgen.importers.parsed_document import GridBlock, GridCell, Place, SourceBlock, TextBlock
from gkgen.importers.tables.linearized_tables import stretches
from gkgen.importers.tables.ruled_tables import read_rows, table_of
from gkgen.importers.tables.table_filling import fill_tables
from gkgen.importers.tables.table_rows import RowRead
from gkgen.pipeline.core.checking import form

OLD, NEW = form().editions
Rows = list[list[GridCell]]


def rows_of(edition: Edition, name: str, numbers: Mapping[str, str]) -> Rows:
    """The table with these numbers by path inside it, zeros elsewhere."""
    table = edition.table(name)
    assert table is not None
    return [
        [
            GridCell(
                numbers.get(cell.field, "0") if cell.role is CellRole.NUMBER else "\n".join(cell.lines),
                cell.row_span,
                cell.col_span,
            )
            for cell in row
        ]
        for row in skeleton(table).rows
    ]


def grid(rows: Sequence[Sequence[GridCell]]) -> GridBlock:
    return GridBlock(tuple(map(tuple, rows)), Place(table=1))


def filled(edition: Edition, *rows: Rows) -> tuple[dict[str, Cells], tuple[ImportIssue, ...]]:
    """What is read of tables with rows and columns."""
    read: list[RowRead] = []
    for one in rows:
        block = grid(one)
        table = table_of(block, edition)
        assert table is not None
        read += read_rows(block, table, edition.reading)
    return fill_tables(edition, read, edition.reading)


def lines_of(rows: Rows) -> tuple[SourceBlock, ...]:
    """Each cell on a line of its own, as programs make text of a Word file; a label of two lines is two lines."""
    texts = [line for row in rows for cell in row for line in cell.text.split("\n")]
    return tuple(TextBlock((Run(text),), Place(line=number)) for number, text in enumerate(texts, start=1))


def from_lines(edition: Edition, *rows: Rows) -> tuple[dict[str, Cells], tuple[ImportIssue, ...]]:
    """What is read of tables that are lines of text."""
    blocks = tuple(block for one in rows for block in lines_of(one))
    found = stretches(blocks, edition, edition.reading, lambda block: False)
    return fill_tables(edition, (row for stretch in found for row in stretch.rows), edition.reading)


def kinds(issues: Sequence[ImportIssue], path: str) -> list[str]:
    """The kinds of the issues about a field and what is below it."""
    return [issue.kind for issue in issues if issue.path == path or issue.path.startswith(f"{path}.")]
