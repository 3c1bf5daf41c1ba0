"""The comments of an office file: text after a # outside of every value."""

from collections.abc import Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.source import MappingNode, Node, ScalarNode, SequenceNode

_HEADER = re.compile(r"[|>][-+0-9]*")
_COMMENT = re.compile(r"(?:^|(?<=\s)|(?<=[\]}\"']))#.*$")


def comments(lines: Sequence[str], root: Node) -> list[str]:
    """Every comment, without the blanks around it, in the order of the file."""
    return [text for _, _, text in placed_comments(lines, root)]


def placed_comments(lines: Sequence[str], root: Node) -> list[tuple[int, int, str]]:
    """Every comment with its line and column, both from 1."""
    masked = [list(line) for line in lines]
    for scalar in scalars(root):
        for number, start, end in _covered(scalar, lines):
            # A # right behind the quotation mark of a text, or behind |, is a comment.
            masked[number - 1][start:end] = '"' * (min(end, len(lines[number - 1])) - start)
    found = (_COMMENT.search("".join(line)) for line in masked)
    return [
        (number, match.start() + 1, lines[number - 1][match.start() :].strip())
        for number, match in enumerate(found, start=1)
        if match
    ]


def scalars(node: Node) -> Iterator[ScalarNode]:
    """All keys and values of the tree."""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from scalars(item)
        case MappingNode():
            for entry in node.entries:
                yield entry.key
                yield from scalars(entry.value)


def block_lines(scalar: ScalarNode) -> range:
    """The lines of a text behind | or >, and blank ones behind it; the parser ends it where the next thing begins."""
    return range(scalar.span.line + 1, scalar.span.end_line)


def indent_of(line: str) -> int:
    """How far a line is indented."""
    return len(line) - len(line.lstrip(" "))


def _covered(scalar: ScalarNode, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The stretches of lines that a scalar takes: line from 1, columns from 0."""
    span = scalar.span
    if scalar.is_block:
        begin = span.column - 1
        header = _HEADER.match(lines[span.line - 1], begin)
        yield span.line, begin, header.end() if header else begin
        yield from ((number, 0, len(lines[number - 1])) for number in block_lines(scalar))
    elif span.line == span.end_line:
        yield span.line, span.column - 1, span.end_column - 1
    else:
        yield span.line, span.column - 1, len(lines[span.line - 1])
        yield from ((number, 0, len(lines[number - 1])) for number in range(span.line + 1, span.end_line))
        yield span.end_line, 0, span.end_column - 1
