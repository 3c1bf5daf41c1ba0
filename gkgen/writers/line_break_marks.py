"""Marks in a text that a typesetter needs and a browser does not."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape

_HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
_DASH = "\u2014"  # the codec has another one in its place
_OPENING = frozenset("“‘（《〈「『【〔〖［｛(")
_CLOSING = frozenset("，。、）》〉」』】〕〗］｝”’")
# What begins no line (GB/T 15834-2011, 5.1.10), as Word and LibreOffice have it.
_NO_START = _CLOSING | frozenset("；：？！…·％%‰℃!),.:;?]}")
_GAP = Markup('<span class="gap"> </span>')
# What stays with the number behind it.
_SIGNS = frozenset("￥¥＄$￡±≥≤＞＜№")
# A word joiner or a zero-width space; `edge` for where two scripts meet.
_SHUT, _OPEN = "\u2060", "\u200b"
_AFTER_SLASH = re.compile(r"(?<=/)(?=[A-Za-z])")


def spaced(text: str, following: str = "", *, bold: bool = False) -> Markup:
    """The text, escaped, with what a typesetter has to know; `following` is the text that comes next.

    Between characters stand a `gap`, which Word and LibreOffice leave between Chinese and Latin letters or digits, but
    not at the end of a line; a `mark` or `edge` that lets a line break or keeps it from breaking, where their rules
    are others than those of Unicode (UAX 14): a line may break before an opening quotation mark and behind a hyphen,
    and does not inside 〔2021〕30号. At an `edge` two scripts meet without a gap: there no tracking is taken off.
    Elements hold `latin`, a long stretch without Chinese, such as an address, which is not to be pulled apart, and
    `rare`, characters that the usual fonts lack; those of another font would make their line higher.
    All elements stand side by side, those of bold text too: WeasyPrint looks for breaks in one level only.
    """
    marks = dict(_marks(text + following[:1]))
    pieces: list[str] = []
    for kind, start, end in _stretches(text):
        places = [place for place in marks if start < place < end]
        for first, last in pairwise((start, *places, end)):
            pieces += (marks.get(first, ""), _element(kind, text[first:last], bold=bold))
    return Markup("".join((*pieces, marks.get(len(text), ""))))  # noqa: S704 - every piece of the text was escaped


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The text cut where its kind changes; the usual kind has no name."""
    done = 0
    for found in _unusual().finditer(text):
        if done < found.start():
            yield "", done, found.start()
        yield str(found.lastgroup), found.start(), found.end()
        done = found.end()
    if done < len(text):
        yield "", done, len(text)


def _element(kind: str, text: str, *, bold: bool) -> str:
    # Behind a slash a soft hyphen, drawn as a blank: LibreOffice breaks an address where one more letter has room.
    words = _AFTER_SLASH.sub(f"{_SHUT}\u00ad", escape(text)) if kind == "latin" else escape(text)
    tag = "strong" if bold else "span" if kind else ""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{words}</{tag}>" if tag else words


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The marks of a text by the place of the character that they stand before."""
    is_chinese = False
    for place, (before, behind) in enumerate(pairwise(text), start=1):
        is_chinese = _is_chinese(before, is_chinese)
        is_edge = _is_chinese(behind, is_chinese) is not is_chinese
        if is_edge and _is_letter(before) and _is_letter(behind):
            yield place, _GAP
        elif not before.isspace() and not behind.isspace() and (mark := _mark(text, place, is_edge=is_edge)):
            yield place, f'<span class="{"edge" if is_edge else "mark"}">{mark}</span>'


def _is_chinese(character: str, before: bool) -> bool:
    """Whether Word's Chinese font sets it; signs that belong to no script go with what stands before them."""
    if _HAN.match(character) or _WIDE.match(character):
        return True
    return before and not _LATIN.match(character)


def _is_letter(character: str) -> bool:
    return bool(_HAN.match(character) or _LATIN.match(character))


def _mark(text: str, place: int, *, is_edge: bool) -> str:
    before, behind = text[place - 1], text[place]
    if (before in _CLOSING and _LATIN.match(behind)) or (_LATIN.match(before) and behind in _OPENING) or behind == "·":
        return _SHUT
    if (behind in "“‘" and before not in _OPENING) or (before in "”’" and behind not in _NO_START):
        return _OPEN
    if behind in "/%" and _HAN.match(before):
        return _OPEN
    if before == "-" and _LATIN.match(behind) and place > 1 and _LATIN.match(text[place - 2]):
        return _OPEN
    if not is_edge:
        return ""
    return _SHUT if before in _OPENING | _SIGNS or behind in _NO_START else _OPEN


@cache
def _unusual() -> re.Pattern[str]:
    return re.compile(f"(?P<latin>[!-~]{{4,}})|(?P<rare>[^\\x00-\\xff{_DASH}{re.escape(_gb2312())}]+)")


def _gb2312() -> str:
    """The characters of GB 2312, which 仿宋_GB2312 and most open fonts of its kind do not go beyond."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
