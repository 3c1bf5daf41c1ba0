"""Pages of a PDF in pieces: lines of text, tables by their rules, pictures, from the top to the bottom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from gkgen import lazy_re as re
from gkgen.importers.readers.pdf.letter_looks import UNMAPPED, Letter, is_unmapped, left_out, looked_at
from gkgen.importers.readers.pdf.painted_page import painted
from gkgen.importers.readers.pdf.ruled_grids import RuledTable, draw, over_rules
from gkgen.importers.readers.pdf.strike_marks import letters_of_annotations
from gkgen.importers.readers.pdf.text_lines import is_inside, lines_of, text_of

# A frame around text is no table, nor is a rule below a heading.
_MIN_CELLS = 4
_EDGES_OF_A_COLUMN = 2
_SMALLEST_PICTURE = 40
_SAME_HEIGHT = 5
# In heights of a letter, between a bullet that is drawn and its text; pages with many shapes have charts.
_BULLET_GAP = 1.5
_MAX_SHAPES = 200
_PAGE_NUMBER = re.compile(r"[-—–－―‐·.~第\s]*\d{1,4}\s*(?:[/／]\s*\d{1,4})?[-—–－―‐·.~页\s]*(?:共\s*\d+\s*页)?")


# The number of the page inside of a line: 3/5, 第 3 页, - 3 -.
_COUNTED_PAGE = re.compile(r"\d{1,3}\s*[/／]\s*\d{1,3}\s*$|第\s*\d{1,3}\s*页|[-—]\s*\d{1,3}\s*[-—]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its edges and the height of its letters, in points, and the letters themselves."""

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int
    letters: tuple[Letter, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture by its edges, from the upper left corner of the page."""

    box: tuple[float, float, float, float]
    top: float
    page: int


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page, in order; `cover` is the share of the page that pictures take.

    `left_out` are texts that nobody sees or that are struck through, each with the kind of finding that tells it;
    `letters` counts all letters, `unmapped` those of which the file does not say which character they are; `characters`
    is all that is printed, in the order of the file, whatever is read of it.
    """

    number: int
    pieces: tuple[Line | RuledTable | PlacedPicture, ...]
    width: float
    cover: float
    left_out: tuple[tuple[str, str], ...] = ()
    letters: int = 0
    unmapped: int = 0
    characters: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of text outside of tables."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Line))


def read_page(page: Any, source: Any = None) -> Page:
    """A page of pdfplumber taken to pieces; `source` is the same page in pypdfium2, which paints what is seen of it."""
    number = int(page.page_number)
    picture = painted(source, page) if source is not None and page.chars else None
    letters = looked_at(page, picture)
    gone = tuple(left_out(letters))
    count, unmapped = len(letters), sum(1 for letter in letters if letter["text"] == UNMAPPED)
    tables: list[RuledTable] = []
    for table in page.find_tables():
        # pdfplumber computes it anew each time.
        around = table.bbox
        inside = [letter for letter in letters if is_inside(letter, around)]
        if len(table.cells) < _MIN_CELLS or not any(letter["text"].strip() for letter in inside):
            continue
        inside = [*over_rules(inside, table.cells), *letters_of_annotations(page, around)]
        drawn = draw(table.cells, around[1], inside, number, picture)
        # Rules between rows alone leave one column, whose lines may be cells nevertheless.
        if len(drawn.edges) > _EDGES_OF_A_COLUMN:
            tables.append(drawn)
            letters = [letter for letter in letters if not is_inside(letter, around)]
    pictures = [
        PlacedPicture((image["x0"], image["top"], image["x1"], image["bottom"]), image["top"], number)
        for image in page.images
        if min(image["width"], image["height"]) >= _SMALLEST_PICTURE
    ]
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in map(attrgetter("box"), pictures))
    lines = (_line(line, number) for line in lines_of([*letters, *_drawn_bullets(page, letters)]))
    pieces: list[Line | RuledTable | PlacedPicture] = [*lines, *tables, *pictures]
    pieces.sort(key=lambda piece: piece.top)
    cover = area / float(page.width * page.height)
    characters = "".join(UNMAPPED if is_unmapped(letter["text"]) else letter["text"] for letter in page.chars)
    return Page(number, tuple(pieces), float(page.width), cover, gone, count, unmapped, characters)


def _drawn_bullets(page: Any, letters: Sequence[Letter]) -> Iterator[Letter]:
    """Dots and circles left of a text, which browsers draw where others print a letter."""
    for shape in page.curves[:_MAX_SHAPES]:
        middle = (shape["top"] + shape["bottom"]) / 2
        for letter in letters:
            size, gap = letter["size"], letter["x0"] - shape["x1"]
            is_near = 0 < gap < _BULLET_GAP * size and abs(middle - (letter["top"] + letter["bottom"]) / 2) < size / 2
            if is_near and max(shape["width"], shape["height"]) < size / 2:
                # As high as its text, so that both are one line.
                place = {"x0": shape["x0"], "x1": shape["x1"], "top": letter["top"], "bottom": letter["bottom"]}
                yield {"text": "•" if shape["fill"] else "◦", "size": size, "fontname": "", **place}
                break


def _line(letters: Sequence[Letter], page: int) -> Line:
    size = float(Counter(round(letter["size"], 1) for letter in letters).most_common(1)[0][0])
    top = float(min(letter["top"] for letter in letters))
    return Line(text_of(letters), float(letters[0]["x0"]), float(letters[-1]["x1"]), top, size, page, tuple(letters))


def without_margins(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without page numbers and what is repeated at their tops and bottoms, and the texts of the latter."""
    counts = Counter(_seen(line) for page in pages for line in _edges(page))
    repeated = {seen for seen, count in counts.items() if count >= max(2, len(pages) // 2)}
    cut = []
    for page in pages:
        outer = {line for line in _edges(page) if _PAGE_NUMBER.fullmatch(line.text) or _seen(line) in repeated}
        cut.append(replace(page, pieces=tuple(piece for piece in page.pieces if piece not in outer)))
    return cut, sorted({text for text, _ in repeated if not _PAGE_NUMBER.fullmatch(text)})


def _seen(line: Line) -> tuple[str, int]:
    """What a line says but for the number of its page, and about where."""
    text = line.text if _PAGE_NUMBER.fullmatch(line.text) else _COUNTED_PAGE.sub("#", line.text)
    return text, round(line.top / _SAME_HEIGHT)


def _edges(page: Page) -> tuple[Line, ...]:
    """The first and the last line of a page, where they are the first and last of all that stands on it."""
    ends = page.pieces[:1] + page.pieces[-1:]
    return tuple(dict.fromkeys(piece for piece in ends if isinstance(piece, Line)))
