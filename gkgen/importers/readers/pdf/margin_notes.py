"""Notes in the margin of a page of a PDF: a narrow column beside the text, with a blank between both."""

from collections.abc import Iterator, Sequence

from gkgen.importers.readers.pdf.letter_looks import Letter
from gkgen.importers.readers.pdf.painted_page import Box
from gkgen.importers.readers.pdf.text_lines import lines_of

# The blank between text and notes, in heights of a letter, and what notes have at most of all letters.
_MIN_GAP = 1.2
_MAX_SHARE = 0.15
# The share of the width of all that is printed in which notes stand.
_MAX_WIDTH_SHARE = 0.35
# So many lines fill so much of the width of the text where it is one, or a table does.
_MIN_LINES = 3
_FULL = 0.8
# Numbers of paragraphs stand left of the text as well, as large as it is.
_MAX_SMALL_SHARE = 0.9


def margin_notes(letters: Sequence[Letter], boxes: Sequence[Box]) -> list[Letter]:
    """The letters of notes on both sides; `boxes` are the tables of the page, `letters` what stands outside of them."""
    seen = [letter for letter in letters if letter["text"].strip()]
    if not seen:
        return []
    usual = sorted(letter["size"] for letter in seen)[len(seen) // 2]
    right = _beyond(seen, boxes, usual)
    left = [
        _mirrored(each) for each in _beyond([*map(_mirrored, seen)], [(-b[2], b[1], -b[0], b[3]) for b in boxes], usual)
    ]
    is_small = all(letter["size"] < _MAX_SMALL_SHARE * usual for letter in left)
    places = {(each["x0"], each["top"]) for each in (*right, *(left if is_small else ()))}
    return [letter for letter in letters if (letter["x0"], letter["top"]) in places]


def _mirrored(letter: Letter) -> Letter:
    return {**letter, "x0": -letter["x1"], "x1": -letter["x0"]}


def _beyond(seen: Sequence[Letter], boxes: Sequence[Box], usual: float) -> list[Letter]:
    """The letters right of the text."""
    start = min((each["x0"] for each in seen), default=0.0)
    end = max(each["x1"] for each in seen)
    for edge in _edges(seen, boxes, usual, end - _MAX_WIDTH_SHARE * (end - start)):
        notes = [letter for letter in seen if letter["x0"] > edge]
        text = [letter for letter in seen if letter["x1"] <= edge]
        if notes and len(notes) <= _MAX_SHARE * len(seen) and _is_text(text, boxes, edge):
            return notes
    return []


def _edges(seen: Sequence[Letter], boxes: Sequence[Box], usual: float, least: float) -> Iterator[float]:
    """Where the text may end: what begins behind it leaves a blank that nothing crosses."""
    spans = [(each["x0"], each["x1"]) for each in seen] + [(box[0], box[2]) for box in boxes]
    gap = _MIN_GAP * usual
    end = float("-inf")
    for start, other in sorted(spans):
        if start > max(least, end + gap):
            yield start - gap / 2
        end = max(end, other)


def _is_text(letters: Sequence[Letter], boxes: Sequence[Box], edge: float) -> bool:
    """Whether what stands before an edge is lines of a text that end there, or a table that does."""
    start = min([*(letter["x0"] for letter in letters), *(box[0] for box in boxes)], default=edge)
    width = edge - start
    if any(box[2] - box[0] > _FULL * width for box in boxes):
        return True
    full = (line for line in lines_of(letters) if sum(each["x1"] - each["x0"] for each in line) > _FULL * width)
    return sum(1 for _ in full) >= _MIN_LINES
