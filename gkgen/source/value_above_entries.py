"""A value behind a key that has entries below it as well: `主动公开情况: 全零`, and a row in the next line."""

from collections.abc import Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re

_VALUE = re.compile(
    r"^(?P<indent> *)(?P<key>[^\s:：#'\"{\[-][^:：]{0,40}?) *[:：] *(?P<value>[^\s|>#{\[][^#]*?) *(?:#.*)?$"
)
_ENTRY = re.compile(r"^(?P<indent> +)[^\s:：#'\"{\[-][^:：]{0,60}[:：](?:\s|$|[{｛\[\d０-９])")
_NOTHING = frozenset({"全零", "全0", "无", "没有", "0", "零", "/", "-", "—"})
_MAX_LINES_BETWEEN = 40
# So many columns are a level.
_STEP = 2


@dataclass(frozen=True, slots=True)
class ValueAbove:
    """The value and its key, its columns from 0, and whether it only says that there is nothing."""

    key: str
    value: str
    start: int
    end: int
    is_nothing: bool


def has_entries_below(lines: Sequence[str], number: int) -> bool:
    """Whether entries stand below a line, numbered from 1, deeper than it."""
    line = lines[number - 1]
    below = (each for each in lines[number : number + _MAX_LINES_BETWEEN] if each.lstrip()[:1] not in {"", "#"})
    entry = _ENTRY.match(next(below, "").replace("\t", "  ").replace("\u3000", "  "))
    return entry is not None and len(entry["indent"]) > len(line) - len(line.lstrip(" "))


def value_above_entries(lines: Sequence[str], number: int) -> ValueAbove | None:
    """The value of a line, numbered from 1, that has entries below it."""
    found = _VALUE.match(lines[number - 1])
    if not found:
        return None
    below = (line for line in lines[number : number + _MAX_LINES_BETWEEN] if line.lstrip()[:1] not in {"", "#"})
    entry = _ENTRY.match(next(below, "").replace("\t", "  ").replace("\u3000", "  "))
    if not entry or len(entry["indent"]) <= len(found["indent"]):
        return None
    if found["value"] not in _NOTHING and len(entry["indent"]) - len(found["indent"]) < _STEP:
        return None  # the line below is out of its column
    return ValueAbove(
        found["key"], found["value"], found.start("value"), found.end("value"), found["value"] in _NOTHING
    )
