"""What the looks of a PDF say of its text: bold letters, and items of lists by their bullets and hanging indents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.document import Run, Runs
from gkgen.importers.parsed_document import Part, Place, TextBlock
from gkgen.importers.readers.pdf.letter_looks import Letter
from gkgen.importers.readers.pdf.page_content import Line, Page
from gkgen.importers.readers.pdf.paragraphs import STOPS, Column, goes_on, is_filled
from gkgen.importers.readers.pdf.text_lines import NUMBERED, pieces_of

# Bullets by the depth that word processors and browsers use them for; Symbol and Wingdings have theirs at F000.
_BULLETS = {"•": 0, "●": 0, "·": 0, "\uf0b7": 0, "\uf06c": 0, "◦": 1, "○": 1, "▪": 2, "■": 2, "\uf0a7": 2}
_BULLET = "·"
_BOLD = re.compile(r"bold|black|heavy", re.IGNORECASE)
# Where more than this is bold, it stresses nothing.
_MAX_BOLD_SHARE = 0.4
# In heights of a letter; what begins further right than a list does signs the report.
_SAME_EDGE = 0.3
_FURTHEST = 8


def bold_fonts(pages: Sequence[Page]) -> frozenset[str]:
    """The fonts that stress some of the text."""
    fonts = Counter(str(letter.get("fontname")) for page in pages for line in page.lines for letter in line.letters)
    bold = {font: count for font, count in fonts.items() if _BOLD.search(font)}
    return frozenset(bold) if sum(bold.values()) <= _MAX_BOLD_SHARE * fonts.total() else frozenset()


def continues(first: Line, before: Line, line: Line, column: Column) -> bool:
    """Whether a line belongs to the paragraph before it, or to the list item that hangs from its bullet or number."""
    if goes_on(before, line, column):
        return True
    if abs(line.size - before.size) > 1 or _bullet(line) or NUMBERED.match(line.text):
        return False
    behind = _behind_marker(first)
    hangs = behind is not None and abs(line.left - behind) <= _SAME_EDGE * line.size
    is_even = abs(line.left - before.left) <= _SAME_EDGE * line.size and not before.text.endswith(STOPS)
    is_far = line.left - column.left > _FURTHEST * line.size
    return (hangs or (is_even and not is_far)) and is_filled(before, line, column)


def block_of(lines: Sequence[Line], bold: frozenset[str], place: Place) -> TextBlock:
    """The lines of a paragraph or of a list item, bold where they are."""
    bullet = _bullet(lines[0])
    pieces = [piece for number, line in enumerate(lines) for piece in _pieces(line, bold, joins=number > 0)]
    if not bullet:
        return TextBlock(tuple(_runs(pieces)), place)
    rest = pieces[1:]
    while rest and not rest[0][0].strip():
        rest = rest[1:]
    return TextBlock(tuple(_runs(rest)), place, Part.ITEM, _BULLETS[bullet], _BULLET)


def _pieces(line: Line, bold: frozenset[str], *, joins: bool) -> Iterator[tuple[str, bool]]:
    """The text of a line in letters; a blank before it only where words would run together."""
    begun = False
    for text, letter in pieces_of(line.letters):
        if joins and not begun and text.isascii() and text.isalpha():
            yield "\n", False
        begun = True
        yield text, str(letter.get("fontname")) in bold


def _runs(pieces: Iterable[tuple[str, bool]]) -> Runs:
    """Runs of one weight; a line end is a blank between Latin words, and nothing elsewhere."""
    runs: list[Run] = []
    for text, weight in pieces:
        last = runs[-1] if runs else Run("")
        if text == "\n":
            is_word = last.text[-1:].isascii() and last.text[-1:].isalpha()
            runs[-1:] = [replace(last, text=f"{last.text} ")] if is_word else [last]
        elif runs and (last.bold == weight or not text.strip()):
            runs[-1] = replace(last, text=last.text + text)
        else:
            runs.append(Run(text, weight))
    return tuple(runs)


def _bullet(line: Line) -> str:
    """The bullet that a line begins with, if text stands behind it."""
    return line.text[0] if line.text[:1] in _BULLETS and line.text[1:].strip() else ""


def _behind_marker(line: Line) -> float | None:
    """Where the text behind the bullet or number of a line begins, if it has one."""
    number = NUMBERED.match(line.text)
    length = len(number[0]) if number else len(_bullet(line))
    seen: list[Letter] = [letter for letter in line.letters if letter["text"].strip()]
    return float(seen[length]["x0"]) if 0 < length < len(seen) else None
