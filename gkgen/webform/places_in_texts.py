"""Places of a file as places within the text of one of its values, which is what a text field has."""

from collections.abc import Sequence

from gkgen.diagnostics import Span
from gkgen.source import ScalarNode


def range_within(span: Span, scalar: ScalarNode | None, lines: Sequence[str]) -> list[int] | None:
    """First line and column, last line and column of a span within a text, from 0; None where it is not within it.

    The text may be a block, or on one line as it was typed; texts that YAML folds have no places of their own.
    """
    if scalar is None:
        return None
    first = scalar.span.line
    if scalar.is_block:
        text = scalar.text.split("\n")
        first += 1
    elif scalar.span.line == scalar.span.end_line:
        text = [scalar.text]
    else:
        return None
    found: list[int] = []
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        place = line - first
        if not 0 <= place < len(text):
            return None
        begun = _begin(lines[line - 1], text[place], scalar)
        if begun < 0:
            return None
        found += [place, min(max(0, column - 1 - begun), len(text[place]))]
    return found


def _begin(line: str, text: str, scalar: ScalarNode) -> int:
    """Where a line of a text begins in its line of the file, from 0; -1 where it is spelled differently."""
    if scalar.is_block:
        return len(line) - len(text) if line.endswith(text) else -1
    return line.find(text, scalar.span.column - 1)
