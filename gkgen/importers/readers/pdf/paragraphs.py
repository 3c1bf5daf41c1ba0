"""Lines of a PDF put together to paragraphs, by their indents and by what would have had room on the line before."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.importers.readers.pdf.page_content import Line, Page
from gkgen.importers.readers.pdf.ruled_grids import RuledTable
from gkgen.importers.readers.pdf.text_lines import NUMBERED
from gkgen.line_setter.word_lists import HANGING

# In heights of a letter: from where a line is indented, and how much room a line may leave for no reason.
_INDENT = 1.2
_SLACK = 0.4
_LARGEST_INDENT = 2.5
_CENTRED = 3.0
_STEP = 3.0
# So many lines, and such a share of all, have the same edge where it is that of the text; in heights of a letter, what
# is long enough to be a line that was broken.
_MIN_LINES = 3
_MIN_SHARE = 0.08
_LONG = 15
_MIN_FULL = 0.7
# What a line cannot be broken inside of: a stretch of Latin letters, or a character with the stops behind it.
_FIRST_WORD = re.compile(r"[“‘（《〈「『【〔(]*(?:[!-~]+|.)[，。、）》〉」』】〕”’；：？！%]*")
STOPS = ("。", "；", "！", "？")
"""With which sentences end."""


@dataclass(frozen=True, slots=True)
class Column:
    """The edges between which text stands."""

    left: float
    right: float


def column_of(pages: Sequence[Page]) -> Column:
    """The edges of the text, at which lines and tables begin and end.

    A single line that stands further out than the others by more than an indent is a note in the margin.
    """
    lines = [line for page in pages for line in page.lines]
    tables = [piece.edges for page in pages for piece in page.pieces if isinstance(piece, RuledTable)]
    starts = Counter(round(line.left / _STEP) for line in lines)
    usual = min((place for place, count in starts.items() if count > 1), default=min(starts, default=0)) * _STEP
    wide = max((line.size for line in lines), default=0.0) * _LARGEST_INDENT
    left = min([usual, *(edges[0] for edges in tables), *(line.left for line in lines if line.left > usual - wide)])
    right = max([*(edges[-1] for edges in tables), *map(_right_without_mark, lines)], default=left)
    # Where every paragraph is one line, none need reach the edge; the margins of a page are about the same.
    return Column(left, max([right, *(page.width - left - _STEP for page in pages)]))


def text_columns(pages: Sequence[Page]) -> dict[tuple[int, float], Column]:
    """The edges of the text of each page, by its number and width: those at which several lines begin and end.

    Tables, notes in the margin and what is printed across the page may stand further out, pages may lie on their
    side; where too few lines agree, the edges are those of `column_of`.
    """
    found: dict[tuple[int, float], Column] = {}
    for width in {round(page.width) for page in pages}:
        own = [page for page in pages if round(page.width) == width]
        usual = column_of(own)
        lines = [line for page in own for line in page.lines]
        size = max(Counter(round(line.size, 1) for line in lines).most_common(1), default=(0.0, 0))[0]
        left = _common_edge([line.left for line in lines], size, -1)
        right = _common_edge([_right_without_mark(line) for line in lines if _is_broken(line, size)], size, 1)
        column = Column(usual.left if left is None else left, usual.right if right is None else right)
        found.update({(page.number, page.width): column for page in own})
    return found


def _is_broken(line: Line, size: float) -> bool:
    """Whether a line may be one of several of a paragraph: long, and no pieces far from one another."""
    width = line.right - line.left
    return width > _LONG * size and _width(line.text) * size > _MIN_FULL * width


def _common_edge(edges: Sequence[float], size: float, direction: int) -> float | None:
    """The outermost edge at which enough lines end, within a letter of one another; None where too few do."""
    least = max(_MIN_LINES, round(_MIN_SHARE * len(edges)))
    for edge in sorted(edges, key=lambda each: -direction * each):
        if sum(1 for other in edges if 0 <= direction * (edge - other) <= size) >= least:
            return edge
    return None


def goes_on(before: Line, line: Line, column: Column) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if line.left - column.left > _INDENT * line.size or abs(line.size - before.size) > 1:
        return False
    if before.text.endswith(STOPS) and NUMBERED.match(line.text) and not line.text[:1].isdecimal():
        return False
    return is_filled(before, line, column)


def _right_without_mark(line: Line) -> float:
    """Where a line ends, without a last mark, which may hang beyond the edge."""
    return line.right - line.size if line.text[-1:] in HANGING and not line.text[-1:].isascii() else line.right


def is_filled(before: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would have had no room on the line before it."""
    word = _FIRST_WORD.match(line.text)
    needed = _width(word[0] if word else "") * line.size
    return column.right - before.right < needed + _SLACK * line.size


def is_caption(line: Line, column: Column) -> bool:
    """Whether a line stands in the middle, as captions and titles do, and is no sentence."""
    left, right = line.left - column.left, column.right - line.right
    return min(left, right) > _CENTRED * line.size and abs(left - right) < line.size and not line.text.endswith(STOPS)


def _width(text: str) -> float:
    return sum(0.5 if letter.isascii() else 1 for letter in text)


def together(lines: Iterable[Line]) -> str:
    """The text of lines that are one paragraph; a blank between two only where words would run together."""
    text = ""
    for line in lines:
        words = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha()
        text += (" " if words else "") + line.text.strip()
    return text
