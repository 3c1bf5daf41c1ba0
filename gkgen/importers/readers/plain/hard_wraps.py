"""Lines of a text that a program broke at one width, put together to the paragraphs that they were."""

from collections.abc import Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.importers.readers.text_tables import Line
from gkgen.numerals import FIRST_MARK, PART_MARK, SECOND_MARK, THIRD_MARK
from gkgen.terminal_width import cells

# In columns: the least width at which a text is broken, and how much a line leaves free where a character of two
# columns and a stop behind it have no room.
_MIN_WIDTH = 40
_SLACK = 3
# So many lines end at one width where a program broke them.
_MIN_FULL = 3
_STOPS = ("。", "！", "？", "!", "?")
# Pieces of a line far from one another are cells.
_CELLS = re.compile(r"\S(?:\t|[ \u3000]{2,})\s*\S|[|｜│┃║]")
_NUMBERED = re.compile(rf"\s*(?:{FIRST_MARK}|{PART_MARK}|{SECOND_MARK}|{THIRD_MARK}|[-*•·●]\s)")
_LATIN = re.compile(r"[A-Za-z]$")


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """The lines, those put together that were broken at the width of the longest; each has its first number."""
    widths = [0 if _CELLS.search(line) else cells(line.rstrip()) for _, line in lines]
    edge = max(widths, default=0)
    full = [
        width >= edge - _SLACK and not line.rstrip().endswith(_STOPS)
        for width, (_, line) in zip(widths, lines, strict=True)
    ]
    if edge < _MIN_WIDTH or sum(full) < _MIN_FULL:
        return list(lines)
    return list(_joined(lines, widths, full))


def _joined(lines: Sequence[Line], widths: Sequence[int], full: Sequence[bool]) -> Iterator[Line]:
    number, text = lines[0]
    for at in range(1, len(lines)):
        is_next = lines[at][0] == lines[at - 1][0] + 1
        if full[at - 1] and is_next and widths[at] and not _NUMBERED.match(lines[at][1]):
            head, tail = text.rstrip(), lines[at][1].strip()
            text = (
                f"{head} {tail}" if _LATIN.search(head) and tail[:1].isascii() and tail[:1].isalpha() else head + tail
            )
        else:
            yield number, text
            number, text = lines[at]
    yield number, text
