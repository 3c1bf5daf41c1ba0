"""Places inside text that runs over several lines."""

from collections.abc import Iterator
from itertools import islice

from gkgen.diagnostics import Span
from gkgen.source.nodes import ScalarNode


def locate(lines: tuple[str, ...], scalar: ScalarNode, needle: str, occurrence: int = 0) -> Span:
    """Where a piece of the scalar's text stands in the file, given the file's lines.

    The text is searched as it was typed, so it works whatever the style of the scalar; where an escape hides it, the
    place of the whole scalar is given.
    """
    return next(islice(occurrences(lines, scalar, needle), occurrence, None), scalar.span)


def occurrences(lines: tuple[str, ...], scalar: ScalarNode, needle: str) -> Iterator[Span]:
    """Every place where a piece of the scalar's text stands in the file, in their order."""
    span = scalar.span
    # Behind the | or > of a block stands no text.
    for number in range(span.line + scalar.is_block, min(span.end_line, len(lines)) + 1):
        line = lines[number - 1]
        start = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else len(line)
        while needle and (found := line.find(needle, start, end)) >= 0:
            yield Span(span.file, number, found + 1, number, found + 1 + len(needle))
            start = found + len(needle)
