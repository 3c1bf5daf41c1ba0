"""The text of a cell as a number: full-width digits, separators, units, signs in words, strokes, nothing at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from gkgen import lazy_re as re
from gkgen.form import Field
from gkgen.label_normalization import half_width

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
# Two numbers in a cell, or one that is broken; blanks between thousands are neither.
_BROKEN = re.compile(r"\d\s+\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?")
_BLANK = re.compile(r"\s+")
_MAX_NUMBER_CHARACTERS = 40


class NumberStatus(Enum):
    """How a number was typed, and how sure it is."""

    PLAIN = "plain"
    SPELT = "spelt"  # typed in another way, yet certain
    DOUBTFUL = "doubtful"  # may be one of several
    EMPTY = "empty"
    STROKE = "stroke"
    UNIT = "unit"  # turned into the unit of the form
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a cell says; `value` is None where that is no number. `typed` is how an author types it.

    `readings` are the numbers that a doubtful cell may mean, as authors type them.
    """

    value: int | Decimal | None
    typed: str
    status: NumberStatus
    text: str
    readings: tuple[str, ...] = ()


def is_number_like(text: str, reading: Mapping[str, Any]) -> bool:
    """Whether a text could be the number of some cell: a number, a stroke, or nothing."""
    bare = _bare(text)
    return not bare or bare in reading.get("none", ()) or _split(bare, reading) is not None


def read_number(text: str, field: Field, reading: Mapping[str, Any], readings: Sequence[str] = ()) -> NumberReading:
    """The number of a cell of that field; of several numbers, or of other `readings` of the cell, none is chosen."""
    shown = " ".join(text.split())
    pieces = () if _THOUSANDS.fullmatch(text.strip()) else _pieces(text)
    if readings or pieces:
        found = (_read(each, field, reading) for each in (*readings, *pieces, *["".join(pieces)] * bool(pieces)))
        typed = tuple(dict.fromkeys(each.typed for each in found if each.typed))
        return NumberReading(None, "", NumberStatus.DOUBTFUL, shown or "、".join(readings), typed)
    return _read(text, field, reading)


def _pieces(text: str) -> tuple[str, ...]:
    """The numbers of a cell that holds several, or one in pieces; none where it is one."""
    return tuple(_BLANK.split(half_width(text).strip())) if _BROKEN.search(half_width(text)) else ()


def _read(text: str, field: Field, reading: Mapping[str, Any]) -> NumberReading:
    """The number of a text that is one."""
    bare, shown = _bare(text), " ".join(text.split())
    if not bare:
        return NumberReading(0, "0", NumberStatus.EMPTY, shown)
    if bare in reading.get("none", ()):
        return NumberReading(0, "0", NumberStatus.STROKE, shown)
    parts = _split(bare, reading)
    if parts is None:
        return NumberReading(None, "", NumberStatus.UNKNOWN, shown)
    sign, digits, unit = parts
    value = Decimal(digits.replace(",", ""))
    status = (
        NumberStatus.PLAIN
        if bare == shown == digits and "," not in digits and str(value) == digits
        else NumberStatus.SPELT
    )
    if field.kind == "money":
        return _money(-value if sign < 0 else value, unit, status, shown, reading)
    if value != value.to_integral_value() or unit in reading.get("money", {}) or (sign < 0 and field.kind == "count"):
        return NumberReading(None, "", NumberStatus.UNKNOWN, shown)
    whole = int(value) * sign
    return NumberReading(whole, str(whole), status, shown)


def _bare(text: str) -> str:
    return "".join(half_width(text).split()) if len(text) <= _MAX_NUMBER_CHARACTERS else "?"


def _split(bare: str, reading: Mapping[str, Any]) -> tuple[int, str, str] | None:
    """Sign, digits and unit."""
    sign = 1
    for words, meaning in ((reading.get("less", ()), -1), (reading.get("more", ()), 1)):
        word = next((word for word in words if bare.startswith(half_width(word))), None)
        if word is not None:
            bare, sign = bare.removeprefix(half_width(word)), meaning
            break
    units = (*reading.get("money", {}), *reading.get("counted", ()))
    unit = next((unit for unit in units if bare.endswith(unit)), "")
    digits = bare.removesuffix(unit)
    return (sign, digits, unit) if _NUMBER.fullmatch(digits) and digits.isascii() else None


def _money(value: Decimal, unit: str, status: NumberStatus, shown: str, reading: Mapping[str, Any]) -> NumberReading:
    """An amount in 万元; one in another unit is turned into it, and that is to be told."""
    factor = Decimal(reading.get("money", {}).get(unit, "1")) if unit else Decimal(1)
    if value < 0 or (unit and unit not in reading.get("money", {})):
        return NumberReading(None, "", NumberStatus.UNKNOWN, shown)
    if factor == 1:
        return NumberReading(value, f"{value:f}", status, shown)
    turned = (value * factor).normalize()
    return NumberReading(turned, f"{turned:f}", NumberStatus.UNIT, shown)
