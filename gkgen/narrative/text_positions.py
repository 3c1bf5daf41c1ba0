"""The places in the file of the lines and pictures of a text."""

from dataclasses import dataclass, field

from gkgen.diagnostics import Span
from gkgen.source import ScalarNode, occurrences


@dataclass(slots=True)
class Places:
    """Finds places of one text; lines count from 0."""

    scalar: ScalarNode
    lines: tuple[str, ...]
    typed: tuple[str, ...] = field(init=False)
    offsets: list[int] = field(default_factory=lambda: [0])
    seen: dict[int, int] = field(default_factory=dict)
    # A text may have thousands of lines that are the same.
    known: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.typed = tuple(self.scalar.text.split("\n"))
        for line in self.typed:
            self.offsets.append(self.offsets[-1] + len(line) + 1)

    def line(self, number: int) -> Span:
        """A whole line of the text."""
        needle = self.typed[number].strip()
        return self._same_line(number, needle) or self._place(number, needle, 0)

    def picture(self, number: int, name: str) -> Span:
        """The name of the next picture of a line, after ](; the whole line where the file spells it differently."""
        line = self.typed[number]
        start = line.find("](", self.seen.get(number, 0))
        found = line.find(name, max(start, 0)) if name else -1
        if found < 0:
            return self.line(number)
        self.seen[number] = found + len(name)
        return self._place(number, name, found)

    def _same_line(self, number: int, needle: str) -> Span | None:
        """The line in a literal block, as nearly all texts are: its lines are those of the file, without a search."""
        at = self.scalar.span.line + number + 1
        if not self.scalar.is_block or at > min(self.scalar.span.end_line, len(self.lines)):
            return None
        typed = self.lines[at - 1]
        if not needle or typed.strip() != needle:
            return None
        column = typed.index(needle) + 1
        return Span(self.scalar.span.file, at, column, at, column + len(needle))

    def _place(self, number: int, needle: str, column: int) -> Span:
        if not needle:
            return self.scalar.span
        if needle not in self.known:
            self.known[needle] = tuple(occurrences(self.lines, self.scalar, needle))
        spans = self.known[needle]
        occurrence = self.scalar.text.count(needle, 0, self.offsets[number] + column) if spans else 0
        return spans[occurrence] if occurrence < len(spans) else self.scalar.span
