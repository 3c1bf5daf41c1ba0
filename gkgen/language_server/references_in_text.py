"""The references of a file with their places: `{{ … }}` in texts, names in equations of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.diagnostics import Span
from gkgen.language_server.analysis import Analysis
from gkgen.source import ScalarNode

_EXPRESSION = re.compile(r"(?<!\\)\{\{(?P<expression>[^{}\n]*)\}\}")
_NAME = re.compile(r"(?<![\w.\"'])[^\W\d]\w*(?:[ ]*\.[ ]*[^\W\d]\w*)*")
_FILTER = re.compile(r"\|[ ]*\w+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A name in an expression: `name` without blanks, `span` where it stands, `expression` all that it is part of.

    `whole` is the place of the expression with its braces.
    """

    name: str
    span: Span
    expression: str
    whole: Span


def references_in(values: Mapping[str, ScalarNode], lines: Sequence[str]) -> Iterator[Reference]:
    """Every name of every reference and equation of a file, given its values by path and its lines."""
    for path, scalar in values.items():
        if path.startswith("checks."):
            yield from _of_equation(scalar, lines)
        elif "{{" in scalar.text and path.split(".")[0] not in {"figures", "waivers"}:
            yield from _of_text(scalar, lines)


def figure_of(name: str, analysis: Analysis) -> str:
    """The author's own figure that a name stands for; empty for a field of the form."""
    *above, last = name.split(".")
    parents = analysis.parents
    if above:
        own = parents.child(above[0]).field
        return last if len(above) == 1 and own is not None and own.path == "figures" else ""
    return last if parents.child(last).field is None else ""


def reference_at(analysis: Analysis, line: int, column: int) -> Reference | None:
    """The name that a place is on, else the whole expression that it is in."""
    found = None
    for each in references_in(analysis.values, analysis.source.lines):
        if _holds(each.span, line, column):
            return each
        if _holds(each.whole, line, column) and found is None:
            found = each
    return found


def _of_text(scalar: ScalarNode, lines: Sequence[str]) -> Iterator[Reference]:
    """The references of a text where they are typed; what a quoted text escapes has no place of its own."""
    span = scalar.span
    for number in range(span.line + scalar.is_block, min(span.end_line, len(lines)) + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line and not scalar.is_block else len(line)
        for found in _EXPRESSION.finditer(line, start, end):
            whole = Span(span.file, number, found.start() + 1, number, found.end() + 1)
            yield from _names(found["expression"], found.start("expression"), whole)


def _of_equation(scalar: ScalarNode, lines: Sequence[str]) -> Iterator[Reference]:
    span = scalar.span
    if span.line == span.end_line and span.line <= len(lines):
        typed = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        yield from _names(typed, span.column - 1, span)


def _names(expression: str, start: int, whole: Span) -> Iterator[Reference]:
    filters = [found.span() for found in _FILTER.finditer(expression)]
    for found in _NAME.finditer(expression):
        if any(first <= found.start() < last for first, last in filters):
            continue
        name = found.group().replace(" ", "")
        column = start + found.start() + 1
        span = Span(whole.file, whole.line, column, whole.line, column + len(found.group()))
        yield Reference(name, span, expression.strip(), whole)


def _holds(span: Span, line: int, column: int) -> bool:
    return span.line == line and span.column <= column <= span.end_column
