"""Where in a text scripts meet, where it may break other than Unicode says (UAX 14), and what is never pulled apart."""

from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from gkgen import lazy_re as re

_HAN = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uffef]")
_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
_OPENING = frozenset("“‘（《〈「『【〔〖［｛(")
_CLOSING = frozenset("，。、）》〉」』】〕〗］｝”’")
# Characters that begin no line (GB/T 15834-2011, 5.1.10) in Word and LibreOffice.
_NO_START = _CLOSING | frozenset("；：？！…·％%‰℃!),.:;?]}")
# Signs that are not separated from the number after them.
_SIGNS = frozenset("￥¥＄$￡±≥≤＞＜№")
LONG_LATIN = r"[!-~]{4,}"
"""A long stretch without Chinese, such as a web address, that is not pulled apart."""
_LONG_LATIN = re.compile(LONG_LATIN)
_AFTER_SLASH = re.compile(r"(?<=/)(?=[A-Za-z])")


class BoundaryKind(Enum):
    """What is between two characters: the space between scripts, no break, or a permitted break."""

    GAP = "gap"
    SHUT = "shut"
    OPEN = "open"


class Boundary(NamedTuple):
    """Something between a character and the one before it.

    At an edge two scripts meet without a gap; no tracking is subtracted there. `is_costly` permits a break only where
    half an em more has room, as LibreOffice breaks an address behind a slash.
    """

    place: int
    kind: BoundaryKind
    is_edge: bool = False
    is_costly: bool = False


def boundaries(text: str) -> Iterator[Boundary]:
    """The boundaries of a text, as Word and LibreOffice have them.

    A line may break before an opening quotation mark and after a hyphen, and not inside 〔2021〕30号.
    """
    is_chinese = False
    for place, (before, behind) in enumerate(pairwise(text), start=1):
        is_chinese = _is_chinese(before, is_chinese)
        is_edge = _is_chinese(behind, is_chinese) is not is_chinese
        if is_edge and _is_letter(before) and _is_letter(behind):
            yield Boundary(place, BoundaryKind.GAP)
        elif not before.isspace() and not behind.isspace() and (kind := _kind(text, place, is_edge=is_edge)):
            yield Boundary(place, kind, is_edge)


def costly_breaks(text: str) -> Iterator[Boundary]:
    """Breaks behind the slashes of addresses."""
    for found in _LONG_LATIN.finditer(text):
        for slash in _AFTER_SLASH.finditer(text, found.start(), found.end()):
            yield Boundary(slash.start(), BoundaryKind.OPEN, is_costly=True)


def loose_characters(text: str) -> list[bool]:
    """For each character, whether it may be moved apart from the next one to justify a line."""
    loose = [True] * len(text)
    for found in _LONG_LATIN.finditer(text):
        loose[found.start() : found.end()] = [False] * len(found[0])
    return loose


def _is_chinese(character: str, before: bool) -> bool:
    """Whether Word sets the character in the Chinese font; common signs follow the character before them."""
    if _HAN.match(character) or _WIDE.match(character):
        return True
    return before and not _LATIN.match(character)


def _is_letter(character: str) -> bool:
    return bool(_HAN.match(character) or _LATIN.match(character))


def _kind(text: str, place: int, *, is_edge: bool) -> BoundaryKind | None:
    before, behind = text[place - 1], text[place]
    if (before in _CLOSING and _LATIN.match(behind)) or (_LATIN.match(before) and behind in _OPENING) or behind == "·":
        return BoundaryKind.SHUT
    if (behind in "“‘" and before not in _OPENING) or (before in "”’" and behind not in _NO_START):
        return BoundaryKind.OPEN
    if behind in "/%" and _HAN.match(before):
        return BoundaryKind.OPEN
    if before == "-" and _LATIN.match(behind) and place > 1 and _LATIN.match(text[place - 2]):
        return BoundaryKind.OPEN
    if not is_edge:
        return None
    return BoundaryKind.SHUT if before in _OPENING | _SIGNS or behind in _NO_START else BoundaryKind.OPEN
