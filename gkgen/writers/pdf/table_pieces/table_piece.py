"""A part of a statutory table that no page break parts: what is drawn, with holes for numbers, and its elements.

All places are in CSS pixels from the upper left corner of the piece.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gkgen.document import CellRole, Table
from gkgen.weasyprint_cache import GlyphUse, LineOfText, Store, choose_alphas, line_of_text

MAX_DIGITS = 15
"""Of a number in a piece."""

_numbers: Store[LineOfText] = Store("numbers of tables", 5_000)


@dataclass(frozen=True, slots=True, eq=False)
class NumberPlace:
    """Where the number of a cell stands: the left edge and the width of its room, its base line, its style.

    `align` is the share of the free room that is left of it.
    """

    left: float
    room: float
    baseline: float
    align: float
    style: Any

    def shown(self, text: str) -> tuple[bytes, LineOfText] | None:
        """The operators of a text in this place; None where it has no room on one line."""
        line = _numbers.get((text, self.style))
        if line is None:
            found = line_of_text(text, self.style.value)
            if found is None:
                return None
            line = _numbers.keep((text, self.style), found)
        free = self.room - line.width
        if free < 0:
            return None
        return b"1 0 0 -1 %.4f %.4f Tm\n%b" % (self.left + free * self.align, self.baseline, line.show), line


@dataclass(frozen=True, slots=True, eq=False)
class NumberStyle:
    """A style of numbers in WeasyPrint's form, told by its identity."""

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class PieceCell:
    """A cell by row and place in the table's rows; its element in the tag tree, of which content and parents lack."""

    row: int
    place: int
    is_number: bool
    element: bytes


@dataclass(frozen=True, slots=True, eq=False)
class PieceRows:
    """A row group: its tag, and for each row its cells as half-open ranges."""

    tag: str
    rows: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class TablePiece:
    """A piece. `content` are its operators with a hole for the MCID of each cell and the text of each number.

    `places` has the place of each number by the count of its characters. A piece `is_breakable` where WeasyPrint might
    have parted it, had there been less room.
    """

    address: str
    width: float
    height: float
    content: bytes
    cells: tuple[PieceCell, ...]
    groups: tuple[PieceRows, ...]
    fonts: tuple[GlyphUse, ...]
    alphas: tuple[str, ...]
    state: tuple[bytes, ...]
    is_breakable: bool
    held: Any
    places: dict[int, tuple[NumberPlace, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class CutTable:
    """A table in pieces: the width of the room that it was set in, half of its upper and lower border, its families."""

    name: str
    pieces: tuple[TablePiece, ...]
    room: float
    top: float
    bottom: float
    families: frozenset[tuple[str, ...]]

    def css(self) -> str:
        """The rule for the element around the pieces, which has the half borders as its padding on each page."""
        return f".{self.name}-pieces {{ padding: {self.top:.12f}px 0 {self.bottom:.12f}px !important }}\n"


@dataclass(slots=True, eq=False)
class PlacedPiece:
    """A piece in one report: a picture as WeasyPrint takes it, of which `marked` remembers the place when drawn."""

    piece: TablePiece
    table: CutTable
    texts: tuple[bytes, ...]
    lines: tuple[LineOfText, ...]
    ratio = None

    def get_intrinsic_size(self, *_: Any) -> tuple[float, float, float]:
        """Width, height, and their ratio."""
        return self.piece.width, self.piece.height, self.piece.width / self.piece.height

    def draw(self, stream: Any, *_: Any) -> None:
        """Leave a mark: the numbers of marked content are known when the page is finished."""
        stream.stream.append(self)
        choose_alphas(stream, self.piece.alphas)
        for use in self.piece.fonts:
            use.tell(stream)
        for line in dict.fromkeys(self.lines):
            choose_alphas(stream, line.alphas)
            for use in line.fonts:
                use.tell(stream)

    def operators(self, mcids: Iterable[int]) -> bytes:
        """The operators with these MCIDs for the cells."""
        numbers = iter(self.texts)
        words: list[int | bytes] = []
        for mcid, cell in zip(mcids, self.piece.cells, strict=True):
            words.append(mcid)
            if cell.is_number:
                words.append(next(numbers))
        return self.piece.content % tuple(words)


@dataclass(frozen=True, slots=True)
class PlacedTables:
    """The tables of one report in pieces, by address."""

    pieces: Mapping[str, PlacedPiece]
    css: str

    def addresses(self) -> dict[str, tuple[str, ...]]:
        """The addresses of the pieces of each table."""
        found: dict[str, tuple[str, ...]] = {}
        for address, placed in self.pieces.items():
            found[placed.table.name] = (*found.get(placed.table.name, ()), address)
        return found


def place(piece: TablePiece, cut: CutTable, table: Table) -> PlacedPiece | None:
    """A piece with the numbers of a table; None where one of them does not fit."""
    texts, lines = [], []
    numbers = 0
    for cell in piece.cells:
        if not cell.is_number:
            continue
        text = table.rows[cell.row][cell.place].text
        places = piece.places.get(len(text))
        found = places[numbers].shown(text) if places else None
        if found is None or found[1].state != piece.state:
            return None
        texts.append(found[0])
        lines.append(found[1])
        numbers += 1
    return PlacedPiece(piece, cut, tuple(texts), tuple(lines))


def number_lengths(tables: Iterable[Table]) -> set[int]:
    """How many characters the numbers of tables have."""
    return {len(cell.text) for table in tables for row in table.rows for cell in row if cell.role is CellRole.NUMBER}


def families_of(box: Any) -> frozenset[tuple[str, ...]]:
    """The lists of families of the piece that a box of WeasyPrint shows; none for any other box."""
    shown = getattr(box, "replacement", None)
    return shown.table.families if isinstance(shown, PlacedPiece) else frozenset()
