"""The formulas of a workbook computed anew, as far as gkgen writes them: SUM of a column, and + and - of cells."""

import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

_TERM = re.compile(r"(?P<sign>[+-]?)(?:(?:'(?P<sheet>[^']+)'!)?(?P<cell>[A-Z]+\d+)|(?P<number>-?[\d.]+))")


def formulas_of(book: Workbook) -> Iterator[Cell]:
    """The cells that hold a formula."""
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.data_type == "f")


def value_of(cell: Cell, book: Workbook) -> float:
    """The value of a cell by its formula, of the cells that it names by theirs."""
    text = str(cell.value or 0)
    if cell.data_type != "f":
        return float(text)
    sheet = book[cell.parent.title]
    if text.startswith("=SUM("):
        return sum(value_of(each, book) for (each,) in sheet[text[5:-1]])
    found = list(_TERM.finditer(text, 1))
    assert sum(len(each[0]) for each in found) == len(text) - 1, text
    values = (
        float(each["number"]) if each["number"] else value_of(book[each["sheet"] or sheet.title][each["cell"]], book)
        for each in found
    )
    return sum(-value if each["sign"] == "-" else value for each, value in zip(found, values, strict=True))
