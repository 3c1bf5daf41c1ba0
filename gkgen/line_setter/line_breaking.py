"""Lines of a measured text: where they break, and what justifies them."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gkgen.line_setter.measured_text import Justification, MeasuredText

# Rounding must not push out a character that just has room.
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Measure:
    """The room of lines in pixels: `first` for the first one, `width` for the others.

    The space behind the last character of a justified line may stand in `margin` beyond.
    """

    width: float
    first: float
    margin: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `stop` of a text; blanks behind them are not shown. The next line begins at `end`.

    `spacings` is the space behind each shown character; `width` includes what justifies the line.
    """

    start: int
    stop: int
    end: int
    width: float
    spacings: tuple[float, ...]


def set_lines(text: MeasuredText, start: int, measure: Measure) -> Iterator[Line]:
    """The lines of a text from a character on.

    A line without a permitted break is broken where its room ends. A line feed ends its line.
    """
    room, end = measure.first, len(text.text)
    start = _skip(text, start)
    while start < end:
        stop = _line_end(text, start, room)
        is_fed = text.text[stop : stop + 1] == "\n"
        following = stop + 1 if is_fed else _skip(text, stop)
        yield _line(text, start, stop, following, room + measure.margin, is_last=is_fed or following >= end)
        start, room = following, measure.width


def _line_end(text: MeasuredText, start: int, room: float) -> int:
    """Where a line ends, blanks behind it not counted."""
    feed = text.text.find("\n", start)
    end = len(text.text) if feed < 0 else feed
    limit = text.lefts[start] + room * (1 + _TOLERANCE)
    visible = len(text.text[start:end].rstrip(" ")) + start
    if visible <= start or text.rights[visible - 1] <= limit:
        return end
    last = bisect_right(text.rights, limit, start, end)
    place = _skip(text, last)
    while place > start:
        if text.breaks[place] & 1:
            cost = text.costs.get(place)
            if cost is None or text.rights[place - 1] + cost <= limit:
                return place
        place -= 1
    return max(last, start + 1)


def _line(text: MeasuredText, start: int, end: int, following: int, room: float, *, is_last: bool) -> Line:
    stop = end
    while stop > start and text.text[stop - 1] == " ":
        stop -= 1
    if stop == start:
        return Line(start, stop, following, 0.0, ())
    # What a costly break needs stays free.
    width = text.rights[stop - 1] - text.lefts[start] + text.costs.get(end, 0.0)
    gaps = text.gaps
    spacings = [text.spacings[place] + gaps.get(place + 1, 0.0) for place in range(start, stop - 1)]
    spacings.append(text.spacings[stop - 1])
    if not is_last and text.rules.justification is Justification.CHARACTERS:
        width += _justify(text, start, spacings, room - width + spacings[-1])
    return Line(start, stop, following, width, tuple(spacings))


def _justify(text: MeasuredText, start: int, spacings: list[float], free: float) -> float:
    """Spread what is free between all loose characters, unless that would be too much to look well; what was spread."""
    last = len(spacings) - 1
    loose = [place for place in range(last) if text.is_loose[start + place] and is_spaced(text.text[start + place])]
    if not loose:
        return 0.0
    opening = free / len(loose)
    if 0 < opening <= text.rules.max_opening * text.rules.size:
        for place in loose:
            spacings[place] += opening
        return free
    return 0.0


@lru_cache(maxsize=10_000)
def is_spaced(character: str) -> bool:
    """Whether there can be space behind a character; not where marks combine with the one before them."""
    return unicodedata.category(character) not in {"Mn", "Me", "Cf"}


def _skip(text: MeasuredText, place: int) -> int:
    """The next place that is no blank."""
    while place < len(text.text) and text.text[place] == " ":
        place += 1
    return place
