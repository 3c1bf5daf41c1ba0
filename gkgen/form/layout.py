"""The statutory tables laid out: labels in merged cells, an empty cell for every number.

Each layout is derived from the order and nesting of the fields alone; the grids are those of DOMAIN 3 and 4, which
follow the notices 国办公开办函〔2019〕60号 and 〔2021〕30号.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from gkgen.document import Cell, CellRole, Table
from gkgen.form.fields import Field, TableForm

Rows = tuple[tuple[Cell, ...], ...]


@cache
def skeleton(form: TableForm) -> Table:
    """The table with every label in place and `field` set, but not filled, in the cells for numbers."""
    match form.layout:
        case "blocks":
            header_rows, rows = 0, _blocks(form)
        case "matrix":
            head = _columns_head(form.columns, _matrix_head(form))
            header_rows, rows = len(head), (*head, *_matrix_rows(form))
        case "record":
            head = _columns_head(form.field.children, ())
            numbers = tuple(_number(form, leaf) for leaf in form.field.leaves())
            header_rows, rows = len(head), (*head, numbers)
    return Table(form.field.name, form.widths, header_rows, tuple(rows))


def _number(form: TableForm, field: Field, col_span: int = 1) -> Cell:
    inside = field.path.removeprefix(f"{form.field.path}.")
    return Cell(CellRole.NUMBER, ("",), col_span=col_span, field=inside)


def _blocks(form: TableForm) -> Rows:
    """Fields of one group below a caption and a head of their own; the last cell of a row takes what is left."""
    return tuple(
        row
        for caption, rows in groupby(form.field.children, lambda field: field.group)
        for row in _block(form, caption, rows)
    )


def _block(form: TableForm, caption: str, rows: Iterable[Field]) -> Iterator[tuple[Cell, ...]]:
    fields = tuple(rows)
    width = len(form.widths)
    columns = fields[0].children
    spans = (*[1] * (len(columns) - 1), width - len(columns))
    yield (Cell(CellRole.CAPTION, (caption,), col_span=width),)
    yield (
        Cell(CellRole.HEAD, (form.head,)),
        *(Cell(CellRole.HEAD, column.lines, col_span=span) for column, span in zip(columns, spans, strict=True)),
    )
    for field in fields:
        numbers = (_number(form, leaf, span) for leaf, span in zip(field.children, spans, strict=True))
        yield (Cell(CellRole.LABEL, field.lines), *numbers)


def _matrix_head(form: TableForm) -> tuple[Cell, ...]:
    corner_span = len(form.widths) - len(form.columns)
    depth = 1 + _head_depth(form.columns)
    return (
        Cell(CellRole.CORNER, form.corner, row_span=depth, col_span=corner_span),
        Cell(CellRole.HEAD, (form.head,), col_span=len(form.columns)),
    )


def _head_depth(columns: Sequence[Field]) -> int:
    """How many rows the labels of the columns take."""
    return (
        max((1 if column.group else 0) + (_head_depth(column.children) if column.children else 0) for column in columns)
        + 1
    )


def _columns_head(columns: Sequence[Field], first_row: tuple[Cell, ...]) -> Rows:
    """Labels of the columns, groups above their members; a label without anything below reaches to the bottom."""
    depth = _head_depth(columns)
    lines: list[list[Cell]] = [[] for _ in range(depth)]
    _head_cells(columns, lines, 0)
    rows = tuple(tuple(line) for line in lines)
    return (first_row, *rows) if first_row else rows


def _head_cells(columns: Sequence[Field], lines: list[list[Cell]], top: int) -> None:
    for group, members in groupby(columns, lambda column: column.group):
        fields = tuple(members)
        below = top
        if group:
            width = sum(_leaf_count(field) for field in fields)
            lines[top].append(Cell(CellRole.HEAD, (group,), col_span=width))
            below = top + 1
        for field in fields:
            if field.children:
                lines[below].append(Cell(CellRole.HEAD, field.lines, col_span=_leaf_count(field)))
                _head_cells(field.children, lines, below + 1)
            else:
                lines[below].append(Cell(CellRole.HEAD, field.lines, row_span=len(lines) - below))


def _leaf_count(field: Field) -> int:
    return sum(1 for _ in field.leaves())


def _matrix_rows(form: TableForm) -> Iterator[tuple[Cell, ...]]:
    """Labels of the rows as a tree read from the left; a label without anything below it reaches to the numbers."""
    label_columns = len(form.widths) - len(form.columns)
    for field in form.field.children:
        yield from _branch(form, field, (), label_columns)


def _branch(form: TableForm, field: Field, before: tuple[Cell, ...], width: int) -> Iterator[tuple[Cell, ...]]:
    """The rows of a field; `before` are labels further left that begin on its first row."""
    if all(not child.children for child in field.children):
        yield (
            *before,
            Cell(CellRole.LABEL, field.lines, col_span=width),
            *(_number(form, leaf) for leaf in field.children),
        )
        return
    height = sum(1 for row in field.walk() if row.children and not row.children[0].children)
    labels = (*before, Cell(CellRole.LABEL, field.lines, row_span=height))
    for child in field.children:
        yield from _branch(form, child, labels, width - 1)
        labels = ()
