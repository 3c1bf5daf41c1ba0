"""Lines of a measured text: greedily broken, with one hanging mark where a line is full."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from gkgen.line_setter.justifying import justify
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

    `spacings` is the space behind each shown character; `width` includes what justifies the line, and the mark that
    stands beyond its end where the line is `is_hanging`.
    """

    start: int
    stop: int
    end: int
    width: float
    spacings: tuple[float, ...]
    is_hanging: bool = False


def set_lines(text: MeasuredText, start: int, measure: Measure) -> Iterator[Line]:
    """The lines of a text from a character on.

    A line without a permitted break is broken where its room ends. A line feed ends its line.
    """
    room, end = measure.first, len(text.text)
    start = _skip(text, start)
    while start < end:
        stop, is_hanging = _line_end(text, start, room)
        is_fed = text.text[stop : stop + 1] == "\n"
        following = stop + 1 if is_fed else _skip(text, stop)
        is_last = is_fed or following >= end
        yield _line(text, (start, stop, following), room + measure.margin, is_last=is_last, is_hanging=is_hanging)
        start, room = following, measure.width


def _line_end(text: MeasuredText, start: int, room: float) -> tuple[int, bool]:
    """Where a line ends, blanks behind it not counted, and whether its last character hangs."""
    feed = text.text.find("\n", start)
    end = len(text.text) if feed < 0 else feed
    limit = text.lefts[start] + room * (1 + _TOLERANCE) + text.rules.fit
    visible = len(text.text[start:end].rstrip(" ")) + start
    if visible <= start or text.rights[visible - 1] <= limit:
        return end, False
    last = bisect_right(text.rights, limit, start, end)
    if last > start and _may_hang(text, last, end):
        return last + 1, True
    place = _skip(text, last)
    while place > start:
        if text.breaks[place] & 1:
            cost = text.costs.get(place)
            if cost is None or text.rights[place - 1] + cost <= limit:
                return place, False
        place -= 1
    return max(last, start + 1), False


def _may_hang(text: MeasuredText, place: int, end: int) -> bool:
    """Whether the first character that has no room may stand beyond the end of its line."""
    if not text.rules.hangs_behind_latin and text.text[:place].rstrip(text.rules.no_start)[-1:].isascii():
        return False  # nor behind a bracket that closes Latin text
    following = _skip(text, place + 1)
    return text.text[place] in text.rules.hanging and (following >= end or bool(text.breaks[following] & 1))


def _line(text: MeasuredText, places: tuple[int, int, int], room: float, *, is_last: bool, is_hanging: bool) -> Line:
    start, end, following = places
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
    if is_hanging:
        # The text before the mark fills the line, even where other lines are not justified.
        width += justify(text, start, spacings, room - text.lefts[stop - 1] + text.lefts[start])
    elif not is_last and text.rules.justification is not Justification.NONE:
        width += justify(text, start, spacings, room - width + spacings[-1])
    return Line(start, stop, following, width, tuple(spacings), is_hanging)


def _skip(text: MeasuredText, place: int) -> int:
    """The next place that is no blank."""
    while place < len(text.text) and text.text[place] == " ":
        place += 1
    return place
