"""Numbers, years and dates that were typed otherwise than the form wants them, where one thing alone can be meant."""

import unicodedata
from datetime import date

from gkgen import lazy_re as re
from gkgen.form import Field
from gkgen.numerals import number_of

_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?", re.ASCII)
_GROUPS = re.compile(
    r"(?P<first>[+-]?[1-9][0-9]{0,2})(?P<rest>(?:,[0-9]{3})+|(?: [0-9]{3})+)(?P<end>\.[0-9]+)?", re.ASCII
)
_COUNTERS = "件条次项个宗份部起人"
_LEADING_ZEROS = re.compile(r"^0+(?=[0-9])")
_CHANGE = re.compile(r"(?P<word>增加|增长|新增|增|减少|下降|减|↑|↓)\s*(?P<number>[0-9]+)")
_YEAR = re.compile(r"(?P<year>[12][0-9]{3}|[一二][〇零一二三四五六七八九○0]{3})\s*(?:年度?|年度报告)?")
_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})\s*[年./\-－—]\s*(?P<month>[0-9]{1,2})\s*[月./\-－—]\s*(?P<day>[0-9]{1,2})\s*日?"
)
_CHINESE = re.compile("[〇零一二三四五六七八九十]{1,4}")
_LOOSE_DATE = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_UNIT = re.compile("单位为(?P<unit>万?元)")
MARKS_OF_NOTHING = frozenset({"/", "-", "–", "—", "——", "－", "／", "无", "\\", "--", "*", "空", "N/A", "n/a"})
"""What stands in forms where there is nothing to count."""
_LESS = frozenset({"减少", "下降", "减", "↓"})
MAX_VALUE_CHARACTERS = 40
"""What is longer is a text."""


def plain_number(text: str) -> str | None:
    """The number that was meant, in plain digits; None where that is not certain."""
    half = _half_width(text)
    grouped = _GROUPS.fullmatch(half)
    if grouped:
        half = grouped["first"] + re.sub("[ ,]", "", grouped["rest"]) + (grouped["end"] or "")
    return half if _NUMBER.fullmatch(half) else None


def number_meant(text: str, unit: str = "") -> str | None:
    """The number in a text with a unit, zeros in front or in Chinese numerals; `unit` is that of an amount.

    34件, 三十四, 034 and, for an amount in 万元, 3.5万元.
    """
    half = _half_width(text)
    if len(half) > MAX_VALUE_CHARACTERS or not half:
        return None
    bare = half.removesuffix(unit).strip() if unit else half.rstrip(_COUNTERS).strip()
    if bare and len(half) - len(bare) > max(1, len(unit)) + 1:
        return None
    bare = _LEADING_ZEROS.sub("", bare)
    value = number_of(bare)
    return plain_number(bare) or (str(value) if value is not None else None)


def change_meant(text: str) -> str | None:
    """The signed number of a change in words: 增24, 减少1."""
    found = _CHANGE.fullmatch(_half_width(text))
    if not found:
        return None
    value = int(found["number"])
    return str(-value if found["word"] in _LESS else value)


def number_for(field: Field, text: str) -> str | None:
    """The number that was meant for a field of its kind: with its unit, or a change in words."""
    unit = _UNIT.search(field.counts) if field.kind == "money" else None
    return change_meant(text) if field.kind == "change" else number_meant(text, unit["unit"] if unit else "")


def cell_meant(field: Field, text: str) -> str | None:
    """What was typed or pasted into the cell of a table: its number, empty for none; None where it is not certain."""
    bare = text.strip()
    if not bare or bare in MARKS_OF_NOTHING:
        return ""
    return number_for(field, bare) or number_meant(bare)


def year_meant(text: str) -> str | None:
    """The year in 2025年, ２０２５年度, 二〇二五."""
    found = _YEAR.fullmatch(_half_width(text)[:MAX_VALUE_CHARACTERS])
    if not found:
        return None
    digits = found["year"].replace("○", "〇")
    value = int(digits) if digits.isascii() else number_of(digits.replace("0", "〇"))
    return str(value) if value and value >= 1000 else None


def date_meant(text: str) -> str | None:
    """The date in 2026年1月16日, 2026.1.16, 2026/1/16, 2026-1-16, 20260116, as ISO 8601 has it."""
    half = _CHINESE.sub(lambda found: str(number_of(found.group()) or found.group()), _half_width(text))
    if len(half) > MAX_VALUE_CHARACTERS:
        return None
    found = _DATE.fullmatch(half) or _LOOSE_DATE.fullmatch(half)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat() if found else None
    except ValueError:
        return None


def _half_width(text: str) -> str:
    return unicodedata.normalize(
        "NFKC", text[: 10 * MAX_VALUE_CHARACTERS].replace("，", ",").replace("、", ",")
    ).strip()
