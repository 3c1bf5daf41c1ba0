"""Labels as they can be compared: width, spaces, quotes, brackets and numbering differ from report to report."""

import unicodedata

from gkgen import lazy_re as re
from gkgen.numerals import DASHES, FOURTH_MARK, ORDINAL, PART_MARK, SECOND_MARK

# Numbers as offices type them, and the dash that an input method gives for 一.
_NUMBER = re.compile(
    rf"\s*(?:(?:{SECOND_MARK}|{FOURTH_MARK})[.、]?|{PART_MARK}[、:]?"
    rf"|{ORDINAL}[、.,]|{DASHES}[、.]|\d{{1,2}}[.、,)](?!\d))\s*"
)


def half_width(text: str) -> str:
    """The text in half width, for patterns; one character for one as far as Chinese text goes."""
    return unicodedata.normalize("NFKC", text)


def without_number(text: str) -> str:
    """The text without the number before it, in half width."""
    narrow = half_width(text)
    match = _NUMBER.match(narrow)
    return narrow[match.end() :] if match else narrow


def number_before(text: str) -> str:
    """The number that a heading or label begins with, as typed, empty where there is none."""
    match = _NUMBER.match(half_width(text))
    return text[: match.end()] if match and len(half_width(text)) == len(text) else match.group() if match else ""


def normalized(text: str) -> str:
    """Letters and digits alone, without the number before them: equal for all spellings of a label."""
    # A line end may stand anywhere in a narrow cell, inside of the number too.
    bare = "".join(letter for letter in without_number("".join(text.split())) if letter.isalnum())
    return bare or "".join(letter for letter in half_width(text) if letter.isalnum())
