"""Numbers in free text: 3件, ３件, 三件, 1,024条, 1.2万条; 约20件 and 20余件 are not exact and are left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from gkgen.narrative import Passage
from gkgen.numerals import number_of
from gkgen.review.case import Amount

UNITS = "件|条|份|起|宗|次|家|个|项|篇|期|人次|例|部"
_WIDE = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {ord("．"): ".", ord("％"): "%", ord("，"): "，"}
# 一个, 一次, 一条龙 count nothing.
_QUANTITY = re.compile(
    r"(?<![\d.第])(?P<digits>\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+(?:\.\d+)?)\s?(?P<ten>万)?(?P<more>余|多|几)?\s?"
    rf"(?P<unit>人次|{UNITS})(?![字头款例件])"
    r"|(?<![第每逐同几数])(?P<chinese>[零〇一二两三四五六七八九十百千万]+)(?P<some>余|多|几)?(?P<plain>件|条|份|起|宗)(?!龙|例|款|大|文书)"
)
_ROUGH = re.compile(r"(?:近|约|大约|超过?|逾|不少于|至少|将近|多达|上|几|数)$")
_ABOUT = re.compile("左右|以上|以内|上下")
_PERCENT = re.compile(r"(?P<digits>\d+(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and its half-open stretch of the text; `places` are its decimals."""

    value: Amount
    unit: str
    start: int
    end: int
    places: int = 0


# Several rules ask for each text of a report.
@lru_cache(maxsize=256)
def narrowed(text: str) -> str:
    """The text with half-width digits, every character in its place."""
    return text.translate(_WIDE)


def quantities(passage: Passage) -> tuple[Quantity, ...]:
    """The exact numbers of a passage, in their order."""
    return _quantities(passage.text)


@lru_cache(maxsize=256)
def _quantities(typed: str) -> tuple[Quantity, ...]:
    text = narrowed(typed)
    return tuple(quantity for found in _QUANTITY.finditer(text) if (quantity := _quantity(text, found)))


def percentages(text: str) -> Iterator[Quantity]:
    """The percentages of a text that was narrowed."""
    for found in _PERCENT.finditer(text):
        digits = found["digits"]
        yield Quantity(Decimal(digits), "%", *found.span(), len(digits.partition(".")[2]))


def _quantity(text: str, found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    if found["more"] or found["some"] or _ROUGH.search(text, max(0, start - 3), start) or _ABOUT.match(text, end):
        return None
    value = _number(found)
    return None if value is None else Quantity(value, found["unit"] or found["plain"], start, end)


def _number(found: re.Match[str]) -> Amount | None:
    digits = found["digits"]
    if digits is None:
        return number_of(found["chinese"])
    try:
        value = Decimal(re.sub("[,，]", "", digits)) * (10_000 if found["ten"] else 1)
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() else value
