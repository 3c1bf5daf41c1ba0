"""Tables with rows and columns: which statutory table each is, its rows by label, its cells by what stands above."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gkgen.form import Edition
from gkgen.importers.label_normalization import normal
from gkgen.importers.parsed_document import GridBlock, Place
from gkgen.importers.tables.cell_numbers import is_number_like
from gkgen.importers.tables.table_rows import CellRead, RowRead
from gkgen.importers.tables.table_shapes import RowShape, TableShape, shapes

# As many labels of one table as make another table, of the author's own, unlikely.
_ENOUGH = 3
# No table of a report is larger; what claims to be would only cost time.
_MAX_WIDTH = 200


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place of the grid and the cell that covers it; `column` is where the cell begins."""

    text: str
    word: str
    column: int
    is_origin: bool


Line = tuple[_Slot, ...]


def table_of(grid: GridBlock, edition: Edition) -> TableShape | None:
    """The statutory table that a grid is, or is a part of; None for a table of the author's own."""
    words = {normal(cell.text) for row in grid.rows for cell in row if cell.text.strip()}
    counts = [(len(words & shape.words), shape) for shape in shapes(edition)]
    best, shape = max(counts, key=lambda pair: pair[0])
    has_row = any(shape.row(word) for word in words)
    return shape if best >= _ENOUGH or (best and has_row and best * 2 >= len(words)) else None


def read_rows(grid: GridBlock, table: TableShape, reading: Mapping[str, Any]) -> tuple[RowRead, ...]:
    """The rows of numbers in a grid."""
    return tuple(_rows(_resolve(grid), grid.place, table, reading))


def _resolve(grid: GridBlock) -> list[Line]:
    """Each row as slots from left to right; a row may be shorter than others, as in a damaged file."""
    lines: list[Line] = []
    waiting: dict[int, tuple[int, _Slot]] = {}
    for row in grid.rows:
        slots: list[_Slot] = []
        cells = iter(row)
        column = 0
        while column < _MAX_WIDTH:
            if column in waiting:
                left, slot = waiting.pop(column)
                slots.append(slot)
                if left > 1:
                    waiting[column] = (left - 1, slot)
                column += 1
                continue
            cell = next(cells, None)
            if cell is None:
                if not any(place >= column for place in waiting):
                    break
                column += 1
                continue
            width = max(1, min(cell.col_span, _MAX_WIDTH - column))
            for offset in range(width):
                slot = _Slot(cell.text, normal(cell.text), column, is_origin=offset == 0)
                slots.append(slot)
                if cell.row_span > 1:
                    waiting[column + offset] = (
                        cell.row_span - 1,
                        _Slot(cell.text, slot.word, column, is_origin=False),
                    )
            column += width
        lines.append(tuple(slots))
    return lines


def _rows(lines: Sequence[Line], place: Place, table: TableShape, reading: Mapping[str, Any]) -> Iterator[RowRead]:
    heads: list[Line] = []
    is_below_head, is_above_rows = False, True
    for number, line in enumerate(lines, start=1):
        label = _label(line, table)
        if _is_head(line, table, reading, is_certain=is_above_rows or label is None):
            heads = [*heads, line] if is_below_head else [line]
            is_below_head = True
            continue
        is_below_head = False
        shape = table.row(label.word) if label else _only_row(line, table, reading)
        if shape is None:
            label = _strange_label(line, reading)
        zone = _zone(line, label)
        if shape is None and not _has_number(zone, reading):
            # A caption, or what stands left of rows of its own.
            is_above_rows = True
            continue
        is_above_rows = False
        cells = tuple(CellRead(slot.text, place.cell(number, slot.column + 1), _heads(slot, heads)) for slot in zone)
        words = label.text if label else shape.name if shape else ""
        yield RowRead(table, shape, words, cells, place.cell(number, 0))


def _has_number(slots: Sequence[_Slot], reading: Mapping[str, Any]) -> bool:
    return any(slot.text.strip() and is_number_like(slot.text, reading) for slot in slots)


def _label(line: Line, table: TableShape) -> _Slot | None:
    """The cell furthest to the right that is the label of a row."""
    return next((slot for slot in reversed(line) if slot.is_origin and table.row(slot.word)), None)


def _zone(line: Line, label: _Slot | None) -> tuple[_Slot, ...]:
    """The cells right of the label."""
    return tuple(slot for slot in line if slot.is_origin and (label is None or slot.column > label.column))


def _strange_label(line: Line, reading: Mapping[str, Any]) -> _Slot | None:
    """The label of a row that the form does not know."""
    return next((slot for slot in reversed(line) if slot.text.strip() and not is_number_like(slot.text, reading)), None)


def _only_row(line: Line, table: TableShape, reading: Mapping[str, Any]) -> RowShape | None:
    """The row of a table that has but one, without a label."""
    if len(table.rows) != 1 or not any(slot.text.strip() for slot in line):
        return None
    return table.rows[0] if all(is_number_like(slot.text, reading) for slot in line) else None


def _is_head(line: Line, table: TableShape, reading: Mapping[str, Any], *, is_certain: bool) -> bool:
    """Whether a row consists of labels for what stands below it; 总计 is the label of a row as well."""
    if _has_number(line, reading):
        return False
    found = {slot.column for slot in line if slot.word in table.heads}
    return len(found) > 1 or (bool(found) and is_certain)


def _heads(slot: _Slot, heads: Sequence[Line]) -> tuple[str, ...]:
    """The labels above a cell."""
    words = [line[slot.column].word for line in heads if slot.column < len(line)]
    return tuple(dict.fromkeys(word for word in words if word))
