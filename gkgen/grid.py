"""Merged cells resolved to the layout grid: which origin cell covers which slot."""

from dataclasses import dataclass

from gkgen.document import Cell, Table


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot of the layout grid; a continuation slot belongs to an origin cell above it or left of it."""

    cell: Cell
    row: int
    column: int
    is_origin: bool


Grid = tuple[tuple[Slot, ...], ...]


def resolve(table: Table) -> Grid:
    """The grid of a table, a slot for every row and column.

    Raises ValueError when cells overlap, leave a slot empty or reach beyond the table.
    """
    height, width = len(table.rows), len(table.widths)
    slots: list[list[Slot | None]] = [[None] * width for _ in range(height)]
    for row, cells in enumerate(table.rows):
        for cell in cells:
            _place(slots, cell, row)
    filled = tuple(tuple(slot for slot in line if slot is not None) for line in slots)
    if any(len(line) != width for line in filled):
        raise ValueError(f"table {table.name}: some slots belong to no cell")
    return filled


def _place(slots: list[list[Slot | None]], cell: Cell, row: int) -> None:
    free = [column for column, slot in enumerate(slots[row]) if slot is None]
    if not free:
        raise ValueError(f"row {row}: no room for {cell.text!r}")
    column = free[0]
    if row + cell.row_span > len(slots) or column + cell.col_span > len(slots[row]):
        raise ValueError(f"row {row}: {cell.text!r} reaches beyond the table")
    for y in range(row, row + cell.row_span):
        for x in range(column, column + cell.col_span):
            if slots[y][x] is not None:
                raise ValueError(f"row {y}, column {x}: two cells overlap")
            slots[y][x] = Slot(cell, row, column, is_origin=(y, x) == (row, column))
