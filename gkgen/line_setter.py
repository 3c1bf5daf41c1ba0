"""Lines of a text: where they break, and how far apart their characters stand.

It knows no fonts and no pages: a text comes measured, character by character, and lines go out as places in it. Rules
are data: what may break comes with the text, everything else with the manner of each character.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

MAX_OPENING = 0.15
"""The space between characters, in ems, beyond which a line is left ragged, such as one before a long address."""

_SOFT_HYPHEN = "\xad"
# Rounding must not push out a character that just has room.
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """How characters stand in a line; lengths are in pixels.

    `tracking` is added behind each, `hyphen` is the width of what is drawn for a soft hyphen at the end of a line.
    Hidden characters are there for breaking and spacing only. Loose ones are moved apart to justify a line.
    """

    tracking: float
    hyphen: float
    is_hidden: bool
    is_loose: bool


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A text with the place where each character begins, and that where the last ends.

    `breaks` is odd where a line may begin at a character.
    """

    text: str
    places: Sequence[float]
    breaks: bytes | bytearray
    manners: Sequence[Manner]


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `stop` of a text; blanks behind them up to `end` are not shown.

    `width` includes that of a drawn hyphen. `opening` is what stands between loose characters to justify the line.
    """

    start: int
    stop: int
    end: int
    width: float
    opening: float = 0.0


def measured(
    text: str, advances: Iterable[float], breaks: bytes | bytearray, manners: Sequence[Manner]
) -> MeasuredText:
    """A text from the widths of its characters, tracking included."""
    return MeasuredText(text, [0.0, *accumulate(advances)], breaks, manners)


def break_lines(text: MeasuredText, start: int, room: float, first_room: float) -> list[Line]:
    """The lines of a text from a character on: the first in `first_room` pixels, the others in `room`.

    A line without a permitted break is broken where its room ends.
    """
    lines = []
    start, end = _skip(text, start), len(text.text)
    visible_end = len(text.text.rstrip(" "))
    while start < end:
        limit = text.places[start] + first_room * (1 + _TOLERANCE)
        stop = end if text.places[visible_end] <= limit else _break(text, start, limit)
        lines.append(_line(text, start, stop))
        start, first_room = _skip(text, stop), room
    return lines


def opening(text: MeasuredText, line: Line, open_width: float, size: float) -> float:
    """The space behind each loose character that fills `open_width`; 0 where that would be too much to look well."""
    visible = [place for place in range(line.start, line.stop) if not text.manners[place].is_hidden]
    gaps = sum(text.manners[place].is_loose and is_spaced(text.text[place]) for place in visible)
    if not visible or (gaps := gaps - text.manners[visible[-1]].is_loose) < 1:
        return 0.0
    found = open_width / gaps
    return found if 0 < found <= MAX_OPENING * size else 0.0


@lru_cache(maxsize=10_000)
def is_spaced(character: str) -> bool:
    """Whether there can be space behind a character; not where marks combine with the one before them."""
    return unicodedata.category(character) not in {"Mn", "Me", "Cf"}


def _break(text: MeasuredText, start: int, limit: float) -> int:
    """The last place where a line may end so that it stays within the limit."""
    last = bisect_right(text.places, limit) - 1
    place = _skip(text, last)
    while place > start:
        if text.breaks[place] & 1 and (
            text.text[place - 1] != _SOFT_HYPHEN or text.places[place] + text.manners[place - 1].hyphen <= limit
        ):
            return place
        place -= 1
    return max(last, start + 1)


def _line(text: MeasuredText, start: int, end: int) -> Line:
    stop = end
    while stop > start and text.text[stop - 1] == " ":
        stop -= 1
    is_hyphenated = end < len(text.text) and stop > start and text.text[stop - 1] == _SOFT_HYPHEN
    hyphen = text.manners[stop - 1].hyphen if is_hyphenated else 0.0
    return Line(start, stop, end, text.places[stop] - text.places[start] + hyphen)


def _skip(text: MeasuredText, place: int) -> int:
    """The next place that is no blank."""
    while place < len(text.text) and text.text[place] == " ":
        place += 1
    return place
