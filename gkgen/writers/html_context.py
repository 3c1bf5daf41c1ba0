"""The context of report.html beyond the document: scopes of header cells, grouped lists, data URIs of pictures."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import ClassVar

from gkgen import lazy_re as re
from gkgen import pictures
from gkgen.document import (
    Block,
    Cell,
    CellRole,
    Document,
    Figure,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    SmallTable,
    Table,
)
from gkgen.grid import resolve

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


@dataclass(frozen=True, slots=True)
class StatutoryCellView:
    """A cell of a statutory table: its element (th or td), the `scope` of a th, its share of the width from 0 to 1."""

    cell: Cell
    tag: str
    scope: str
    share: float


CellRows = tuple[tuple[StatutoryCellView, ...], ...]


@dataclass(frozen=True, slots=True)
class StatutoryTableView:
    """A statutory table as colgroups of widths in percent, thead rows, and rows of each tbody.

    Or the addresses of its `pieces`, which are shown instead.
    """

    column_groups: tuple[tuple[float, ...], ...]
    head: CellRows
    bodies: tuple[CellRows, ...]
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallTableView:
    """An author's table; widths are percentages, `centred` is whether the cells of each column are centred."""

    kind: ClassVar[str] = SmallTable.kind
    widths: tuple[float, ...]
    centred: tuple[bool, ...]
    table: SmallTable


@dataclass(frozen=True, slots=True)
class ItemsView:
    """Consecutive list items."""

    kind: ClassVar[str] = "items"
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as a data URI, its width in millimetres."""

    uri: str
    width: float


def picture_view(picture: Picture, families: Sequence[str] = ()) -> PictureView:
    """The picture as it is embedded in the page; text in an SVG is set in the first installed family."""
    content, media = picture.data, picture.media_type
    if picture.is_drawing:
        content = (
            pictures.rasterized(picture, families) if picture.only_pixels else pictures.with_fonts(picture, families)
        )
        media = "image/png" if picture.only_pixels else media
    data = b64encode(content).decode("ascii")
    return PictureView(f"data:{media};base64,{data}", round(picture.width, 2))


def block_views(
    blocks: Sequence[Block],
) -> Iterator[Heading | Paragraph | Figure | SmallTableView | ItemsView]:
    """The blocks, with consecutive list items grouped."""
    for is_item, members in groupby(blocks, lambda block: isinstance(block, ListItem)):
        if is_item:
            yield ItemsView(tuple(block for block in members if isinstance(block, ListItem)))
            continue
        for block in members:
            match block:
                case SmallTable():
                    yield SmallTableView(_percentages(block.widths), block.centred_columns, block)
                case ListItem():
                    pass
                case Heading() | Paragraph() | Figure():
                    yield block


def table_view(table: Table) -> StatutoryTableView:
    """The statutory table with the scopes that its merged cells imply.

    A header has the scope colgroup only where it spans exactly one column group, and a label rowgroup only where it
    spans a whole tbody: HTML extends those scopes to the end of the group (HTML, 4.9.12).
    """
    grid = resolve(table.rows, len(table.widths))
    starts = {slot.column for slot in grid[0] if slot.is_origin} if table.header_rows else {0}
    rows = tuple(
        tuple(_cell_view(table, slot.cell, slot.column, starts) for slot in line if slot.is_origin and slot.row == row)
        for row, line in enumerate(grid)
    )
    body = rows[table.header_rows :]
    return StatutoryTableView(_column_groups(table.widths, starts), rows[: table.header_rows], _bodies(body))


def _cell_view(table: Table, cell: Cell, column: int, starts: set[int]) -> StatutoryCellView:
    share = sum(table.widths[column : column + cell.col_span]) / sum(table.widths)
    beyond = column + cell.col_span
    match cell.role:
        case CellRole.NUMBER | CellRole.CORNER:
            return StatutoryCellView(cell, "td", "", share)
        case CellRole.CAPTION:
            return StatutoryCellView(cell, "th", "rowgroup", share)
        case CellRole.HEAD:
            is_group = cell.col_span > 1 and column in starts and not starts & set(range(column + 1, beyond))
            ends_group = beyond in starts or beyond == len(table.widths)
            return StatutoryCellView(cell, "th", "colgroup" if is_group and ends_group else "col", share)
        case CellRole.LABEL:
            return StatutoryCellView(cell, "th", "rowgroup" if cell.row_span > 1 and column == 0 else "row", share)


def _column_groups(widths: tuple[int, ...], starts: set[int]) -> tuple[tuple[float, ...], ...]:
    edges = (*sorted(starts), len(widths))
    percentages = _percentages(widths)
    return tuple(percentages[start:end] for start, end in pairwise(edges))


def _percentages(widths: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(round(100 * width / sum(widths), 4) for width in widths)


def _bodies(rows: CellRows) -> tuple[CellRows, ...]:
    """The rows grouped into tbody elements, split at captions and around labels that span rows in the first column."""
    edges = {0, len(rows)}
    for index, row in enumerate(rows):
        if row and row[0].scope == "rowgroup":
            first = row[0].cell
            edges |= {index} if first.role is CellRole.CAPTION else {index, index + first.row_span}
    return tuple(rows[start:end] for start, end in pairwise(sorted(edges)))


def dates(document: Document) -> Mapping[str, str]:
    """The days `created` and `published` of the page metadata in ISO 8601, as far as they are given and valid."""
    known = {name: found for name, _, value in document.details if (found := _iso(value))}
    created = known.get("created_date") or known.get("publish_date")
    published = known.get("publish_date") or created
    return {name: day for name, day in (("created", created), ("published", published)) if day}


def _iso(text: str) -> str:
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
