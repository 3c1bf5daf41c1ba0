"""Pages of a PDF whose text stands in two columns, cut into what is read as a page of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gkgen.importers.readers.pdf.letter_looks import Letter
from gkgen.importers.readers.pdf.painted_page import Box
from gkgen.importers.readers.pdf.text_lines import lines_of

# Where the gutter is looked for, in shares of the width of the text, and its least width, in heights of a letter.
_GUTTER_FROM, _GUTTER_TO = 0.4, 0.6
_MIN_GUTTER = 0.9
# Headings across both columns have so many of the letters.
_MAX_CROSSING_SHARE = 0.01
# So many lines of a column, and such a share of them, fill so much of its width: rows of a table do not.
_MIN_LINES = 5
_MIN_FULL_LINES_SHARE = 0.4
_FULL = 0.8
_SAME_EDGE = 6.0
# What stands below both columns is so much further away than their lines and paragraphs are from one another.
_FAR = 1.5
# What stands across the gutter reaches so near its middle, in shares of its width.
_REACH = 0.1


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that is read on its own; `shift` moves a column to where the first one stands."""

    box: Box
    shift: float = 0.0
    is_part: bool = False


def regions_of(letters: Sequence[Letter], boxes: Sequence[Box], size: tuple[float, float]) -> list[Region]:
    """The parts of a page of a width and height in the order in which they are read; one for a page without columns.

    `boxes` are its tables, `letters` what stands outside of them. What stands across the gutter is a part between the
    columns above and below it.
    """
    places = [(each["x0"], each["top"], each["x1"], each["bottom"]) for each in letters if each["text"].strip()]
    places += boxes
    gutter = _gutter(letters, boxes, size[0])
    if gutter is None:
        return [Region((0.0, 0.0, *size))]
    middle, reach = (gutter[0] + gutter[1]) / 2, _REACH * (gutter[1] - gutter[0])
    across = sorted((box[1], box[3]) for box in places if box[0] < middle + reach and box[2] > middle - reach)
    starts = [
        min((box[0] for box in places if (box[0] > middle) is is_right and not _is_across(box, middle)), default=0.0)
        for is_right in (False, True)
    ]
    heights = sorted((box[1], box[3], (box[0] + box[2]) / 2 > middle) for box in places)
    return list(_bands(across, middle, starts[0] - starts[1], size, heights))


def _is_across(box: Box, middle: float) -> bool:
    return box[0] < middle < box[2]


def _gutter(letters: Sequence[Letter], boxes: Sequence[Box], width: float) -> tuple[float, float] | None:
    """Where the blank between two columns of text begins and ends."""
    seen = [letter for letter in letters if letter["text"].strip()]
    if not seen:
        return _between_boxes(boxes, width)
    left, right = min(each["x0"] for each in seen), max(each["x1"] for each in seen)
    usual = sorted(letter["size"] for letter in seen)[len(seen) // 2]
    shares = (0.0, _MAX_CROSSING_SHARE)
    found = (_free(seen, (left, right), round(share * len(seen))) for share in shares)
    free = next((each for each in found if each and each[1] - each[0] >= _MIN_GUTTER * usual), None)
    if free is None:
        return None
    middle = (free[0] + free[1]) / 2
    sides = (
        _full_lines([each for each in seen if each["x1"] <= middle], boxes, (left, free[0])),
        _full_lines([each for each in seen if each["x0"] >= middle], boxes, (free[1], right)),
    )
    return free if all(sides) and max(sides) >= _MIN_LINES else None


def _between_boxes(boxes: Sequence[Box], width: float) -> tuple[float, float] | None:
    """The gutter of a page that holds nothing but tables, some of them beside others."""
    lefts, rights = ([box for box in boxes if (box[0] > width / 2) is is_right] for is_right in (False, True))
    if not lefts or not rights:
        return None
    start, end = max(box[2] for box in lefts), min(box[0] for box in rights)
    return (start, end) if _GUTTER_FROM * width < start < end < _GUTTER_TO * width else None


def _free(letters: Sequence[Letter], edges: tuple[float, float], most: int) -> tuple[float, float] | None:
    """The widest stretch in the middle of which no point stands in more letters than that."""
    width = edges[1] - edges[0]
    start, end = edges[0] + _GUTTER_FROM * width, edges[0] + _GUTTER_TO * width
    counts = [0] * (int(end - start) + 2)
    for letter in letters:
        for at in range(max(0, int(letter["x0"] - start)), min(len(counts), int(letter["x1"] - start) + 1)):
            counts[at] += 1
    best, begun = (0, 0), 0
    for at, count in enumerate([*counts, most + 1]):
        if count > most:
            best, begun = max(best, (at - begun, begun)), at + 1
    return (start + best[1], start + best[1] + best[0]) if best[0] else None


def _full_lines(letters: Sequence[Letter], boxes: Sequence[Box], edges: tuple[float, float]) -> int:
    """How many lines are as wide as their column and have letters all over; 0 where few are, and no table is there."""
    lines = list(lines_of(letters))
    full = [line for line in lines if sum(each["x1"] - each["x0"] for each in line) > _FULL * (edges[1] - edges[0])]
    has_table = any(edges[0] - _SAME_EDGE < box[0] and box[2] < edges[1] + _SAME_EDGE for box in boxes)
    return len(full) + has_table if has_table or len(full) >= _MIN_FULL_LINES_SHARE * len(lines) else 0


def _bands(
    across: Sequence[tuple[float, float]],
    middle: float,
    shift: float,
    size: tuple[float, float],
    heights: Sequence[tuple[float, float, bool]],
) -> Iterator[Region]:
    top = 0.0
    for start, end in [*across, (size[1], size[1])]:
        if start > top:
            bottom = _end_of_columns([each for each in heights if top <= each[0] and each[1] <= start], start)
            yield Region((0.0, top, middle, bottom), is_part=True)
            yield Region((middle, top, size[0], bottom), shift, is_part=True)
            if bottom < start:
                yield Region((0.0, bottom, size[0], start), is_part=True)
        if end > max(top, start):
            yield Region((0.0, max(top, start), size[0], end), is_part=True)
        top = max(top, end)


def _end_of_columns(heights: Sequence[tuple[float, float, bool]], end: float) -> float:
    """Where the columns end above `end`: before what stands on the left below both, further away than lines do.

    `heights` are the tops and bottoms of letters, and whether these are on the right.
    """
    right = max((bottom for _, bottom, is_right in heights if is_right), default=end)
    lefts = [(top, bottom) for top, bottom, is_right in heights if not is_right]
    if not any(top > right for top, _ in lefts):
        return end
    usual = last = 0.0
    for top, bottom in lefts:
        gap = top - last if last else 0.0
        if top > right and gap > _FAR * max(usual, bottom - top):
            return (max(right, last) + top) / 2
        usual, last = max(usual, gap), max(last, bottom)
    return end
