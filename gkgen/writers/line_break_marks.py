"""Markup for line breaking and spacing that the layout engine of the PDF needs and a browser does not."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape

from gkgen import lazy_re as re

_HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
_DASH = "\u2014"  # Python's gb2312 codec decodes this dash as U+2015
_OPENING = frozenset("“‘（《〈「『【〔〖［｛(")
_CLOSING = frozenset("，。、）》〉」』】〕〗］｝”’")
# Characters that begin no line (GB/T 15834-2011, 5.1.10) in Word and LibreOffice.
_NO_START = _CLOSING | frozenset("；：？！…·％%‰℃!),.:;?]}")
_GAP = Markup('<span class="gap"> </span>')
# Signs that are not separated from the number after them.
_SIGNS = frozenset("￥¥＄$￡±≥≤＞＜№")
# A word joiner or a zero-width space; `edge` for where two scripts meet.
_SHUT, _OPEN = "\u2060", "\u200b"
_AFTER_SLASH = re.compile(r"(?<=/)(?=[A-Za-z])")


def spaced(text: str, following: str = "", *, bold: bool = False) -> Markup:
    """The text, escaped, with spans for line breaking and spacing; `following` is the text of the next run.

    - `gap`: the space that Word and LibreOffice leave between Chinese and Latin characters, except at line ends.
    - `mark` or `edge`: allows or forbids a line break where the rules of Word and LibreOffice differ from Unicode (UAX
      14): a line may break before an opening quotation mark and after a hyphen, and not inside 〔2021〕30号. At an
      `edge` two scripts meet without a gap, and no tracking is subtracted.
    - `latin`: a long stretch without Chinese, such as a web address, that must not be letter-spaced.
    - `rare`: characters outside GB 2312, which usual fonts lack; another font would make their line higher.

    No spans are nested, not even in bold text, because WeasyPrint looks for line breaks in one level only.
    """
    marks = dict(_marks(text + following[:1]))
    pieces: list[str] = []
    for kind, start, end in _stretches(text):
        places = [place for place in marks if start < place < end]
        for first, last in pairwise((start, *places, end)):
            pieces += (marks.get(first, ""), _element(kind, text[first:last], bold=bold))
    return Markup("".join((*pieces, marks.get(len(text), ""))))  # noqa: S704 - every piece of the text was escaped


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The text split where its kind changes, as kind, start and end; ordinary text has the kind ''."""
    done = 0
    for found in _unusual().finditer(text):
        if done < found.start():
            yield "", done, found.start()
        yield str(found.lastgroup), found.start(), found.end()
        done = found.end()
    if done < len(text):
        yield "", done, len(text)


def _element(kind: str, text: str, *, bold: bool) -> str:
    # A soft hyphen after each slash, drawn as a blank: LibreOffice breaks an address where one more letter fits.
    words = _AFTER_SLASH.sub(f"{_SHUT}\u00ad", escape(text)) if kind == "latin" else escape(text)
    tag = "strong" if bold else "span" if kind else ""
    attribute = f' class="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{words}</{tag}>" if tag else words


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """The marks of a text, each with the position of the character that it precedes."""
    is_chinese = False
    for place, (before, behind) in enumerate(pairwise(text), start=1):
        is_chinese = _is_chinese(before, is_chinese)
        is_edge = _is_chinese(behind, is_chinese) is not is_chinese
        if is_edge and _is_letter(before) and _is_letter(behind):
            yield place, _GAP
        elif not before.isspace() and not behind.isspace() and (mark := _mark(text, place, is_edge=is_edge)):
            yield place, f'<span class="{"edge" if is_edge else "mark"}">{mark}</span>'


def _is_chinese(character: str, before: bool) -> bool:
    """Whether Word sets the character in the Chinese font; common signs follow the character before them."""
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
    """The characters of GB 2312, which are all that 仿宋_GB2312 and most open Fangsong fonts have."""
    cells = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
