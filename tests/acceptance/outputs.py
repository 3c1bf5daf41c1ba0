"""What a reader finds in the finished files, read by other programs than those that wrote them."""

import re
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from gkgen.ooxml import ReadParagraph, ReadTable, read

_SPACE = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"—\d+—\f?")


def without_space(text: str) -> str:
    return _SPACE.sub("", text)


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A cell as a reader of the file sees it."""

    text: str
    row_span: int
    col_span: int


ActualTable = tuple[tuple[SeenCell, ...], ...]


def docx_text(path: Path) -> str:
    """All text of a Word file in its order."""
    pieces = []
    for block in read(path.read_bytes()):
        match block:
            case ReadParagraph(text=text):
                pieces.append(text)
            case ReadTable(rows=rows):
                pieces.extend(cell.text for row in rows for cell in row)
    return without_space("".join(pieces))


def docx_tables(path: Path) -> list[ActualTable]:
    """The tables of a Word file."""
    return [
        tuple(tuple(SeenCell(without_space(c.text), c.row_span, c.col_span) for c in row) for row in block.rows)
        for block in read(path.read_bytes())
        if isinstance(block, ReadTable)
    ]


class _Page(HTMLParser):
    """Text and tables of a page; what stands in <head>, <style> and the list of metadata is not the report."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tables: list[list[list[SeenCell]]] = []
        self._hidden = 0
        self._cell: tuple[int, int] | None = None
        self._cell_text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"head", "dl", "nav"}:
            self._hidden += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self._cell = (int(values.get("rowspan") or 1), int(values.get("colspan") or 1))
            self._cell_text = []

    def handle_endtag(self, tag: str) -> None:
        if tag in {"head", "dl", "nav"}:
            self._hidden -= 1
        elif tag in {"td", "th"} and self._cell:
            self.tables[-1][-1].append(SeenCell(without_space("".join(self._cell_text)), *self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)
        if self._cell:
            self._cell_text.append(data)


def _page(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def html_text(path: Path) -> str:
    """All text of an HTML page in its order."""
    return without_space("".join(_page(path).pieces))


def html_tables(path: Path) -> list[ActualTable]:
    """The tables of an HTML page."""
    return [tuple(tuple(row) for row in table) for table in _page(path).tables]


def pdf_text(path: Path) -> str:
    """All text of a PDF in the order in which it is drawn, page numbers left out."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return _PAGE_NUMBER.sub("", without_space(raw))
