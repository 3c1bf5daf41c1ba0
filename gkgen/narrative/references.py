"""References in text: found before Markdown is read, put in after, so that no value is ever taken for markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative.expressions import Names, RefusedError, UnknownError, Value, evaluate
from gkgen.narrative.markdown import REF_CLOSE, REF_OPEN
from gkgen.source import ScalarNode, locate

_MARKED = re.compile(r"\\\{\{|\\\{%|\{\{(?P<expression>[^\n{}]*(?:\{[^\n{}]*\}[^\n{}]*)*)\}\}|\{%(?:(?!\{%)[^\n])*?%\}")
# What was meant as a reference: one brace, or braces of a Chinese input method.
_NEARLY = re.compile(r"(?<!\\)[{｛]{1,2}(?P<expression>[^\n{}｛｝]{1,80})[}｝]{1,2}")
# Stands where there is no value; a text that holds it is never printed.
_UNKNOWN = "□"
_MARK = re.compile(f"{REF_OPEN}(\\d+){REF_CLOSE}")


@dataclass(slots=True)
class References:
    """The references of one text: their values in order, and what was wrong with them."""

    values: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def fill(self, text: str) -> str:
        """The text with the values in the places of their marks."""
        return _MARK.sub(lambda mark: self.values[int(mark.group(1))], text)

    def stretches(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where in the filled text the values stand, half-open."""
        found, shift = [], 0
        for mark in _MARK.finditer(text):
            start, value = mark.start() + shift, self.values[int(mark.group(1))]
            found.append((start, start + len(value)))
            shift += len(value) - len(mark.group())
        return tuple(found)


def lift(scalar: ScalarNode, lines: tuple[str, ...], names: Names, path: str) -> tuple[str, References]:
    r"""The text with a mark for each reference, and the references.

    `\{{` prints {{; a {{ without its }} is text like any other, but one that holds a name of the file is a finding;
    {% %} is refused, for it does nothing here.
    """
    references = References()
    known: dict[str, str | None] = {}

    def marked(match: re.Match[str]) -> str:
        raw = match.group()
        if raw.startswith("\\"):
            return _mark(references, raw[1:])
        try:
            if match["expression"] is None:
                raise RefusedError("N03")
            if raw not in known:
                known[raw] = _value(match["expression"], names)
            return _mark(references, known[raw] or _UNKNOWN)
        except RefusedError as refused:
            span = locate(lines, scalar, raw, scalar.text.count(raw, 0, match.start()))
            references.found.append(diagnose(refused.kind, span, path, **refused.values))
            return _mark(references, _UNKNOWN)

    text = _MARKED.sub(marked, scalar.text)
    references.found.extend(_nearly(scalar, lines, names, path))
    return text, references


def _nearly(scalar: ScalarNode, lines: tuple[str, ...], names: Names, path: str) -> Iterator[Diagnostic]:
    """Names of the file in braces that are not {{ }}: they would be printed as they stand."""
    taken = [match.span() for match in _MARKED.finditer(scalar.text)]
    for match in _NEARLY.finditer(scalar.text):
        expression = match["expression"].strip()
        if any(start < match.end() and match.start() < end for start, end in taken) or not _is_name(expression, names):
            continue
        span = locate(lines, scalar, match.group(), scalar.text.count(match.group(), 0, match.start()))
        yield diagnose("N02.braces", span, path, text=match.group(), wanted=f"{{{{ {expression} }}}}")


def _is_name(expression: str, names: Names) -> bool:
    """Whether an expression is more than a number and has a value in this file."""
    if not any(letter.isalpha() for letter in expression):
        return False
    try:
        _value(expression, names)
    except RefusedError:
        return False
    return True


def _value(expression: str, names: Names) -> str | None:
    try:
        return text_of(evaluate(expression, names))
    except UnknownError:
        return None


def _mark(references: References, value: str) -> str:
    references.values.append(value)
    return f"{REF_OPEN}{len(references.values) - 1}{REF_CLOSE}"


def text_of(value: Value) -> str:
    """A number as it is printed in text."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
