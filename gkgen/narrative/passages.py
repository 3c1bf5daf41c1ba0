"""The author's text as it prints, each passage with its place in the source, for the review."""

from dataclasses import dataclass
from typing import Literal

from gkgen.diagnostics import Span

PassageKind = Literal["heading", "paragraph", "item", "cell", "caption"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item, cell of a small table, or caption, as it prints but without its number.

    `span` is its line in the file. `references` are the half-open stretches of `text` that references printed: right
    by construction. `level` is that of a heading, 2 for （一）, else 0.
    """

    kind: PassageKind
    path: str
    text: str
    span: Span
    references: tuple[tuple[int, int], ...] = ()
    level: int = 0

    @property
    def section(self) -> str:
        """The top-level field that it belongs to, such as overview."""
        return self.path.partition(".")[0]

    def is_referred(self, start: int, end: int) -> bool:
        """Whether any of the stretch was printed by a reference."""
        return any(first < end and start < last for first, last in self.references)

    def spot(self, start: int, end: int, lines: tuple[str, ...]) -> Span:
        """Where the stretch stands in the file; the whole line where it is spelt otherwise there."""
        needle, span = self.text[start:end], self.span
        if span.line != span.end_line or not needle or not 0 < span.line <= len(lines):
            return span
        line, at = lines[span.line - 1], span.column - 2
        for _ in range(self.text.count(needle, 0, start) + 1):
            at = line.find(needle, at + 1)
            if at < 0 or at + len(needle) >= span.end_column:
                return span
        return Span(span.file, span.line, at + 1, span.line, at + 1 + len(needle))
