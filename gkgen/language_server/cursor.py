"""What may be typed at a place of an office file: a key, a value, a reference. It may be half-written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gkgen import lazy_re as re
from gkgen.language_server.line_outline import Outline

Wanted = Literal["key", "value", "reference", "filter"]

_REFERENCE = re.compile(r"\{\{(?P<expression>[^{}]*)$")
_BRACE = re.compile(r"(?<!\{)\{(?P<expression>[\w.]*)$")
_NAME = re.compile(r"[\w.]*$")
_OPENINGS = {"}": "{", "]": "["}


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place that is typed at.

    `trail` are the keys that it is below: for a key those of the mapping, for a value with its own key. `typed` is what
    stands directly before it, `beside` the keys that the mapping has already. `opened` is how many braces of a
    reference were typed; `is_flow` is a place in braces or brackets.
    """

    wanted: Wanted
    trail: tuple[str, ...]
    typed: str
    beside: frozenset[str] = frozenset()
    opened: int = 0
    is_flow: bool = False


def cursor_at(lines: Sequence[str], line: int, column: int) -> Cursor:
    """The cursor at a line and a column, both from 1."""
    outline = Outline.of(lines)
    here, before, behind = outline.lines[line - 1], lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    if reference := _REFERENCE.search(before):
        return _in_reference(reference["expression"], (*outline.trail(line - 1), *filter(None, [here.key])))
    if here.is_text:
        brace = _BRACE.search(before)
        trail = outline.trail(line - 1)
        return Cursor("reference", trail, brace["expression"], opened=1) if brace else Cursor("value", trail, "")
    if here.key and column - 1 > here.value:
        trail = (*outline.trail(line - 1), here.key)
        return _in_value(before[here.value + 1 :].lstrip(" "), trail, behind)
    if here.key or not before.strip(" -"):
        indent = here.indent if here.key else len(before)
        trail, beside = outline.trail_at(line - 1, indent), outline.beside(line - 1, indent)
        return Cursor("key", trail, before.strip(" -"), beside)
    rest = before[here.indent :]
    trail = outline.trail_at(line - 1, here.indent)
    if here.is_item or rest[:1] in {"{", "["}:
        return _in_value(rest, trail, behind)
    return Cursor("key", trail, rest, outline.beside(line - 1, here.indent))


def _in_reference(expression: str, trail: tuple[str, ...]) -> Cursor:
    head, bar, last = expression.rpartition("|")
    if bar and head.strip():
        return Cursor("filter", trail, last.strip(), opened=2)
    found = _NAME.search(expression)
    return Cursor("reference", trail, found.group() if found else "", opened=2)


def _in_value(value: str, trail: tuple[str, ...], behind: str) -> Cursor:
    """A place behind a colon or a dash, in braces or not; quoted texts hold no braces."""
    stack: list[tuple[str, int, tuple[str, ...]]] = []
    quote, start = "", 0
    for place, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "{[":
            stack.append((sign, place + 1, _keys_in(value[start:place])))
            start = place + 1
        elif sign in "}]" and stack and stack[-1][0] == _OPENINGS[sign]:
            stack.pop()
        elif sign == "," and stack:
            start = place + 1
    inner = (*trail, *(key for _, _, keys in stack for key in keys))
    rest = value[start:].lstrip(" ")
    if not stack:
        return Cursor("value", trail, rest)
    if stack[-1][0] == "[":
        return Cursor("value", inner, rest, is_flow=True)
    key, colon, typed = rest.partition(":")
    if colon:
        return Cursor("value", (*inner, key.strip()), typed.lstrip(" "), is_flow=True)
    pairs = [*value[stack[-1][1] :].split(",")[:-1], *behind.partition("}")[0].split(",")[1:]]
    beside = frozenset(each.partition(":")[0].strip() for each in pairs)
    return Cursor("key", inner, rest, beside, is_flow=True)


def _keys_in(text: str) -> tuple[str, ...]:
    """The key before a brace, if there is one."""
    key = text.rpartition(":")[0].strip()
    return (key,) if key else ()
