"""Tables as pages for phones show them: for each row a card, its label and below it each column with its number."""

from collections.abc import Mapping, Sequence
from typing import Any

from gkgen import lazy_re as re
from gkgen.form import Edition
from gkgen.importers.parsed_document import SourceBlock, TextBlock
from gkgen.importers.shown_text import ShownRun, read_cell
from gkgen.importers.tables.cell_numbers import is_number_like
from gkgen.importers.tables.table_rows import CellRead, RowRead
from gkgen.importers.tables.table_shapes import RowShape, TableShape, shapes
from gkgen.label_normalization import normalized

# Between the labels left of a row and its own.
_STEPS = re.compile(r"\s*[/／>›|｜\\]\s*")
_COLUMN = re.compile(r"(?P<head>\D*?[^\W\d])[\s:：]*(?P<number>[-−+]?\d[\d,，.]*|[/／—–-])")
_MIN_COLUMNS = 2


def read_cards(
    blocks: Sequence[SourceBlock], start: int, edition: Edition, reading: Mapping[str, Any]
) -> tuple[list[RowRead], int]:
    """The rows of the cards that begin at a block, and the block behind them."""
    rows: list[RowRead] = []
    at = start
    while at < len(blocks) and (found := _card(blocks, at, edition, reading)):
        rows.append(found[0])
        at = found[1]
    return rows, at


def _card(
    blocks: Sequence[SourceBlock], at: int, edition: Edition, reading: Mapping[str, Any]
) -> tuple[RowRead, int] | None:
    first = blocks[at]
    known = _row(first.text, edition) if isinstance(first, TextBlock) else None
    if known is None or not isinstance(first, TextBlock):
        return None
    table, row = known
    heads = {labels[-1] for labels in row.heads if labels}
    cells: list[CellRead] = []
    for block in blocks[at + 1 : at + 1 + len(row.fields)]:
        match = _COLUMN.fullmatch(block.text.strip()) if isinstance(block, TextBlock) else None
        head = normalized(match["head"]) if match else ""
        if match is None or head not in heads or not is_number_like(match["number"], reading):
            break
        heads.remove(head)
        read = read_cell((ShownRun(match["number"]),))
        cells.append(CellRead(read.text, block.place, (head,), left_out=read.left_out))
    if len(cells) < _MIN_COLUMNS:
        return None
    return RowRead(table, row, first.text, tuple(cells), first.place), at + 1 + len(cells)


def _row(text: str, edition: Edition) -> tuple[TableShape, RowShape] | None:
    """The row that a line is the label of, with the labels left of it or without."""
    label = normalized(_STEPS.split(text.strip())[-1])
    return next(((table, row) for table in shapes(edition) if (row := table.row(label))), None)
