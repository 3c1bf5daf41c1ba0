"""Merged cells resolved to the layout grid: which origin cell covers which slot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar, overload

MAX_COLUMNS = 200
"""No table of a report is wider; a damaged file may claim any number."""


class Spanning(Protocol):
    """An origin cell of any table; both spans count from 1."""

    @property
    def row_span(self) -> int:
        """How many rows it covers."""

    @property
    def col_span(self) -> int:
        """How many columns it covers."""


CellT = TypeVar("CellT", bound=Spanning)


@dataclass(frozen=True, slots=True)
class Slot(Generic[CellT]):
    """One slot of the layout grid; `row` and `column` are those of its origin cell, from 0.

    A continuation slot belongs to an origin cell above it or left of it.
    """

    cell: CellT
    row: int
    column: int
    is_origin: bool


Grid = tuple[tuple[Slot[CellT], ...], ...]
SparseGrid = tuple[tuple[Slot[CellT] | None, ...], ...]
"""A grid in which slots may belong to no cell; its rows are equally wide all the same."""


@overload
def resolve(
    rows: Sequence[Sequence[CellT]], width: int | None = ..., *, lenient: Literal[False] = ...
) -> Grid[CellT]: ...
@overload
def resolve(rows: Sequence[Sequence[CellT]], width: None = ..., *, lenient: Literal[True]) -> SparseGrid[CellT]: ...
def resolve(
    rows: Sequence[Sequence[CellT]], width: int | None = None, *, lenient: bool = False
) -> Grid[CellT] | SparseGrid[CellT]:
    """The grid of rows of origin cells, a slot for every row and column; `width` is that of the table, if known.

    Raises ValueError when cells overlap, leave a slot empty or reach beyond the table. A lenient one takes the spans
    that a damaged file states as far as they make sense: cut off at the end of the table, the first of two cells that
    overlap, None where there is no cell.
    """
    lines: list[list[Slot[CellT] | None]] = [[] for _ in rows]
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while column < len(lines[row]) and lines[row][column] is not None:
                column += 1
            end = min(column + max(1, cell.col_span), MAX_COLUMNS)
            if not lenient and (row + cell.row_span > len(rows) or end > (width or end)):
                raise ValueError(f"row {row}: {cell} reaches beyond the table")
            for line in lines[row : row + max(1, cell.row_span)]:
                _cover(line, Slot(cell, row, column, is_origin=False), end, lenient=lenient)
            if column < end:
                lines[row][column] = Slot(cell, row, column, is_origin=True)
            column = end
    full = max(map(len, lines), default=0) if width is None else width
    if not lenient and any(len(line) != full or None in line for line in lines):
        raise ValueError("some slots belong to no cell")
    return tuple((*line, *[None] * (full - len(line))) for line in lines)


def _cover(line: list[Slot[CellT] | None], slot: Slot[CellT], end: int, *, lenient: bool) -> None:
    """Puts a slot into a row from its column on."""
    line.extend([None] * (end - len(line)))
    for column in range(slot.column, end):
        if line[column] is None:
            line[column] = slot
        elif not lenient:
            raise ValueError(f"column {column}: {slot.cell} overlaps another cell")
