"""Rows of numbers as a report shows them, wherever they were found: in a grid or in lines of text."""

from dataclasses import dataclass

from gkgen.form import Field
from gkgen.importers.original import Place
from gkgen.importers.shapes import RowShape, TableShape


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell where a number belongs; `field` is what the labels above it say, None where they say nothing."""

    text: str
    place: Place
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row of a statutory table; `shape` is None where no label of the form was recognised, `label` as printed."""

    table: TableShape
    shape: RowShape | None
    label: str
    cells: tuple[CellRead, ...]
    place: Place

    @property
    def is_placed(self) -> bool:
        """Whether the labels above say of every cell which it is, and none of the form's is missing."""
        if self.shape is None:
            return False
        return {cell.field for cell in self.cells} == set(self.shape.fields) and len(self.cells) == len(
            self.shape.fields
        )
