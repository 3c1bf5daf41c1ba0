"""An office file written the one way: keys in the order of the form, rows on one line, two spaces a level.

Nothing is loaded and dumped: every value is put down as it was typed, every comment goes with what it stands above or
behind. What the file says stays the same; callers compare it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.editors.comments import block_lines, indent_of, scalars
from gkgen.editors.json_schema_fields import Keys
from gkgen.editors.key_order import Parents
from gkgen.source import Entry, MappingNode, Node, ScalarNode, SequenceNode

_SIMPLE = re.compile(r"[+-]?[0-9][0-9.]*|全零")
_HEADER = re.compile(r"(?P<style>[|>])(?P<marks>[+-]?[1-9]?[+-]?)")
_STEP = 2
# What YAML takes for blanks (1.2, 5.5); a full-width space is a character of the text.
_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry or an item: the lines above it, its own lines, and whether it is a section of the report."""

    above: tuple[str, ...]
    lines: tuple[str, ...]
    is_section: bool = False


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A file being rewritten; `keys` is the language of its keys, as they are where none is given."""

    lines: Sequence[str]
    keys: Keys | None

    def whole(self, root: MappingNode, parents: Parents) -> list[str]:
        """The lines of the file."""
        head = [line.rstrip() for line in self.lines[: root.entries[0].key.span.line - 1]]
        # Comments that touch the first entry belong to it, what a blank line sets apart belongs to the file.
        apart = [number for number, line in enumerate(head, start=1) if not line.startswith("#")]
        begin = apart[-1] + 1 if apart else len(head) + 1
        parts, end = self.entries(root, parents, begin, len(self.lines) + 1, 0)
        written = _joined(parts, _collapsed(head[: begin - 1]))
        rest = _collapsed(line.strip() for line in self.lines[end - 1 :])
        while rest and not rest[-1]:
            rest.pop()
        return [*written, *rest]

    def entries(
        self, node: MappingNode, parents: Parents, first: int, limit: int, indent: int
    ) -> tuple[list[_Part], int]:
        """The entries of a mapping in the order of the form, and the line behind them; `limit` is not theirs."""
        parts: dict[int, _Part] = {}
        begins = [*(entry.key.span.line for entry in node.entries[1:]), limit]
        for entry, following in zip(node.entries, begins, strict=True):
            wanted = parents.child(entry.key.text)
            above = self.above(first, entry.key.span.line, indent)
            more, lines, end = self.entry(entry, wanted, following, indent)
            is_section = indent == 0 and wanted.field is not None and wanted.field.kind in {"prose", "prose_parts"}
            is_section = is_section or (indent == 0 and wanted.is_table)
            parts[id(entry)] = _Part((*above, *more), tuple(lines), is_section)
            first = end
        ordered = [parts[id(entry)] for entry in parents.in_order(node)]
        return ordered, first

    def entry(self, entry: Entry, wanted: Parents, limit: int, indent: int) -> tuple[list[str], list[str], int]:
        """What belongs above an entry, the entry, and the line behind it."""
        key = f"{' ' * indent}{self.key(entry, wanted)}:"
        behind = entry.key.span.end_line, entry.key.span.end_column
        return self.value(key, entry.value, wanted, behind, limit, indent)

    def key(self, entry: Entry, wanted: Parents) -> str:
        """How a key is written."""
        return wanted.key(entry.key.text, self.keys) if wanted.field else self.raw(entry.key)

    def value(
        self, key: str, node: Node, wanted: Parents, behind: tuple[int, int], limit: int, indent: int
    ) -> tuple[list[str], list[str], int]:
        """A key or a dash with its value."""
        begin = node.span.line
        above = [
            f"{' ' * indent}{line.strip()}"
            for line in self.lines[behind[0] : begin - 1]
            if line.lstrip().startswith("#")
        ]
        beside = _note(self.lines[behind[0] - 1][behind[1] - 1 :].lstrip(": \t?-")) if begin > behind[0] else ""
        match node:
            case ScalarNode():
                written = self.block if node.is_block else self.scalar
                own, lines, end = written(key, node, indent)
                # One behind the key, another behind the value below it: there is room for one, and none within text.
                if beside and (own or (not node.is_block and len(lines) > 1)):
                    above, beside = [*above, f"{' ' * indent}{beside}"], ""
                return above, [lines[0] + _apart(own or beside), *lines[1:]], end
            case _ if self.is_flow(node):
                lines = self.braces(key, node, wanted, indent)
                note = "" if self.is_kept(node) else self.behind(node)
                above += [f"{' ' * indent}{beside}"] if beside else []
                return above, [lines[0] + _apart(note), *lines[1:]], node.span.end_line + 1
            case _ if not above and not beside and self.is_simple(node, wanted):
                return [], [f"{key} {self.one_line(node, wanted)}"], self.last(node) + 1
            case _:
                return [], *self.nested(key + _apart(beside), node, wanted, behind[0] + 1, limit, indent)

    def scalar(self, key: str, node: ScalarNode, indent: int) -> tuple[str, list[str], int]:
        """A value on one line, or one in several whose line ends YAML reads as blanks, and the comment behind it."""
        first, *rest = self.raw(node).split("\n")
        margin = " " * (indent + _STEP)
        lines = [
            f"{key} {first}" if first else key,
            *(f"{margin}{line.strip(_BLANKS)}".rstrip(_BLANKS) for line in rest),
        ]
        if rest and (note := self.behind(node)):
            # Behind the first line of several it would be text.
            return "", [*lines[:-1], lines[-1] + _apart(note)], node.span.end_line + 1
        return self.behind(node), lines, node.span.end_line + 1

    def block(self, key: str, node: ScalarNode, indent: int) -> tuple[str, list[str], int]:
        """A text behind | or >, and the comment behind that sign."""
        span = node.span
        header = _HEADER.match(self.lines[span.line - 1], span.column - 1)
        assert header, "the parser says that a block begins here"  # noqa: S101
        marks = re.sub("[1-9]", str(_STEP), header["marks"])
        body = [self.lines[number - 1] for number in block_lines(node)]
        while "+" not in marks and body and not body[-1].strip(" "):
            body.pop()
        typed = next((line for line in body if line.strip(" ")), "")
        said = next((line for line in node.text.split("\n") if line.strip(" ")), "")
        old = indent_of(typed) - indent_of(said)
        margin = " " * (indent + _STEP)
        lines = [f"{margin}{line[old:]}" if line.strip(" ") else "" for line in body]
        note = _note(self.lines[span.line - 1][header.end() :])
        return note, [f"{key} {header['style']}{marks}", *lines], span.line + 1 + len(body)

    def braces(self, key: str, node: Node, wanted: Parents, indent: int) -> list[str]:
        """What was written in braces: a table row by row, anything else on one line, as it is around comments."""
        return self.kept(key, node, indent) if self.is_kept(node) else self.spread(key, node, wanted, indent)

    def is_simple(self, node: Node, wanted: Parents) -> bool:
        """Whether this is a row of numbers without a comment, which goes on one line."""
        values = (
            [entry.value for entry in node.entries] if isinstance(node, MappingNode) else getattr(node, "items", ())
        )
        are_numbers = all(isinstance(value, ScalarNode) and _SIMPLE.fullmatch(self.raw(value)) for value in values)
        return wanted.is_row and are_numbers and not self.is_kept(node)

    def one_line(self, node: Node, wanted: Parents) -> str:
        """A value in braces or brackets."""
        match node:
            case ScalarNode():
                return self.raw(node)
            case SequenceNode():
                return f"[{', '.join(self.one_line(item, wanted) for item in node.items)}]"
            case MappingNode():
                return f"{{{', '.join(self.pair(entry, wanted) for entry in wanted.in_order(node))}}}"

    def pair(self, entry: Entry, parents: Parents) -> str:
        """An entry in braces."""
        wanted = parents.child(entry.key.text)
        value = self.one_line(entry.value, wanted)
        return f"{self.key(entry, wanted)}: {value}"

    def spread(self, key: str, node: Node, wanted: Parents, indent: int) -> list[str]:
        """A table in braces, row by row."""
        if not isinstance(node, MappingNode) or not node.entries or wanted.is_row or not wanted.is_table:
            value = self.one_line(node, wanted)
            return [f"{key} {value}" if value else key]
        lines = [key]
        for entry in wanted.in_order(node):
            child = wanted.child(entry.key.text)
            below = f"{' ' * (indent + _STEP)}{self.key(entry, child)}:"
            lines += self.spread(below, entry.value, child, indent + _STEP)
        return lines

    def nested(
        self, key: str, node: MappingNode | SequenceNode, wanted: Parents, first: int, limit: int, indent: int
    ) -> tuple[list[str], int]:
        """Entries or items below their key."""
        inside = indent + _STEP
        if isinstance(node, MappingNode):
            parts, end = self.entries(node, wanted, first, limit, inside)
        else:
            parts, end = self.items(node, wanted, first, limit, inside)
        tail, end = self.tail(end, limit, node.span.column - 1, inside)
        body = _joined(parts, [])
        return [key, *body, *tail], end

    def items(
        self, node: SequenceNode, wanted: Parents, first: int, limit: int, indent: int
    ) -> tuple[list[_Part], int]:
        """The items of a list, in their order."""
        parts = []
        begins = [*(item.span.line for item in node.items[1:]), limit]
        for item, following in zip(node.items, begins, strict=True):
            above = self.above(first, item.span.line, indent)
            dash = f"{' ' * indent}-"
            if isinstance(item, MappingNode) and not self.is_flow(item):
                inner, end = self.entries(item, wanted, item.span.line, following, indent + _STEP)
                lines = _joined(inner, [])
                place = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
                above, lines = [*above, *lines[:place]], lines[place:]
                lines[0] = f"{dash} {lines[0].lstrip(' ')}"
            else:
                more, lines, end = self.value(dash, item, wanted, (item.span.line, 1), following, indent)
                above += more
            parts.append(_Part(tuple(above), tuple(lines)))
            first = end
        return parts, first

    def above(self, first: int, begin: int, indent: int) -> list[str]:
        """Comments and blank lines before something, and before its dash."""
        lines = (re.sub(r"^\s*-\s+(?=#|$)", "", line).strip() for line in self.lines[first - 1 : begin - 1])
        return [f"{' ' * indent}{line}" if line else "" for line in lines if line.startswith("#") or not line]

    def tail(self, first: int, limit: int, column: int, indent: int) -> tuple[list[str], int]:
        """Comments behind the last entry that are indented as entries are, and the line behind them."""
        found: list[str] = []
        end = first
        for number in range(first, min(limit, len(self.lines) + 1)):
            line = self.lines[number - 1]
            if line.strip() and (not line.lstrip().startswith("#") or indent_of(line) < column or not column):
                break
            found.append(f"{' ' * indent}{line.strip()}".rstrip())
            end = number + 1 if line.strip() else end
        return _collapsed(found[: end - first]), end

    def kept(self, key: str, node: Node, indent: int) -> list[str]:
        """Braces with comments between them: their lines as they are."""
        first, *rest = self.lines[node.span.line - 1 : node.span.end_line]
        margin = " " * (indent + _STEP)
        return [
            f"{key} {first[node.span.column - 1 :].strip(_BLANKS)}",
            *(f"{margin}{line.strip(_BLANKS)}".rstrip(_BLANKS) for line in rest),
        ]

    def is_flow(self, node: Node) -> bool:
        """Whether a mapping or a list is written in braces or brackets."""
        return not isinstance(node, ScalarNode) and self.lines[node.span.line - 1][node.span.column - 1] in "{["

    def is_kept(self, node: Node) -> bool:
        """Whether the node contains a comment or a multi-line text; anything after the closing brace is outside."""
        last = self.last(node)
        lines = self.lines[node.span.line - 1 : last - 1 if self.is_flow(node) else last]
        return any("#" in line for line in lines) or any(
            scalar.is_block or scalar.span.line < scalar.span.end_line for scalar in scalars(node)
        )

    def last(self, node: Node) -> int:
        """The last line of a mapping or a list."""
        if isinstance(node, ScalarNode) or self.is_flow(node):
            return node.span.end_line
        children: Iterable[Node] = (
            [entry.value for entry in node.entries] if isinstance(node, MappingNode) else node.items
        )
        return max(self.last(child) for child in children)

    def behind(self, node: Node) -> str:
        """The comment behind a value."""
        return _note(self.lines[node.span.end_line - 1][node.span.end_column - 1 :])

    def raw(self, scalar: ScalarNode) -> str:
        """A scalar as it was typed, quotation marks and all."""
        span = scalar.span
        # What stands behind a lone ? at the end of a file lies behind its last line.
        lines = list(self.lines[span.line - 1 : span.end_line]) or [""]
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)


def _note(rest: str) -> str:
    """The comment behind a value."""
    match = re.match(r"[\s\]},]*(#.*)$", rest)
    return match.group(1).rstrip() if match else ""


def _apart(note: str) -> str:
    return f"  {note}" if note else ""


def _collapsed(lines: Iterable[str]) -> list[str]:
    """No two blank lines together."""
    found: list[str] = []
    for line in lines:
        if line or not found or found[-1]:
            found.append(line)
    return found


def _joined(parts: Sequence[_Part], before: Sequence[str]) -> list[str]:
    """The parts after the preceding lines: a blank line where one was, and around each section of the report.

    Git merges what two people wrote into sections that a line sets apart.
    """
    written = list(before)
    for number, part in enumerate(parts):
        above = _collapsed(part.above)
        is_apart = number > 0 and (part.is_section or parts[number - 1].is_section)
        above = ["", *above] if is_apart and "" not in above else above
        if not written or not written[-1]:
            above = above[1:] if above[:1] == [""] else above
        written += [*above, *part.lines]
    return written
