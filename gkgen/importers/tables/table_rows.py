"""Rows of numbers as a report shows them, wherever they were found: in a grid or in lines of text."""

from collections import Counter
from dataclasses import dataclass

from gkgen.form import Field
from gkgen.importers.parsed_document import Place
from gkgen.importers.tables.table_shapes import RowShape, TableShape


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell where a number belongs; `heads` are the normal labels above it in a grid, outermost first.

    `readings` are what else it may say, empty where its text is certain; `left_out` what stands in it and is not read.
    """

    text: str
    place: Place
    heads: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row of a statutory table; `shape` is None where no label of the form was recognised, `label` as printed.

    `heads` are all the labels that stood above a row of lines, where no cell says what is above it; None in a grid.
    """

    table: TableShape
    shape: RowShape | None
    label: str
    cells: tuple[CellRead, ...]
    place: Place
    heads: tuple[str, ...] | None = None

    def fields(self) -> tuple[Field, ...] | None:
        """Which cell each is by the labels above, None where they do not say so of every cell of the form."""
        shape = self.shape
        if shape is None or len(self.cells) != len(shape.fields):
            return None
        if self.heads is not None:
            return shape.fields if _are_complete(self.heads, shape) else None
        found = tuple(_field(cell.heads, shape) for cell in self.cells)
        known = tuple(field for field in found if field)
        return known if len(set(known)) == len(shape.fields) else None


def _field(seen: tuple[str, ...], shape: RowShape) -> Field | None:
    """The field whose labels stand above a cell, if it is but one."""
    if not seen:
        return None
    pairs = zip(shape.fields, shape.heads, strict=True)
    alike = [(field, labels) for field, labels in pairs if labels[-1] == seen[-1]]
    if len(alike) > 1:
        alike = [(field, labels) for field, labels in alike if labels[-len(seen) :] == seen[-len(labels) :]]
    return alike[0][0] if len(alike) == 1 else None


def _are_complete(seen: tuple[str, ...], shape: RowShape) -> bool:
    """Whether all labels of the form are there, each as often as the form prints it."""
    wanted = Counter({head: 1 for heads in shape.heads for head in heads[:-1]})
    wanted.update(heads[-1] for heads in shape.heads)
    count = Counter(seen)
    return all(count[head] >= number for head, number in wanted.items())
