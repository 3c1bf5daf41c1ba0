"""Pages of a PDF in pieces: lines of text, tables by their rules, pictures, from the top to the bottom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from gkgen import lazy_re as re
from gkgen.importers.readers.pdf.letter_looks import UNMAPPED, Letter, is_unmapped, left_out, looked_at
from gkgen.importers.readers.pdf.margin_notes import margin_notes
from gkgen.importers.readers.pdf.page_columns import Region, regions_of
from gkgen.importers.readers.pdf.painted_page import Box, PaintedPage, painted
from gkgen.importers.readers.pdf.ruled_grids import RuledTable, draw, open_ends, over_rules
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
_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
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


def read_page(page: Any, source: Any = None) -> list[Page]:
    """A page of pdfplumber taken to pieces; where its text has columns, each is a page of its own with one number.

    `source` is the same page in pypdfium2, which paints what is seen of it.
    """
    number = int(page.page_number)
    picture = painted(source, page) if source is not None and page.chars else None
    letters = looked_at(page, picture)
    gone = [*left_out(letters)]
    letters = [letter for letter in letters if letter.get("gone") != "watermark"]
    count, unmapped = len(letters), sum(1 for letter in letters if letter["text"] == UNMAPPED)
    tables, boxes, letters = _tables(page, letters, picture)
    notes = margin_notes(letters, boxes)
    gone += [("I45.beside", text_of(line)) for line in lines_of(notes)]
    aside = {id(letter) for letter in notes}
    letters = [letter for letter in letters if id(letter) not in aside]
    pictures = [
        PlacedPicture((image["x0"], image["top"], image["x1"], image["bottom"]), image["top"], number)
        for image in page.images
        if min(image["width"], image["height"]) >= _SMALLEST_PICTURE
    ]
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for box in map(attrgetter("box"), pictures))
    cover = area / float(page.width * page.height)
    characters = "".join(UNMAPPED if is_unmapped(letter["text"]) else letter["text"] for letter in page.chars)
    letters += _drawn_bullets(page, letters)
    pages = []
    for region in regions_of(letters, boxes, (float(page.width), float(page.height))):
        pieces: list[Line | RuledTable | PlacedPicture] = [
            *_lines(letters, region, number),
            *(_moved(table, region) for table, box in zip(tables, boxes, strict=True) if _holds(region, box)),
            *(each for each in pictures if _holds(region, each.box)),
        ]
        pieces.sort(key=lambda piece: piece.top)
        width = region.box[2] - region.box[0]
        pages.append(Page(number, tuple(pieces), width, cover if pictures else 0.0))
    pages = [each for each in pages if each.pieces] or pages[:1]
    pages[0] = replace(pages[0], left_out=tuple(gone), letters=count, unmapped=unmapped, characters=characters)
    return pages


def _tables(
    page: Any, letters: Sequence[Letter], picture: PaintedPage | None
) -> tuple[list[RuledTable], list[Box], list[Letter]]:
    """The tables of a page by their rules, where they stand, and the letters outside of them."""
    tables: list[RuledTable] = []
    boxes: list[Box] = []
    rest = list(letters)
    for table in page.find_tables({"explicit_horizontal_lines": open_ends(page)}):
        # pdfplumber computes it anew each time.
        around = table.bbox
        inside = [letter for letter in rest if is_inside(letter, around)]
        if len(table.cells) < _MIN_CELLS or not any(letter["text"].strip() for letter in inside):
            continue
        inside = [*over_rules(inside, table.cells), *letters_of_annotations(page, around)]
        drawn = draw(table.cells, around[1], inside, int(page.page_number), picture)
        # Rules between rows alone leave one column, whose lines may be cells nevertheless.
        if len(drawn.edges) > _EDGES_OF_A_COLUMN:
            tables.append(drawn)
            boxes.append(around)
            rest = [letter for letter in rest if not is_inside(letter, around)]
    return tables, boxes, rest


def _holds(region: Region, box: Box) -> bool:
    """Whether the middle of a box is inside a region."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    is_inside_it = region.box[0] <= across < region.box[2] and region.box[1] <= down < region.box[3]
    return is_inside_it or not region.is_part


def _lines(letters: Sequence[Letter], region: Region, number: int) -> Iterator[Line]:
    """The lines of a region, moved to where it is read; what reaches over the edge of the page is on it."""
    own = [letter for letter in letters if not region.is_part or is_inside(letter, region.box)]
    by = region.shift
    moved = [{**letter, "x0": letter["x0"] + by, "x1": letter["x1"] + by} if by else letter for letter in own]
    yield from (_line(line, number) for line in lines_of(moved))


def _moved(table: RuledTable, region: Region) -> RuledTable:
    return replace(table, edges=tuple(edge + region.shift for edge in table.edges)) if region.shift else table


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
    counts = Counter(seen for page in pages for line in _edges(page) for seen in _seen(line))
    repeated = {seen for seen, count in counts.items() if count >= max(2, len(pages) // 2)}
    cut = []
    for page in pages:
        outer = {line for line in _edges(page) if _PAGE_NUMBER.fullmatch(line.text) or _seen(line) & repeated}
        cut.append(replace(page, pieces=tuple(piece for piece in page.pieces if piece not in outer)))
    return cut, sorted({text for text, _ in repeated if not _PAGE_NUMBER.fullmatch(text)})


def _seen(line: Line) -> frozenset[tuple[str, int]]:
    """What a line says, also but for the number of its page, and about where.

    A date may have the number of the page in it as well.
    """
    text = line.text
    if not _PAGE_NUMBER.fullmatch(text):
        text = _COUNTED_PAGE.sub("#", text)
        text = _SMALL_NUMBER.sub(lambda found: "#" if int(found[0]) == line.page else found[0], text)
    return frozenset((each, round(line.top / _SAME_HEIGHT)) for each in (line.text, text))


def _edges(page: Page) -> tuple[Line, ...]:
    """The first and the last line of a page, where they are the first and last of all that stands on it."""
    ends = page.pieces[:1] + page.pieces[-1:]
    return tuple(dict.fromkeys(piece for piece in ends if isinstance(piece, Line)))
