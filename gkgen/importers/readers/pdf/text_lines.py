"""Letters of a PDF, which knows neither lines nor blanks, in lines of text."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from gkgen import lazy_re as re
from gkgen.importers.readers.pdf.letter_looks import Letter, is_shown, with_raised
from gkgen.importers.readers.pdf.painted_page import Box
from gkgen.numerals import FIRST_MARK, SECOND_MARK, THIRD_MARK

# A gap that is wider than this, in heights of the letter before it, is a blank; justified lines have smaller ones.
_BLANK = 0.9
_SAME_LINE = 0.5
# A gap between two digits of a cell, in heights of a letter, behind which another number begins.
_NUMBER_GAP = 0.18
# A number with which headings and rows begin.
NUMBERED = re.compile(f"{FIRST_MARK}|{SECOND_MARK}|{THIRD_MARK}")

# Radicals and compatible ideographs (Unicode, blocks 2E80, 2F00, F900); those of simplified Chinese that Unicode does
# not decompose (EquivalentUnifiedIdeograph.txt).
_UNUSUAL = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_RADICALS = str.maketrans(
    "⺠⺾⻁⻄⻅⻉⻋⻎⻓⻔⻘⻚⻛⻜⻝⻢⻣⻥⻦⻨⻩⻬⻮⻰", "民艹虎西见贝车辶长门青页风飞食马骨鱼鸟麦黄齐齿龙"
)


def is_inside(letter: Letter, box: Box) -> bool:
    """Whether the middle of a letter is inside a box."""
    across, down = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(box[0] <= across < box[2] and box[1] <= down < box[3])


class LettersByHeight:
    """Letters of which those in many boxes are wanted."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self._letters = letters
        self._heights = sorted(((letter["top"] + letter["bottom"]) / 2, at) for at, letter in enumerate(letters))

    def inside(self, box: Box) -> list[Letter]:
        """The letters whose middles are inside a box, in their order."""
        start, end = (bisect_left(self._heights, (edge, -1)) for edge in (box[1], box[3]))
        found = (at for _, at in self._heights[start:end] if is_inside(self._letters[at], box))
        return [self._letters[at] for at in sorted(found)]


def lines_of(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """The letters in lines, each from left to right; letters stand on one line whose middles are as high.

    Blanks before and behind a line are none of it, and a line of blanks is none.
    """
    return iter(with_raised(_lines_of(letters)))


def _lines_of(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    line: list[Letter] = []
    middle = height = 0.0
    for letter in sorted(letters, key=lambda each: each["top"] + each["bottom"]):
        own = (letter["top"] + letter["bottom"]) / 2
        if line and own - middle > _SAME_LINE * min(height, letter["size"]):
            yield from _trimmed(line)
            line = []
        if not line:
            middle, height = own, letter["size"]
        line.append(letter)
    yield from _trimmed(line)


def _trimmed(line: Iterable[Letter]) -> Iterator[list[Letter]]:
    placed = sorted(line, key=itemgetter("x0"))
    seen = [place for place, letter in enumerate(placed) if letter["text"].strip()]
    if seen:
        yield placed[seen[0] : seen[-1] + 1]


def text_of(line: Sequence[Letter]) -> str:
    """The text of a line, with one blank where there are some or a wide gap."""
    return "".join(text for text, _ in pieces_of(line))


def pieces_of(line: Sequence[Letter]) -> Iterator[tuple[str, Letter]]:
    """As `all_pieces_of`, without what is struck, unseen or the mark of a note behind a number."""
    before = ""
    for text, letter in all_pieces_of(line):
        is_mark = letter.get("raised") and before[-1:].isdecimal() and text.strip()
        if is_shown(letter) and not is_mark:
            yield text, letter
            before = text if text.strip() else before


def all_pieces_of(line: Sequence[Letter]) -> Iterator[tuple[str, Letter]]:
    """The text of each letter of a line, and a blank before it where there are some or a wide gap."""
    before: Letter | None = None
    is_blank = False
    for letter in line:
        is_far = before is not None and letter["x0"] - before["x1"] > _BLANK * before["size"]
        if (is_far or not letter["text"].strip()) and not is_blank:
            yield " ", letter
            is_blank = True
        if text := _usual(letter["text"].strip()):
            yield text, letter
            is_blank = False
        before = letter


def cell_pieces_of(line: Sequence[Letter]) -> Iterator[tuple[str, Letter]]:
    """As `all_pieces_of`, with a blank between digits that stand away from one another: they may be two numbers."""
    before: Letter | None = None
    for text, letter in all_pieces_of(line):
        is_pair = before is not None and before["text"].strip().isdecimal() and text.isdecimal()
        if (
            before is not None
            and is_pair
            and letter["x0"] - before["x1"] > _NUMBER_GAP * min(before["size"], letter["size"])
        ):
            yield " ", letter
        yield text, letter
        before = letter if text.strip() else None


def _usual(text: str) -> str:
    """The usual characters for those that only look the same: browsers print radicals and compatible ideographs."""
    if not _UNUSUAL.search(text):
        return text
    return unicodedata.normalize("NFKC", text.translate(_RADICALS)) if len(text) == 1 else "".join(map(_usual, text))
