"""Slips beside the key of a line: another sign for its colon or none, blanks of other kinds, a dash before it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.source.row_slips import ODD_BLANK
from gkgen.source.value_above_entries import has_entries_below

_SLIP = re.compile(
    r"^ *(?:- +)?(?P<key>[^\s:：#'\"{\[][^:：]{0,40}?)"
    rf"(?P<slip>[ {ODD_BLANK}]*(?P<wide>：)[ {ODD_BLANK}]*|[{ODD_BLANK}]*: *[{ODD_BLANK}][ {ODD_BLANK}]*"
    rf"|[{ODD_BLANK}]+: *|:(?=\S))(?P<rest>.*)$"
)
# 行政许可；34, 行政许可=34, 行政许可 34, 行政许可 {处理决定: 34}: no colon behind a key.
_NO_COLON = re.compile(
    r"^ *(?:- +)?(?P<key>[^\s:：；;=＝。﹕︰∶#'\"{\[｛]{1,40}?)"
    rf"(?P<slip>[ {ODD_BLANK}]*[；;﹕︰∶=＝。]?[ {ODD_BLANK}]*)"
    r"(?P<rest>(?:[+-]?[\d０-９][\d０-９.,，．]*[件条次项个]?|[{｛\[].*)?\s*(?:#.*)?)$"
)
_DASH = re.compile(r"^ *(?P<dash>- +)(?P<key>[^\s:：#'\"{\[][^:：]{0,40}?) *:(?:\s|$)")
_NUMBERISH = re.compile(r"^[+-]?[\d０-９][\d０-９.,，．]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class KeySlip:
    """What must change beside a key, columns counted from 0, and where to point to."""

    kind: str
    key: str
    start: int
    end: int
    wanted: str
    place: int
    width: int = 1


def key_slip(lines: Sequence[str], number: int, text: str, keys: Collection[str], *, is_yaml: bool) -> KeySlip | None:
    """The first slip beside the key of a line, the `number`th of `lines`, from 1, which reads `text` now.

    `is_yaml` tells that the parser took the line for something: then a dash before a row makes a list of it.
    """
    dash = _DASH.match(text) if is_yaml else None
    if dash and dash["key"] in keys:
        start, end = dash.span("dash")
        return KeySlip("Y10.dash", dash["key"], start, end, " " * (end - start), start)
    return wide_colon(text, keys) or _no_colon(lines, number, text, keys)


def wide_colon(text: str, keys: Collection[str]) -> KeySlip | None:
    """`年度：2021` and `年度:2021`, where the words before the colon are a key or the words behind it a number."""
    slip = _SLIP.match(text)
    key = slip["key"].strip() if slip else ""
    if not slip or not (key in keys or (_NUMBERISH.match(slip["rest"]) and " " not in key)):
        return None
    start, end = slip.span("slip")
    place = slip.start("wide") if slip["wide"] else start
    return KeySlip("Y10" if slip["wide"] else "Y11", key, start, end, ": ", place)


def _no_colon(lines: Sequence[str], number: int, text: str, keys: Collection[str]) -> KeySlip | None:
    """Another sign, or none, where the colon of a key belongs; with nothing behind it, entries must follow."""
    found = _NO_COLON.match(text)
    if not found or found["key"] not in keys:
        return None
    rest = found["rest"].partition("#")[0].strip()
    if not rest and not has_entries_below(lines, number):
        return None
    start, end = found.span("slip")
    return KeySlip("Y10.colon", found["key"], start, end, ": " if rest else ":", start, max(1, end - start))
