"""The author's text as printed, in passages with their places in the source, for the review."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from gkgen import lazy_re as re
from gkgen.diagnostics import Span

PassageKind = Literal["heading", "paragraph", "item", "cell", "caption"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item, cell of a small table, or caption, as printed but without its number.

    `span` is its line in the file. `references` are the half-open ranges of `text` that references
    printed, which are right by construction. `level` is that of a heading, 2 for （一）, else 0.
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
        """Whether a reference printed any part of the range."""
        return any(first < end and start < last for first, last in self.references)

    def spot(self, start: int, end: int, lines: tuple[str, ...]) -> Span:
        """The place of the range in the file; the whole line where the file spells it differently."""
        needle, span = self.text[start:end], self.span
        if span.line != span.end_line or not needle or not 0 < span.line <= len(lines):
            return span
        line = lines[span.line - 1]
        place = line.find(self.text, span.column - 1) + 1
        if not place:
            # A reference or bold in the line: the same words as often from its beginning.
            found = _starts(line, needle)
            index = bisect_left(found, span.column - 1) + bisect_left(_starts(self.text, needle), start)
            if index >= len(found) or found[index] + len(needle) >= span.end_column:
                return span
            place, start = found[index] + 1, 0
        return Span(span.file, span.line, place + start, span.line, place + start + len(needle))


@lru_cache(maxsize=64)
def _starts(text: str, needle: str) -> tuple[int, ...]:
    """Where the words begin in a text, without overlaps; cached, for a word may have thousands of findings."""
    return tuple(match.start() for match in re.finditer(re.escape(needle), text))
