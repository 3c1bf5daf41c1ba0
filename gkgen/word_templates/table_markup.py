"""A statutory table in WordprocessingML: every cell with its label, or with the tag of its number."""

from collections.abc import Iterator
from itertools import pairwise

from gkgen.document import Cell, CellRole, Table
from gkgen.grid import Slot, resolve
from gkgen.ooxml import W, w
from gkgen.ooxml.elements import Element
from gkgen.word_templates.page_geometry import WIDTH, pt
from gkgen.word_templates.word_styles import SHADE

_STYLES = {
    CellRole.CAPTION: "TableCaption",
    CellRole.CORNER: "TableCorner",
    CellRole.HEAD: "TableHead",
    CellRole.LABEL: "TableLabel",
    CellRole.NUMBER: "TableNumber",
}
_ROW_HEIGHT = pt(17)


def tag_of(table: Table, cell: Cell) -> str:
    """The placeholder of a number in the template."""
    return f"{{{{ {table.name}.{cell.field} }}}}"


def column_widths(widths: tuple[int, ...], whole: int = WIDTH) -> tuple[int, ...]:
    """Relative widths as lengths that add up to the whole exactly."""
    edges = [round(whole * sum(widths[:count]) / sum(widths)) for count in range(len(widths) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def form_table(table: Table, shade: str = SHADE) -> Element:
    """The table as w:tbl; `shade` is behind its captions."""
    widths = column_widths(table.widths)
    properties = w(
        "tblPr", w("tblStyle", val="FormTable"), w("tblW", w=WIDTH, type="dxa"), w("tblLayout", type="fixed")
    )
    rows = [
        _row(table, widths, index, line, shade) for index, line in enumerate(resolve(table.rows, len(table.widths)))
    ]
    if not table.header_rows:
        _keep_together(rows)
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)


def _keep_together(rows: list[Element]) -> None:
    """The whole table stays on one page: each row but the last is kept with the next.

    The second section takes half a page; cut, it left a page of a few rows before the third, which has its own.
    """
    for row in rows[:-1]:
        for properties in row.iter(f"{W}pPr"):
            properties.insert(1, w("keepNext"))


def _row(table: Table, widths: tuple[int, ...], index: int, line: tuple[Slot[Cell], ...], shade: str) -> Element:
    traits = w(
        "trPr",
        w("cantSplit"),
        w("trHeight", val=_ROW_HEIGHT, hRule="atLeast"),
        w("tblHeader") if index < table.header_rows else None,
    )
    return w("tr", traits, *_cells(table, widths, index, line, shade))


def _cells(
    table: Table, widths: tuple[int, ...], row: int, line: tuple[Slot[Cell], ...], shade: str
) -> Iterator[Element]:
    """One w:tc for each cell that the row meets; a continued one is empty."""
    column = 0
    while column < len(line):
        slot = line[column]
        cell = slot.cell
        is_first = slot.row == row
        merge = None
        if cell.row_span > 1:
            merge = w("vMerge", val="restart") if is_first else w("vMerge")
        traits = w(
            "tcPr",
            w("tcW", w=sum(widths[column : column + cell.col_span]), type="dxa"),
            w("gridSpan", val=cell.col_span) if cell.col_span > 1 else None,
            merge,
            w("shd", val="clear", color="auto", fill=shade) if cell.role is CellRole.CAPTION else None,
        )
        yield w("tc", traits, _text(table, cell) if is_first else _text(table, None, cell.role))
        column += cell.col_span


def _text(table: Table, cell: Cell | None, role: CellRole = CellRole.LABEL) -> Element:
    # A label beside several rows stands in the middle of its narrow column.
    is_group = cell is not None and cell.role is CellRole.LABEL and cell.row_span > 1
    name = _STYLES[CellRole.HEAD if is_group else cell.role if cell else role]
    style = w("pPr", w("pStyle", val=name))
    if cell is None:
        return w("p", style)
    lines = (tag_of(table, cell),) if cell.role is CellRole.NUMBER else cell.lines
    pieces: list[Element] = []
    for line in lines:
        pieces.extend((w("br"), w("t", text=line)) if pieces else (w("t", text=line),))
    return w("p", style, w("r", *pieces))
