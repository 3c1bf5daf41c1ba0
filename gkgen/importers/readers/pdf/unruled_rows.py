"""Lines of a PDF that may be a table without rules: rows of numbers, and what stands above and between them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gkgen.importers.parsed_document import TextFragment
from gkgen.importers.readers.pdf.letter_looks import Letter, shown_runs
from gkgen.importers.readers.pdf.page_content import Line
from gkgen.importers.readers.pdf.text_lines import NUMBERED, cell_pieces_of, text_of
from gkgen.importers.shown_text import read_cell

# In heights of a letter: the blank between two cells, and that between a label and its number.
_GAP = 0.35
_APART = 1.0
# Where several cells begin, a smaller one will do.
_HAIR = 0.12
_SAME_EDGE = 1.0
_EDGE_OF = 3
_NEXT_LINE = 3.5
_MAX_NUMBER_CHARACTERS = 12
_MAX_NUMBER_SIGNS = 2
_WITHOUT_LABEL = 5
_MIN_ROWS = 2
_MAX_HEAD_LINES = 4
MAX_FRAGMENTS = 1500
"""Of a table over several pages; the largest of a report has some 400, and all of them together twice as many."""
_PAGE = 10_000.0
_SIGNS = frozenset("0123456789,.，．")
_STROKES = frozenset("/-—–−―")
_STOPS = ("。", "；", "！", "？")
# A line over the labels that is wider than so much of the rows is text.
_WIDEST_HEAD = 0.7


def stretches(pieces: Sequence[object], *, goes_on: bool = False) -> Iterator[tuple[int, int]]:
    """Where lines of a page, half-open, have rows of numbers: several of them, or one of many numbers.

    `goes_on` is whether the page before ended with such lines.
    """
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and isinstance(pieces[end], Line):
            end += 1
        lines = [piece for piece in pieces[at:end] if isinstance(piece, Line)]
        found = list(_stretches(lines, goes_on=goes_on and at == 0))
        if found and end == len(pieces):
            found[-1] = (found[-1][0], _with_heads(lines, found[-1][1]))
        yield from ((at + start, at + stop) for start, stop in found)
        at = end + 1


def _with_heads(lines: Sequence[Line], end: int) -> int:
    """The end of rows at the end of a page, behind labels whose rows stand on the next one."""
    rest, width = lines[end:], lines[end - 1].right - lines[end - 1].left
    is_head = all(_fits(line, lines[end - 1]) and (_is_head(line) or _may_be_head(line, width)) for line in rest)
    return len(lines) if is_head and len(rest) <= _MAX_HEAD_LINES and any(map(_is_head, rest)) else end


def _stretches(lines: Sequence[Line], *, goes_on: bool) -> Iterator[tuple[int, int]]:
    rows = [number for number, line in enumerate(lines) if _numbers(line)]
    groups: list[list[int]] = []
    for row in rows:
        last = groups[-1][-1] if groups else None
        if last is not None and all(_fits(line, lines[last]) for line in lines[last + 1 : row + 1]):
            groups[-1].append(row)
        else:
            groups.append([row])
    done = 0
    for group in groups:
        width = max(lines[row].right for row in group) - min(lines[row].left for row in group)
        start, end = _above(lines, done, group[0], width), _below(lines, group[-1])
        # A single number is one of a table where labels stand above it, here or on the page before.
        is_sure = start < group[0] or (goes_on and start == 0)
        if len(group) >= _MIN_ROWS or _numbers(lines[group[0]]) >= _WITHOUT_LABEL or is_sure:
            yield start, end
            done = end


def _fits(line: Line, row: Line) -> bool:
    return abs(line.size - row.size) <= 1 and not line.text.endswith(_STOPS)


def _above(lines: Sequence[Line], done: int, row: int, width: float) -> int:
    """Where the labels above the first row begin: with the first line in pieces, and what is narrow above that."""
    top = row
    while top > done and _fits(lines[top - 1], lines[row]):
        top -= 1
    start = next((number for number in range(top, row) if _is_head(lines[number])), row)
    least = max(top, start - _MAX_HEAD_LINES)
    while start > least and _may_be_head(lines[start - 1], width):
        start -= 1
    return start


def _may_be_head(line: Line, width: float) -> bool:
    return line.right - line.left < _WIDEST_HEAD * width and not NUMBERED.match(line.text)


def _is_head(line: Line) -> bool:
    """Whether there are several pieces on a line, far from one another."""
    cells = _cells(line)
    return any(right[0]["x0"] - left[-1]["x1"] >= _APART * line.size for left, right in pairwise(cells))


def _below(lines: Sequence[Line], row: int) -> int:
    """Where the rows end: behind what is left of the last label."""
    numbers = _cells(lines[row])[-_numbers(lines[row]) :]
    end = row + 1
    while end < len(lines) and _fits(lines[end], lines[row]):
        line, before = lines[end], lines[end - 1]
        is_near = line.top - before.top <= _NEXT_LINE * line.size
        if not is_near or line.right > numbers[0][0]["x0"] or NUMBERED.match(line.text):
            break
        end += 1
    return end


def _numbers(line: Line) -> int:
    """How many numbers stand at the end of a line, behind a label; 0 where it is no row of a table."""
    cells = _cells(line)
    count = 0
    while count < len(cells) and _is_number(cells[-1 - count]):
        count += 1
    if not count or count == len(cells):
        return count if count >= _WITHOUT_LABEL else 0
    label, number = cells[-1 - count], cells[-count]
    return count if number[0]["x0"] - label[-1]["x1"] >= _APART * line.size else 0


def _is_number(cell: Sequence[Letter]) -> bool:
    text = text_of(cell).strip()
    if set(text) <= _STROKES:
        return True
    signs = sum(1 for letter in text if letter not in _SIGNS)
    return (
        len(text) <= _MAX_NUMBER_CHARACTERS and signs <= _MAX_NUMBER_SIGNS and any(letter.isdigit() for letter in text)
    )


def _cells(line: Line) -> list[list[Letter]]:
    """The letters of a line between wide blanks."""
    cells: list[list[Letter]] = []
    for letter in line.letters:
        if not letter["text"].strip():
            continue
        if cells and letter["x0"] - cells[-1][-1]["x1"] <= _GAP * line.size:
            cells[-1].append(letter)
        else:
            cells.append([letter])
    return cells


def fragments_of(lines: Iterable[Line]) -> tuple[TextFragment, ...]:
    """The pieces of lines; none where there are more than tables have. A page is far above the next."""
    cells = [(cell, line) for line in lines for cell in _cells(line)]
    starts = Counter(round(cell[0]["x0"] / _SAME_EDGE) for cell, _ in cells)
    edges = frozenset(place for place, count in starts.items() if count >= _EDGE_OF)
    found = [_fragment(part, line.page) for cell, line in cells for part in _parts(cell, line.size, edges)]
    return tuple(found) if len(found) <= MAX_FRAGMENTS else ()


def _parts(cell: Sequence[Letter], size: float, edges: frozenset[int]) -> Iterator[list[Letter]]:
    """A piece cut where other pieces begin: cells of a narrow column leave hardly a blank."""
    part: list[Letter] = []
    for letter in cell:
        place = round(letter["x0"] / _SAME_EDGE)
        is_edge = not edges.isdisjoint((place - 1, place, place + 1))
        if part and is_edge and letter["x0"] - part[-1]["x1"] > _HAIR * size:
            yield part
            part = []
        part.append(letter)
    yield part


def _fragment(letters: Sequence[Letter], page: int) -> TextFragment:
    middle = page * _PAGE + sum(letter["top"] + letter["bottom"] for letter in letters) / (2 * len(letters))
    size = max(letter["size"] for letter in letters)
    left, right = float(letters[0]["x0"]), float(letters[-1]["x1"])
    read = read_cell(shown_runs(cell_pieces_of(letters)))
    return TextFragment(read.text.strip(), left, right, float(middle), float(size), read.readings, read.left_out)
