"""Titles longer than a line, broken where their sense lets them be (GB/T 9704-2012, 7.3.1).

The standard wants whole words and lines that together make a trapezoid or a rhombus. Where places, organs and the year
end is told by their last characters; a title in which nothing of that is found is left to the layout engine. The breaks
are for paper alone: pages of a website, names, bookmarks and properties have the title as it was typed.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from gkgen import lazy_re as re
from gkgen.document import width_in_characters

MAX_WIDTH = 20.0
"""Of a line of the title, in characters: 156 mm in 22 points."""
MAX_BREAKS = 3
"""Of one line that is typed."""
# Of all places where a line could be broken, those that cost least are tried.
_MAX_PLACES = 10
_MIN_WIDTH = 4.0
_MIN_DIFFERENCE = 1.0
_WORSE_SHAPE, _SHORT_LINE, _ONE_MORE_LINE, _RECTANGLE, _UNEVEN = 10.0, 5.0, 1.5, 1.0, 2.0
_BREAKS = (
    # What a break costs, and the text behind which, or before which, it is.
    (
        0.0,
        re.compile(
            r"(?:特别行政区|自治[区州县旗]|(?<![城都])市|(?<![社园景城辖])区|省|盟|县|旗|镇|乡|街道|苏木|兵团)"
            r"(?![场容域级委区街镇村土路]|政(?![府务法协])|民(?![政族宗])|办事处|$)"
        ),
        re.compile(r"(?=(?:19|20)\d\d年)|(?=[二一][〇零○九]..年)|(?=关于)"),
    ),
    (
        0.5,
        re.compile(r"(?:人民政府|委员会|管委会|办公室|办公厅|办事处|管理局)(?!$)"),
        re.compile(r"(?=[（(])|(?<=、)"),
    ),
    (
        1.0,
        re.compile(r"(?<=的)(?!$)"),
        re.compile(r"(?<![共呼温缓饱总太永泰祥])(?=[和与及暨](?![平谐国浩田静县林硕布顺龙]))|(?=政府信息公开)"),
    ),
    (2.0, re.compile(r"(?<=工作)(?!$)"), re.compile(r"(?=年度报告)|(?=情况)")),
)


def title_lines(title: Sequence[str]) -> tuple[str, ...]:
    """The lines of a title as they are printed: those that are too long in as many as give the best shape."""
    lines: tuple[tuple[str, ...], ...] = tuple((line,) for line in title)
    for at, line in enumerate(title):
        if MAX_WIDTH < width_in_characters(line) <= MAX_WIDTH * (MAX_BREAKS + 1):
            around = lines[:at], lines[at + 1 :]
            ways = ((cost + _unshapeliness((*around[0], way, *around[1])), way) for cost, way in _ways(line))
            lines = (*around[0], min(ways, default=(0.0, (line,)))[1], *around[1])
    return tuple(each for way in lines for each in way)


def _ways(line: str) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The ways to break a line into parts that are not too long, with what the breaks cost."""
    breaks = _breaks(line)
    places = sorted(sorted(breaks, key=lambda place: breaks[place])[:_MAX_PLACES])
    for count in range(1, MAX_BREAKS + 1):
        for cuts in combinations(places, count):
            parts = tuple(line[start:stop] for start, stop in pairwise((0, *cuts, len(line))))
            if all(width_in_characters(part) <= MAX_WIDTH for part in parts):
                yield sum(breaks[cut] for cut in cuts) + _ONE_MORE_LINE * count, parts


def _breaks(line: str) -> dict[int, float]:
    """The places where the sense of a line lets it be broken, with what that costs."""
    found: dict[int, float] = {}
    for cost, behind, before in _BREAKS:
        ends = [match.end() for match in behind.finditer(line)]
        for place in (*ends, *(match.start() for match in before.finditer(line))):
            if 0 < place < len(line):
                found.setdefault(place, cost)
    return found


def _unshapeliness(ways: Sequence[Sequence[str]]) -> float:
    """How far lines are from a trapezoid or a rhombus."""
    widths = [width_in_characters(line) for lines in ways for line in lines]
    differences = [after - before for before, after in pairwise(widths)]
    is_hourglass = any(one < 0 < other for one, other in combinations(differences, 2))
    is_rectangle = bool(differences) and all(abs(each) < _MIN_DIFFERENCE for each in differences)
    return (
        _WORSE_SHAPE * is_hourglass
        + _RECTANGLE * is_rectangle
        + _SHORT_LINE * (min(widths) < _MIN_WIDTH)
        + _UNEVEN * (max(widths) - min(widths)) / MAX_WIDTH
    )
