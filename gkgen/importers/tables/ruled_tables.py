"""Tables with rows and columns: which statutory table each is, its rows by label, its cells by what stands above."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gkgen import lazy_re as re
from gkgen.form import Edition
from gkgen.grid import Slot, SparseGrid, resolve
from gkgen.importers.parsed_document import GridBlock, Place
from gkgen.importers.tables.cell_numbers import is_number_like
from gkgen.importers.tables.table_rows import CellRead, RowRead
from gkgen.importers.tables.table_shapes import RowShape, TableShape, shapes
from gkgen.label_normalization import normalized

# As many labels of one table as make another table, of the author's own, unlikely.
_MIN_LABELS = 3


@dataclass(frozen=True, slots=True)
class _Cell:
    """An origin cell with its text normalized."""

    text: str
    word: str
    row_span: int
    col_span: int
    readings: tuple[str, ...]
    left_out: tuple[str, ...]


_Slots = Sequence[Slot[_Cell]]


def table_of(grid: GridBlock, edition: Edition) -> TableShape | None:
    """The statutory table that a grid is, or is a part of; None for a table of the author's own."""
    words = {normalized(cell.text) for row in grid.rows for cell in row if cell.text.strip()}
    counts = [(len(words & shape.words), shape) for shape in shapes(edition)]
    best, shape = max(counts, key=lambda pair: pair[0])
    has_row = any(shape.row(word) for word in words)
    return shape if best >= _MIN_LABELS or (best and has_row and best * 2 >= len(words)) else None


def read_rows(grid: GridBlock, table: TableShape, reading: Mapping[str, Any]) -> tuple[RowRead, ...]:
    """The rows of numbers in a grid."""
    return tuple(_rows(_resolve(grid), grid.place, table, reading))


def _resolve(grid: GridBlock) -> SparseGrid[_Cell]:
    """The layout grid; a row may be shorter than others, as in a damaged file."""
    rows = [
        [
            _Cell(cell.text, normalized(cell.text), cell.row_span, cell.col_span, cell.readings, cell.left_out)
            for cell in row
        ]
        for row in grid.rows
    ]
    return resolve(rows, lenient=True)


def _rows(grid: SparseGrid[_Cell], place: Place, table: TableShape, reading: Mapping[str, Any]) -> Iterator[RowRead]:
    heads: list[Sequence[Slot[_Cell] | None]] = []
    is_below_head, is_above_rows = False, True
    for number, row in enumerate(grid, start=1):
        line = [slot for slot in row if slot]
        label = _label(line, table)
        if _is_head(line, table, reading, is_certain=is_above_rows or label is None):
            heads = [*heads, row] if is_below_head else [row]
            is_below_head = True
            continue
        is_below_head = False
        shape = table.row(label.cell.word) if label else _only_row(line, table, reading)
        if shape is None:
            label = _strange_label(line, reading)
        zone = _zone(line, label)
        if shape is None and not _has_number(zone, reading):
            # A caption, or what stands left of rows of its own.
            is_above_rows = True
            continue
        is_above_rows = False
        cells = tuple(
            CellRead(
                slot.cell.text,
                place.cell(number, slot.column + 1),
                _heads(slot, heads),
                slot.cell.readings,
                slot.cell.left_out,
            )
            for slot in zone
        )
        words = label.cell.text if label else shape.name if shape else ""
        yield RowRead(table, shape, words, cells, place.cell(number, 0))


def _has_number(slots: _Slots, reading: Mapping[str, Any]) -> bool:
    return any(
        slot.cell.readings or (slot.cell.text.strip() and is_number_like(slot.cell.text, reading)) for slot in slots
    )


def _label(line: _Slots, table: TableShape) -> Slot[_Cell] | None:
    """The cell furthest to the right that is the label of a row."""
    return next((slot for slot in reversed(line) if slot.is_origin and table.row(slot.cell.word)), None)


def _zone(line: _Slots, label: Slot[_Cell] | None) -> _Slots:
    """The cells right of the label."""
    return tuple(slot for slot in line if slot.is_origin and (label is None or slot.column > label.column))


def _strange_label(line: _Slots, reading: Mapping[str, Any]) -> Slot[_Cell] | None:
    """The label of a row that the form does not know."""
    return next(
        (slot for slot in reversed(line) if slot.cell.text.strip() and not is_number_like(slot.cell.text, reading)),
        None,
    )


def _only_row(line: _Slots, table: TableShape, reading: Mapping[str, Any]) -> RowShape | None:
    """The row of a table that has but one, without a label; two numbers in a cell are none, and no label either."""
    texts = [slot.cell.text for slot in line if slot.is_origin]
    numbers = [text for text in texts if is_number_like(text, reading)]
    if len(table.rows) != 1 or not any(map(str.strip, texts)) or 2 * len(numbers) < len(texts):
        return None
    return table.rows[0] if all(text in numbers or re.search(r"\d", text) for text in texts) else None


def _is_head(line: _Slots, table: TableShape, reading: Mapping[str, Any], *, is_certain: bool) -> bool:
    """Whether a row consists of labels for what stands below it; 总计 is the label of a row as well."""
    if _has_number(line, reading):
        return False
    found = {slot.column for slot in line if slot.cell.word in table.heads}
    return len(found) > 1 or (bool(found) and is_certain)


def _heads(slot: Slot[_Cell], heads: Sequence[Sequence[Slot[_Cell] | None]]) -> tuple[str, ...]:
    """The labels above a cell."""
    words = [above.cell.word for row in heads if (above := row[slot.column])]
    return tuple(dict.fromkeys(word for word in words if word))
