"""The cells of a statutory table side by side: one column a cell, its labels above it in levels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from gkgen.form import Edition, Field, TableForm
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.core.outcome import Outcome


@dataclass(frozen=True, slots=True)
class CellColumn:
    """A cell by its dotted path, and the labels above it, from the top; an empty one continues the label above."""

    path: str
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A label in the head, over so many levels and columns; row and column count from 0."""

    row: int
    column: int
    row_span: int
    col_span: int
    text: str


@cache
def cell_columns(table: TableForm) -> tuple[CellColumn, ...]:
    """The columns of a table, in the order of the form; all heads have the same depth."""
    # The row of a cell and its column each fill levels of their own, so that columns of all rows are at one height.
    split = [(_labels(parents), _labels([leaf])) for parents, leaf in _leaves(table.field, ())]
    depths = [max(len(labels[part]) for labels in split) for part in (0, 1)]
    heads = [
        tuple(
            text
            for labels, depth in zip(each, depths, strict=True)
            for text in (*labels, *[""] * (depth - len(labels)))
        )
        for each in split
    ]
    paths = [leaf.path for _, leaf in _leaves(table.field, ())]
    return tuple(CellColumn(path, head) for path, head in zip(paths, heads, strict=True))


def head_cells(columns: Sequence[CellColumn]) -> Iterator[HeadCell]:
    """The labels merged: neighbours below the same labels share one."""
    depth = len(columns[0].head)
    for row in range(depth):
        begin = 0
        while begin < len(columns):
            label = columns[begin].head[: row + 1]
            end = begin + 1
            while end < len(columns) and columns[end].head[: row + 1] == label:
                end += 1
            if label[-1]:
                below = columns[begin].head[row + 1 :]
                height = 1 + next((place for place, text in enumerate(below) if text), len(below))
                yield HeadCell(row, begin, height, end - begin, label[-1])
            begin = end


def editions_in(outcomes: Iterable[Outcome]) -> tuple[Edition, ...]:
    """The editions of the form that these reports follow, oldest first."""
    names = {outcome.reported.edition for outcome in outcomes if outcome.reported}
    return tuple(edition for edition in form().editions if edition.name in names)


def column_of(path: str, columns: Sequence[CellColumn]) -> int | None:
    """The column of the cell that a finding is about, the first of a row or part; None where it is about no cell."""
    places = (place for place, each in enumerate(columns) if f"{each.path}.".startswith(f"{path}."))
    return next(places, None)


def _leaves(field: Field, above: tuple[Field, ...]) -> Iterator[tuple[tuple[Field, ...], Field]]:
    for child in field.children:
        if child.children:
            yield from _leaves(child, (*above, child))
        else:
            yield above, child


def _labels(fields: Iterable[Field]) -> tuple[str, ...]:
    """The labels of fields, each below that of its group."""
    return tuple(text for field in fields for text in (field.group, field.label or field.key) if text)
