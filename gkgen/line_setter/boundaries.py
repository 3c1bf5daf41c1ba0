"""Where scripts meet in a text, where it may break, and what is never pulled apart: the rules of Word.

A text is translated into one letter for each character, its class, so that a rule is a pattern of two or three letters.
What no rule knows, such as a text in Tibetan, is left to Unicode (UAX 14).
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.line_setter.word_lists import NO_END, NO_START

_HAN_RANGES = (
    r"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
_HAN = re.compile(f"[{_HAN_RANGES}]")
# Symbols and punctuation that Word sets in the Chinese font, but for those that are not seen.
_WIDE = re.compile(
    r"[\xa1-\xbf\xd7\xf7\u02c7-\u02d9\u2010\u2012-\u2027\u2030-\u205f\u2070-\u2bff\u3001-\u303f\ufe10-\uffef]"
)
_LATIN_RANGES = r"0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
_LATIN = re.compile(f"[{_LATIN_RANGES}]")
# What Word sets in the Latin font where a run says that its signs are Chinese (MS-OI29500, 2.1.88): ASCII alone.
_IN_LATIN_FONT = re.compile("[ -~]+")
# LibreOffice goes by script: signs stay in the font of the letters before them, but for full-width ones.
_OF_LATIN_SCRIPT = re.compile(rf"(?:\A|(?=[{_LATIN_RANGES}]))[^{_HAN_RANGES}\u3000-\u303f\uff00-\uffef]+")
_JOINERS = re.compile(r"[\xad\u0300-\u036f\u200c-\u200f\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f]")
# Signs that are not separated from the number after them.
_SIGNS = frozenset("±≥≤＞＜№≈")
_TELEPHONE = re.compile(
    r"(?<![\w-])(?:\+?86-)?(?:0\d{2,3}-\d{7,8}(?:-\d{1,6})?|[48]00-\d{3,4}-?\d{3,4}|1\d{2}-\d{4}-\d{4})(?![\w-])",
    re.ASCII,
)
_LONG_LATIN = re.compile(r"[!-~]{4,}")
_AFTER_SLASH = re.compile(r"(?<=/)(?=[A-Za-z])")
_CLUNG = re.compile(r"(?<=[）》〉」』】〕〗］｝”’])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[“‘（《〈「『【〔〖［｛])")

# The classes: H Chinese, W other wide characters, L letters and digits, A other ASCII, h hyphens, S blanks, J what
# joins the character before it, D dashes, G signs before numbers, N line feeds, U unknown; s, e and b are wide
# characters that do not begin, end, or do either of a line, p and q narrow ones that do not begin or end one.
_GAP = re.compile("(?<=H)(?=L)|(?<=L)(?=H)")
_SHUT = re.compile("(?<=[qeb])(?=.)|(?=[psbSJN])|(?<=[LAhpq])(?=[LAhpq])(?!(?<=Lh)(?=L))|(?<=D)(?=D)|(?<=G)(?=L)")
_UNKNOWN = re.compile("(?=[UJ])|(?<=[UJ])")
_TIED = re.compile("(?<=[LAhpq])(?=[LAhpq])|(?=J)")


def gaps(classes: str) -> Iterator[int]:
    """The characters before which a text has the space between Chinese and letters or digits."""
    return (found.start() for found in _GAP.finditer(classes))


def breaks(text: str, classes: str, unicode_breaks: bytes | bytearray) -> bytearray:
    """For each character, whether a line may begin with it; `unicode_breaks` says so where no rule of Word is known."""
    allowed = bytearray(b"\1") * len(text)
    for found in _UNKNOWN.finditer(classes, 0, len(text)):
        if found.start() < len(text):
            allowed[found.start()] = unicode_breaks[found.start()] & 1
    for found in _SHUT.finditer(classes):
        allowed[found.start()] = 0
    return allowed


def telephone_numbers(text: str) -> Iterator[slice]:
    """The telephone numbers of a text that hold a hyphen."""
    if "-" in text:
        yield from (slice(*found.span()) for found in _TELEPHONE.finditer(text))


def shut_in_telephone_numbers(text: str) -> Iterator[int]:
    """The characters of telephone numbers that begin no line: those with a hyphen stay whole."""
    for number in telephone_numbers(text):
        yield from range(number.start + 1, number.stop)


def slash_breaks(text: str) -> Iterator[int]:
    """Places behind the slashes of addresses, where LibreOffice breaks a line and Word does not."""
    for found in _LONG_LATIN.finditer(text):
        yield from (slash.start() for slash in _AFTER_SLASH.finditer(text, found.start(), found.end()))


def clung_marks(text: str) -> Iterator[int]:
    """Letters and digits beside a closing or an opening mark, which LibreOffice does not separate and Word does."""
    return (found.start() for found in _CLUNG.finditer(text))


def loose_places(classes: str) -> list[bool]:
    """For each character, whether it may be moved apart from the next one to justify a line.

    Nothing is between the letters, digits and signs of a word, a number or an address.
    """
    loose = [True] * len(classes)
    for found in _TIED.finditer(classes):
        if found.start():
            loose[found.start() - 1] = False
    return loose


def latin_stretches(text: str, *, by_script: bool = False) -> Iterator[tuple[int, int]]:
    """The parts of a text that Word sets in the Latin font, or LibreOffice does where `by_script`: half-open ranges."""
    return (found.span() for found in (_OF_LATIN_SCRIPT if by_script else _IN_LATIN_FONT).finditer(text))


def font_edges(text: str) -> Iterator[int]:
    """The characters at which the font changes from Chinese to Latin or back without a gap."""
    is_chinese = False
    for place, (before, behind) in enumerate(pairwise(text), start=1):
        is_chinese = _is_in_chinese_font(before, is_chinese)
        is_change = _is_in_chinese_font(behind, is_chinese) is not is_chinese
        if (
            is_change
            and not before.isspace()
            and not behind.isspace()
            and not (_is_letter(before) and _is_letter(behind))
        ):
            yield place


def _is_in_chinese_font(character: str, before: bool) -> bool:
    """Whether LibreOffice sets the character in the Chinese font; common signs follow the character before them."""
    if _HAN.match(character) or "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef":
        return True
    return before and not _LATIN.match(character)


def _is_letter(character: str) -> bool:
    return bool(_HAN.match(character) or _LATIN.match(character))


def character_classes(text: str, no_start: str = NO_START, no_end: str = NO_END) -> str:
    """The class of each character as a letter, with those lists of characters that do not begin or end a line."""
    return text.translate(_table(no_start, no_end))


class _Classes(dict[int, str]):
    """The class of each character, found when it is met first."""

    def __init__(self, no_start: str, no_end: str) -> None:
        super().__init__()
        self.no_start, self.no_end = no_start, no_end

    def __missing__(self, codepoint: int) -> str:
        found = self[codepoint] = self._class_of(chr(codepoint))
        return found

    def _class_of(self, character: str) -> str:
        if character in {"\n", " "}:
            return "N" if character == "\n" else "S"
        is_narrow = "!" <= character <= "~"
        begins_none, ends_none = character in self.no_start, character in self.no_end
        if begins_none or ends_none:
            if is_narrow:
                return "p" if begins_none else "q"
            return "b" if begins_none and ends_none else "s" if begins_none else "e"
        if _LATIN.match(character):
            return "L"
        if is_narrow:
            return "h" if character == "-" else "A"
        return _wide_class(character)


def _wide_class(character: str) -> str:
    if _JOINERS.match(character):
        return "J"
    if character in "—…":
        return "D"
    if character in _SIGNS:
        return "G"
    return "H" if _HAN.match(character) else "W" if _WIDE.match(character) else "U"


@lru_cache(maxsize=16)
def _table(no_start: str, no_end: str) -> _Classes:
    return _Classes(no_start, no_end)
