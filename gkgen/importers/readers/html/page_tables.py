"""Tables of web pages: rows of origin cells, and whether a table only arranges the page."""

from collections.abc import Iterator

from gkgen.grid import resolve
from gkgen.importers.parsed_document import GridCell
from gkgen.importers.readers.html.page_text import is_hidden, read_lines
from gkgen.importers.readers.html.page_tree import PageElement

_MAX_SPAN_CELLS = 100
_MAX_CELL_CHARACTERS = 400

Rows = tuple[tuple[GridCell, ...], ...]


def is_layout(table: PageElement) -> bool:
    """Whether the table only arranges the page, as old websites do: its cells hold tables, headings or long texts."""
    if next(table.descendants("table", "h1", "h2", "h3"), None) is not None:
        return True
    cells = [cell for row in _lines(table) for cell in _cells(row)]
    return len(cells) < 2 or any(len(cell.all_text().strip()) > _MAX_CELL_CHARACTERS for cell in cells)


def grid(table: PageElement) -> Rows:
    """The origin cells of each row, spans as far as the table reaches."""
    lines = tuple(_lines(table))
    return tuple(tuple(_cell(cell, len(lines) - number) for cell in _cells(row)) for number, row in enumerate(lines))


def _cell(element: PageElement, rows_left: int) -> GridCell:
    read = read_lines(element)
    spans = _row_span(element, rows_left), _span(element.get("colspan"))
    return GridCell(read.text, *spans, readings=read.readings, left_out=read.left_out)


def fault(rows: Rows) -> tuple[int, int] | None:
    """The first row, counted from 1, that is not as wide as the table, and how many columns it has."""
    lines = resolve(rows, lenient=True)
    widths = [max((column for column, slot in enumerate(line, start=1) if slot), default=0) for line in lines]
    usual = max(set(widths), key=widths.count, default=0)
    return next(((number, width) for number, width in enumerate(widths, start=1) if width != usual), None)


def _lines(table: PageElement) -> Iterator[PageElement]:
    for child in table:
        if child.tag == "tr" and not is_hidden(child):
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr" and not is_hidden(row))


def _cells(row: PageElement) -> Iterator[PageElement]:
    return (cell for cell in row if cell.tag in {"td", "th"} and not is_hidden(cell))


def _row_span(cell: PageElement, left: int) -> int:
    """How many rows it covers; 0 means all that are left (HTML, 4.9.11)."""
    return left if (cell.get("rowspan") or "").strip() == "0" else min(_span(cell.get("rowspan")), left)


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return max(1, min(int(digits), _MAX_SPAN_CELLS)) if digits.isdecimal() and len(digits) < 9 else 1
