"""The statutory tables as they are looked for: rows by their labels, cells by the labels above them."""

from dataclasses import dataclass
from functools import cache

from gkgen.document import Cell, CellRole
from gkgen.form import Edition, Field, TableForm, skeleton
from gkgen.grid import Grid, resolve
from gkgen.label_normalization import normalized


@dataclass(frozen=True, slots=True)
class RowShape:
    """A row of numbers: its label and those left of it, its cells in order, for each cell the labels above it.

    All labels are normal spellings; `label` is empty for a table of one row. `name` is the label as it is printed, or
    else the heading of the table.
    """

    path: str
    name: str
    label: str
    above: tuple[str, ...]
    fields: tuple[Field, ...]
    heads: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class TableShape:
    """A statutory table. `others` are spellings of row labels beside the statutory ones, `words` every label in it."""

    form: TableForm
    rows: tuple[RowShape, ...]
    words: frozenset[str]
    others: tuple[tuple[str, str], ...]

    def row(self, label: str) -> RowShape | None:
        """The row of that normal label."""
        meant = dict(self.others).get(label, label)
        return next((row for row in self.rows if row.label and row.label == meant), None)

    @property
    def heads(self) -> frozenset[str]:
        """Every label that stands above numbers."""
        return frozenset(head for row in self.rows for heads in row.heads for head in heads)


@cache
def shapes(edition: Edition) -> tuple[TableShape, ...]:
    """The tables of an edition."""
    return tuple(_shape(edition, table) for table in edition.tables)


def _shape(edition: Edition, form: TableForm) -> TableShape:
    table = skeleton(form)
    grid = resolve(table.rows, len(table.widths))
    rows = tuple(row for number in range(len(grid)) if (row := _row(edition, form, grid[: number + 1])))
    labels = {normalized(slot.cell.text) for line in grid for slot in line if slot.cell.role is not CellRole.NUMBER}
    fields = [field for field in form.field.walk() if field.label]
    others = tuple((normalized(other), normalized(field.label)) for field in fields for other in field.also)
    return TableShape(form, rows, frozenset(labels | {other for other, _ in others}), others)


def _row(edition: Edition, form: TableForm, grid: Grid[Cell]) -> RowShape | None:
    """The last row of the grid so far, where it has numbers."""
    slots = [slot for slot in grid[-1] if slot.cell.role is CellRole.NUMBER and slot.is_origin]
    if not slots:
        return None
    fields = tuple(edition.field(f"{form.field.path}.{slot.cell.field}") for slot in slots)
    cells = [slot.cell for slot in grid[-1] if slot.cell.role is CellRole.LABEL]
    labels = list(dict.fromkeys(cell.text for cell in cells))
    heads = tuple(_heads(grid, slot.column) for slot in slots)
    path = fields[0].path.rpartition(".")[0] if labels else form.field.path
    label = labels[-1] if labels else ""
    name = label or form.field.heading or form.field.key
    return RowShape(path, name, normalized(label), tuple(map(normalized, labels[:-1])), fields, heads)


def _heads(grid: Grid[Cell], column: int) -> tuple[str, ...]:
    """The labels above a column, outermost first: in the rows of heads that are nearest."""
    found: list[str] = []
    for line in reversed(grid[:-1]):
        cell = line[column].cell
        if cell.role is CellRole.HEAD:
            found.insert(0, normalized(cell.text))
        elif found:
            break
    return tuple(dict.fromkeys(found))
