"""Where the entries of an office file begin and end in its lines; lines and columns count from 1."""

from collections.abc import Sequence
from dataclasses import dataclass

from gkgen.editors.comments import block_lines, comments
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters to be replaced from a point up to another, which is not included."""

    start: Point
    end: Point
    text: str

    def applied(self, lines: Sequence[str]) -> list[str]:
        """The lines with the text in place of these characters."""
        (line, column), (end_line, end_column) = self.start, self.end
        head, tail = lines[line - 1][: column - 1], lines[end_line - 1][end_column - 1 :]
        return [*lines[: line - 1], *f"{head}{self.text}{tail}".split("\n"), *lines[end_line:]]


@dataclass(frozen=True, slots=True)
class ValuePlaces:
    """The places of entries and values in the lines of a file."""

    lines: Sequence[str]

    def is_flow(self, node: Node) -> bool:
        """Whether a mapping or a list is written in braces or brackets."""
        return not isinstance(node, ScalarNode) and self.lines[node.span.line - 1][node.span.column - 1] in "{["

    def line_end(self, line: int) -> Point:
        """The point behind the last character of a line."""
        return line, len(self.lines[line - 1]) + 1

    def behind_key(self, entry: Entry) -> Point:
        """The point behind the colon of a key."""
        line = entry.key.span.end_line
        colon = self.lines[line - 1].find(":", entry.key.span.end_column - 1)
        return (line, colon + 2) if colon >= 0 else (line, entry.key.span.end_column)

    def start(self, entry: Entry) -> Point:
        """Where the value of an entry begins: behind the colon for entries below it and for nothing at all."""
        node = entry.value
        if is_empty(node) or not (isinstance(node, ScalarNode) or self.is_flow(node)):
            return self.behind_key(entry)
        return node.span.line, node.span.column

    def end(self, entry: Entry) -> Point:
        """The point behind the value of an entry."""
        if is_empty(entry.value):
            return self.behind_key(entry)
        return self.end_of(entry.value)

    def end_of(self, node: Node) -> Point:
        """The point behind a value that is not empty; blank lines behind a text are not its own."""
        match node:
            case ScalarNode(is_block=True):
                body = [number for number in block_lines(node) if self.lines[number - 1].strip()]
                return self.line_end(body[-1] if body else node.span.line)
            case ScalarNode():
                return node.span.end_line, node.span.end_column
            case _ if self.is_flow(node):
                return node.span.end_line, node.span.end_column
            case MappingNode():
                return max(map(self.end, node.entries))
            case SequenceNode():
                return max(map(self.end_of, node.items))

    def notes(self, entry: Entry, start: Point, end: Point) -> list[str]:
        """The comments that stand between two points within an entry."""
        lines = ["" if not start[0] <= number <= end[0] else line for number, line in enumerate(self.lines, start=1)]
        lines[end[0] - 1] = lines[end[0] - 1][: end[1] - 1]
        lines[start[0] - 1] = " " * (start[1] - 1) + lines[start[0] - 1][start[1] - 1 :]
        return comments(lines, MappingNode((entry,), entry.key.span))


def is_empty(node: Node) -> bool:
    """Whether nothing was typed as a value."""
    if not isinstance(node, ScalarNode):
        return False
    span = node.span
    return not node.text and not node.is_block and (span.line, span.column) == (span.end_line, span.end_column)
