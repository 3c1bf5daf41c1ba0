"""What each line of an office file is, also where the file is half-written and no YAML: an entry, or text.

Completion is asked for exactly while a line is unfinished; the parser cannot say then what stands around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re

_ENTRY = re.compile(r"""(?P<indent>[ ]*(?:-[ ]+)*)(?P<key>[^\s#:{}\[\],&*!|>'"%@`-][^#:{}\[\]]*?)[ ]*:(?=[ ]|$)""")
_ITEM = re.compile(r"[ ]*(?:-[ ]+|-$)+")
_BLOCK = re.compile(r"[ ]*[|>][-+0-9]*[ ]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line from 0; `above` is that of the entry which it belongs to, -1 at the top.

    `indent` is where its key, or what else it says, begins. An entry has `key`, and `value` is the column behind its
    colon; `is_text` is a line of a text behind `|`, and `is_item` an item of a list or the entry in one.
    """

    number: int
    indent: int
    above: int
    key: str = ""
    value: int = 0
    is_item: bool = False
    is_text: bool = False
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All lines of a file."""

    lines: tuple[OutlineLine, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "Outline":
        """The outline of the lines of a file."""
        return cls(tuple(_outlined(lines)))

    def trail(self, number: int) -> tuple[str, ...]:
        """The keys that a line stands below, its own left out, from the top."""
        found: list[str] = []
        above = self.lines[number].above
        while above >= 0:
            found.append(self.lines[above].key)
            above = self.lines[above].above
        return tuple(reversed([key for key in found if key]))

    def beside(self, number: int, indent: int) -> frozenset[str]:
        """The keys of the mapping that an entry at a line and an indentation belongs to, without that of the line."""
        above = self.parent(number, indent)
        return frozenset(
            each.key
            for each in self.lines
            if each.key and each.above == above and each.indent == indent and each.number != number
        )

    def parent(self, number: int, indent: int) -> int:
        """The line of the entry that an entry at a line and an indentation belongs to, -1 at the top."""
        for each in reversed(self.lines[:number]):
            if each.key and each.indent < indent and not each.is_text:
                return each.number
        return -1

    def trail_at(self, number: int, indent: int) -> tuple[str, ...]:
        """The keys that an entry at a line and an indentation would stand below."""
        above = self.parent(number, indent)
        return (*self.trail(above), self.lines[above].key) if above >= 0 else ()


def _outlined(lines: Sequence[str]) -> Iterator[OutlineLine]:
    stack: list[OutlineLine] = []
    block: OutlineLine | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip(" "))
        if block is not None and (not line.strip() or indent > block.indent):
            yield OutlineLine(number, indent, block.number, is_text=True)
            continue
        block = None
        found = _ENTRY.match(line)
        item = _ITEM.match(line)
        if not found:
            # A line that is no entry, such as a comment, ends nothing.
            holder = next((each for each in reversed(stack) if each.indent < indent + (item is not None)), None)
            column = item.end() if item else indent
            yield OutlineLine(number, column, holder.number if holder else -1, is_item=item is not None)
            continue
        column = len(found["indent"])
        while stack and stack[-1].indent >= column:
            stack.pop()
        above = stack[-1].number if stack else -1
        is_block = _BLOCK.match(line, found.end()) is not None
        entry = OutlineLine(number, column, above, found["key"], found.end(), item is not None, is_block=is_block)
        yield entry
        stack.append(entry)
        block = entry if is_block else None
