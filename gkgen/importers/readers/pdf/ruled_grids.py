"""Tables of a PDF: cells from their rules to a grid, and tables that go on over a page put together."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from gkgen.importers.parsed_document import GridCell
from gkgen.importers.readers.pdf.letter_looks import Letter, shown_runs
from gkgen.importers.readers.pdf.painted_page import Box, PaintedPage
from gkgen.importers.readers.pdf.text_lines import NUMBERED, LettersByHeight, cell_pieces_of, is_inside, lines_of
from gkgen.importers.shown_text import UNKNOWN_DIGITS, ShownRun, read_cell

# Rules that are nearer than this, in points, are one.
_SAME_RULE = 2.5
_SAME_EDGE = 4.0
_MAX_DRAWN_SHARE = 0.2
# So many rules between columns end at one height where a row does.
_MIN_RULES = 4
# In heights of a letter, what stands between two digits of one number.
_SAME_NUMBER = 0.18
# A text that is shorter stands on one line, which is not torn.
_WRAPS = 8

Rows = tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the row and column in which it begins."""

    row: int
    column: int
    cell: GridCell


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on a page: where its columns begin and end, how many rows it has, its cells from the top."""

    edges: tuple[float, ...]
    height: int
    cells: tuple[PlacedCell, ...]
    top: float
    page: int

    @property
    def rows(self) -> Rows:
        """The origin cells of each row."""
        lines: list[list[GridCell]] = [[] for _ in range(self.height)]
        for placed in self.cells:
            lines[placed.row].append(placed.cell)
        return tuple(map(tuple, lines))

    def line(self, row: int) -> tuple[PlacedCell, ...]:
        """The cells that begin in a row."""
        return tuple(placed for placed in self.cells if placed.row == row)


def open_ends(page: Any) -> list[float]:
    """Where several rules between columns end and none across stands: a row whose last rule is on the next page."""
    edges = page.edges
    across = sorted(edge["top"] for edge in edges if edge["orientation"] == "h")
    ends = Counter(round(edge[side]) for edge in edges if edge["orientation"] == "v" for side in ("top", "bottom"))
    far = (end for end, count in ends.items() if count >= _MIN_RULES)
    return [float(end) for end in far if not any(abs(end - each) <= _SAME_EDGE for each in across)]


def over_rules(letters: Sequence[Letter], boxes: Sequence[Box]) -> list[Letter]:
    """The letters of a table, those of a number marked that stands on the rule between two cells."""
    edges = sorted({edge for box in boxes for edge in (box[0], box[2])})
    torn: set[tuple[float, float]] = set()
    for line in lines_of(letters):
        for one, other in pairwise(line):
            is_number = one["text"].isdecimal() and other["text"].isdecimal()
            if is_number and other["x0"] - one["x1"] < _SAME_NUMBER * one["size"]:
                middles = [(letter["x0"] + letter["x1"]) / 2 for letter in (one, other)]
                if bisect_left(edges, middles[0]) != bisect_left(edges, middles[1]):
                    places = [next((box for box in boxes if is_inside(each, box)), None) for each in (one, other)]
                    torn |= {(each["x0"], each["top"]) for each in (one, other)} if places[0] != places[1] else set()
    return [{**each, "over": True} if (each["x0"], each["top"]) in torn else each for each in letters]


def draw(
    boxes: Iterable[Box], top_edge: float, letters: Sequence[Letter], page: int, picture: PaintedPage | None = None
) -> RuledTable:
    """The grid of a table: a cell for every box, and an empty one where the rules leave a slot to none.

    In the `picture` of the page a cell may show what is no letter.
    """
    known, placed_letters = list(boxes), LettersByHeight(letters)
    across = _rules(edge for box in known for edge in (box[0], box[2]))
    down = _rules(edge for box in known for edge in (box[1], box[3]))
    taken: dict[tuple[int, int], int] = {}
    cells: list[PlacedCell] = []
    places: list[tuple[Box, list[Letter]]] = []
    for box in sorted(known, key=lambda each: (each[1], each[0])):
        left, right = _at(across, box[0]), _at(across, box[2])
        top, bottom = _at(down, box[1]), _at(down, box[3])
        slots = {(row, column) for row in range(top, bottom) for column in range(left, right)}
        if slots and not slots & taken.keys():
            taken.update(dict.fromkeys(slots, len(cells)))
            places.append((box, placed_letters.inside(box)))
            cells.append(PlacedCell(top, left, _cell(places[-1][1], bottom - top, right - left)))
    for row in range(len(down) - 1):
        for column in range(len(across) - 1):
            if (row, column) not in taken:
                box = (across[column], down[row], across[column + 1], down[row + 1])
                places.append((box, placed_letters.inside(box)))
                cells.append(PlacedCell(row, column, _cell(places[-1][1])))
    if picture:
        cells = _with_drawings(cells, places, picture)
    cells.sort(key=lambda placed: (placed.row, placed.column))
    return RuledTable(tuple(across), len(down) - 1, tuple(cells), top_edge, page)


def _with_drawings(
    cells: Sequence[PlacedCell], places: Sequence[tuple[Box, Sequence[Letter]]], picture: PaintedPage
) -> list[PlacedCell]:
    """The cells, in doubt where something is drawn that may be a digit; what is drawn in many is a watermark."""
    could_be_numbers = {
        at for at, placed in enumerate(cells) if not any(letter.isalpha() for letter in placed.cell.text)
    }
    drawn = {at for at in could_be_numbers if picture.has_drawing(*places[at])}
    if len(drawn) > max(1, _MAX_DRAWN_SHARE * len(could_be_numbers)):
        return list(cells)
    return [_in_doubt(placed) if at in drawn else placed for at, placed in enumerate(cells)]


def _in_doubt(placed: PlacedCell) -> PlacedCell:
    cell = placed.cell
    readings = tuple(dict.fromkeys(each for each in (cell.text, *cell.readings, UNKNOWN_DIGITS) if each))
    return replace(placed, cell=replace(cell, readings=readings))


def _rules(edges: Iterable[float]) -> list[float]:
    rules: list[float] = []
    for edge in sorted(edges):
        if not rules or edge - rules[-1] > _SAME_RULE:
            rules.append(edge)
    return rules


def _at(rules: Sequence[float], edge: float) -> int:
    """Which rule an edge is."""
    place = bisect_left(rules, edge)
    near = [index for index in (place - 1, place) if 0 <= index < len(rules)]
    return min(near, key=lambda index: abs(rules[index] - edge))


def _cell(letters: Sequence[Letter], row_span: int = 1, col_span: int = 1) -> GridCell:
    """What stands inside a cell; a line that was too narrow ended there, so its end is none of the text.

    Between digits it stays: two numbers below one another are two.
    """
    runs: list[ShownRun] = []
    for line in lines_of(letters):
        shown = list(shown_runs(cell_pieces_of(line)))
        text = "".join(run.text for run in runs)
        if runs and (between := _between(text, "".join(run.text for run in shown))):
            runs.append(ShownRun(between))
        runs += shown
    read = read_cell(runs)
    return GridCell(read.text, row_span, col_span, readings=read.readings, left_out=read.left_out)


def _between(before: str, behind: str) -> str:
    """What stands between two lines of a cell: a blank between words, a line end between numbers."""
    if before[-1:].isdecimal() and behind[:1].isdecimal():
        return "\n"
    return " " if before[-1:].isascii() and before[-1:].isalpha() and behind[:1].isascii() else ""


def joined(first: RuledTable, second: RuledTable) -> tuple[RuledTable, tuple[int, ...]] | None:
    """A table with what goes on at the top of the next page, and the rows that the page break had torn apart.

    None where the second table is one of its own: its columns are others.
    """
    edges = _common_edges(first, second)
    if edges is None:
        return None
    first = _refined(first, edges)
    rest = _without_head(first, _refined(second, tuple(edge - edges[0] + second.edges[0] for edge in edges)))
    cells, torn = list(first.cells), []
    if _is_torn(first, rest):
        torn.append(first.height)
    shift = first.height - len(torn)
    begun = False
    for placed in rest.cells:
        # Labels that span the page break are printed above it; below it their cells are empty.
        begun = begun or placed.row > 0 or bool(placed.cell.text)
        above = _above(cells, first.height - 1, placed) if torn or not begun else None
        if above is None or placed.row:
            cells.append(replace(placed, row=placed.row + shift))
        else:
            cells[cells.index(above)] = replace(above, cell=_grown(above.cell, placed.cell, len(torn)))
    return replace(first, height=shift + rest.height, cells=tuple(cells)), tuple(torn)


def _grown(above: GridCell, below: GridCell, shared: int) -> GridCell:
    readings = above.readings + below.readings
    left_out = above.left_out + below.left_out
    height = above.row_span + below.row_span - shared
    return GridCell(above.text + below.text, height, above.col_span, readings=readings, left_out=left_out)


def _common_edges(first: RuledTable, second: RuledTable) -> tuple[float, ...] | None:
    """The edges of all columns, if one of the tables has no edge that the other lacks, and both are as wide.

    Rows whose cells are all merged hide edges. Pages for binding have margins that change sides.
    """
    start = first.edges[0]
    moved = tuple(edge - second.edges[0] + start for edge in second.edges)
    fewer, more = sorted((first.edges, moved), key=len)
    if abs(fewer[-1] - more[-1]) > _SAME_EDGE or any(abs(_nearest(more, edge) - edge) > _SAME_EDGE for edge in fewer):
        return None
    return more


def _nearest(edges: Sequence[float], edge: float) -> float:
    return edges[_at(edges, edge)]


def _refined(table: RuledTable, edges: tuple[float, ...]) -> RuledTable:
    """The table with its cells counted in columns between more edges."""
    places = [_at(edges, edge) for edge in table.edges]
    cells = []
    for placed in table.cells:
        left, right = places[placed.column], places[placed.column + placed.cell.col_span]
        cells.append(PlacedCell(placed.row, left, replace(placed.cell, col_span=right - left)))
    return replace(table, edges=edges, cells=tuple(cells))


def _without_head(first: RuledTable, second: RuledTable) -> RuledTable:
    """The second table without the rows that repeat the first rows of the first."""
    same = 0
    while same < min(first.height, second.height) - 1 and _texts(first, same) == _texts(second, same):
        same += 1
    # A head reaches as far as its merged cells; rows of equal numbers below it are no head.
    heads = [size for size in range(1, same + 1) if _ends_together(second, size)]
    if not heads or not any(text for text in _texts(second, 0)) or _is_numeric(second, 0):
        return second
    size = heads[0]
    cells = tuple(replace(placed, row=placed.row - size) for placed in second.cells if placed.row >= size)
    return replace(second, height=second.height - size, cells=cells)


def _texts(table: RuledTable, row: int) -> tuple[str, ...]:
    return tuple("".join(placed.cell.text.split()) for placed in table.line(row))


def _ends_together(table: RuledTable, size: int) -> bool:
    return all(placed.row >= size or placed.row + placed.cell.row_span <= size for placed in table.cells)


def _is_numeric(table: RuledTable, row: int) -> bool:
    return any(text.isdecimal() for text in _texts(table, row))


def _is_torn(first: RuledTable, rest: RuledTable) -> bool:
    """Whether the first row of the rest is the lower half of the row before it: the end of one long text, and nothing.

    A row whose numbers were left blank begins with a text of its own, often a numbered one.
    """
    above, below = first.line(first.height - 1), rest.line(0)
    said = [(one, other) for one, other in zip(above, below, strict=False) if other.cell.text]
    if len(above) != len(below) or len(below) < 2 or len(said) != 1 or below[-1].cell.text:
        return False
    begun, end = said[0]
    return len(begun.cell.text) >= _WRAPS and not NUMBERED.match(end.cell.text) and bool(above[-1].cell.text)


def _above(cells: Sequence[PlacedCell], row: int, below: PlacedCell) -> PlacedCell | None:
    """The cell that reaches to a row, above another that is as wide."""
    for placed in cells:
        same = (placed.column, placed.cell.col_span) == (below.column, below.cell.col_span)
        if same and placed.row <= row < placed.row + placed.cell.row_span:
            return placed
    return None
