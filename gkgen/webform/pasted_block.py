"""A block of cells from Excel or Word, laid over a statutory table: by the names of its rows, else from a cell on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from gkgen.form import Field, TableForm
from gkgen.label_normalization import normalized
from gkgen.typed_rows import cell_meant, spellings

MAX_LINES = 200
"""More lines than any table of the form has."""


@dataclass(slots=True)
class PastedBlock:
    """What a block says: values by path, empty for zero.

    `wrong` are totals that are not the sum of their row, as label, total and sum; `bad` what is no number; `matched`
    counts the rows that were known by their names.
    """

    start: str
    cells: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    matched: int = 0
    has_totals: bool = False
    wrong: list[list[str]] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """The block for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def read_block(text: str, table: TableForm, start: str) -> PastedBlock:
    """The block pasted into the cell at a path; what is not certainly a number is not taken over."""
    block = PastedBlock(start)
    rows = _rows(table.field)
    place = next(index for index, row in enumerate(rows) if start.startswith(f"{row.path}."))
    column = next(index for index, cell in enumerate(rows[place].children) if cell.path == start)
    lines = [line.split("\t") for line in text.replace("\r", "").rstrip("\n").split("\n")[:MAX_LINES]]
    split = [_split(cells, table) for cells in lines]
    named = [_named(labels, rows) for labels, _ in split]
    for number, (_, numbers) in enumerate(split):
        # A line without a name among lines with names may be anything: a head, a note.
        below = rows[place + number] if place + number < len(rows) and not any(named) else None
        block.matched += named[number] is not None
        _lay(block, numbers, named[number] or below, column if named[number] is None else 0, table)
        block.rows += 1
    return block


def _rows(parent: Field) -> list[Field]:
    """The rows of numbers below a field, in the order of the form."""
    if parent.children and not any(child.children for child in parent.children):
        return [parent]
    return [row for child in parent.children for row in _rows(child)]


def _lay(block: PastedBlock, numbers: Sequence[str], row: Field | None, column: int, table: TableForm) -> None:
    """The numbers of one line of the block laid over their row, from a column on."""
    block.columns = max(block.columns, len(numbers))
    if row is None or len(numbers) > len(row.children):
        block.bad += [each.strip() for each in numbers if any(sign.isdigit() for sign in each)]
        return
    whole = row.children
    targets = whole if len(numbers) >= len(whole) - 1 else whole[column:]
    total = 0
    for target, typed in zip(targets, numbers, strict=False):
        value = cell_meant(target, typed)
        if value is None:
            block.bad.append(typed.strip())
        elif target.path not in table.computed:
            block.cells[target.path] = value
            total += int(value or 0) if value.isdigit() or not value else 0
        elif target.name == "total":
            block.has_totals = True
            if value.isdigit() and int(value) != total and len(numbers) == len(whole):
                block.wrong.append([row.label or row.key, value, str(total)])


def _split(cells: Sequence[str], table: TableForm) -> tuple[list[str], list[str]]:
    """The labels of the form that a line begins with, and what stands behind them."""
    first = 0
    while first < len(cells) - 1 and (not cells[first].strip() or normalized(cells[first]) in _labels(table)):
        first += 1
    while first and not cells[first - 1].strip():
        first -= 1
    return [cell for cell in cells[:first] if cell.strip()], list(cells[first:])


@cache
def _labels(table: TableForm) -> frozenset[str]:
    return frozenset(normalized(word) for field in table.field.walk() for word in (*spellings(field), field.group))


def _named(labels: Sequence[str], rows: Sequence[Field]) -> Field | None:
    """The row that one of the labels names; of two of one name none."""
    for label in reversed(labels):
        found = [row for row in rows if normalized(label) in set(map(normalized, spellings(row)))]
        if len(found) == 1:
            return found[0]
    return None
