"""Chinese numerals written and read, and the grammar of the marks that number headings (GB/T 9704-2012, 7.3.3).

The marks are sources of regular expressions, which their users combine; a sign that is to count as a numeral in all
of them is added here.
"""

from gkgen import lazy_re as re

_DIGITS = {**{letter: value for value, letter in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_CIRCLED_ONE, _LAST_CIRCLED = ord("①"), 20

ORDINAL_LETTER = "[一二三四五六七八九十]"
ORDINAL = f"{ORDINAL_LETTER}{{1,3}}"
"""A Chinese numeral from 1 to 99."""
PART_MARK = f"第{ORDINAL}(?:部分|章)"
FIRST_MARK = f"{ORDINAL}[、.．]"
SECOND_MARK = f"[（(]{ORDINAL}[）)]"
THIRD_MARK = r"\d{1,2}[.．、]"
FOURTH_MARK = r"[（(]\d{1,2}[）)]"
HEADING_MARK = f"(?:{FIRST_MARK}|{SECOND_MARK}|{THIRD_MARK}|{FOURTH_MARK})"
"""一、 （一） 1. （1）: the four levels in their order."""
DASHES = "[—–―－-]{1,2}"
"""What an input method gives for 一."""

_D = "[一二两三四五六七八九]"
_TENS = f"{_D}?十{_D}?"
_HUNDREDS = f"{_D}百(?:零{_D}|{_TENS})?"
_THOUSANDS = f"{_D}千(?:零(?:{_TENS}|{_D})|{_HUNDREDS}|{_TENS})?"
_SECTION = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_D})"
_BELOW = f"(?:零?(?:{_THOUSANDS}|{_HUNDREDS}|{_D}十{_D}?)|零十{_D}?|零{_D})"
# 一百二 is 120, 一万二 is 12,000.
_NUMERAL = re.compile(f"(?:{_SECTION}万{_BELOW}?|{_SECTION})(?:(?<=[百千万]){_D})?")


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals; raises ValueError for any other."""
    if not 0 < number < 100:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    letters = "零一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else f"{letters[tens]}十") + (letters[ones] if ones else "")


def circled(number: int) -> str:
    """A number from 1 to 20 in a circle, ① to ⑳; raises ValueError for any other."""
    if not 0 < number <= _LAST_CIRCLED:
        raise ValueError(number)
    return chr(_CIRCLED_ONE + number - 1)


def number_of(text: str) -> int | None:
    """The value of a Chinese numeral below 100,000,000 as people write it: 三十二, 一千零五, 一百二, 二〇二一.

    None for what is no numeral.
    """
    if text and _DIGITS.keys() >= set(text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    if not _NUMERAL.fullmatch(text):
        return None
    total = section = digit = 0
    unit = 10
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
            unit = unit if digit else 10
        elif letter == "万":
            total, section, digit, unit = (section + digit) * 10_000, 0, 0, 10_000
        else:
            unit = _UNITS[letter]
            section, digit = section + (digit or 1) * unit, 0
    return total + section + digit * (unit // 10)


def ordinal(text: str) -> int:
    """The value of a number from 1 to 99 in decimal digits or Chinese numerals; 0 for anything else."""
    if text.isdecimal():
        return int(text)
    return (number_of(text) or 0) if "十" in text or len(text) == 1 else 0
