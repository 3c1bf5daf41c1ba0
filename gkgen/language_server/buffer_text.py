"""The text of an open document as its editor has it: changed in ranges, its places counted in units of the editor."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lsprotocol import types as lsp

from gkgen import lazy_re as re
from gkgen.diagnostics import Span

Units = Literal["utf-8", "utf-16", "utf-32"]
UNITS: tuple[Units, ...] = ("utf-8", "utf-16", "utf-32")

# The line ends of the protocol; Python's `splitlines` knows more of them.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_MARK = codecs.BOM_UTF8.decode("utf-8")


@dataclass(frozen=True, slots=True)
class BufferText:
    """A text, line ends as the editor has them; `units` are those in which its editor counts columns.

    `lines` are without their ends, as gkgen counts them: a byte order mark at the start is not part of the first.
    """

    text: str
    units: Units = "utf-16"
    lines: tuple[str, ...] = field(init=False)
    starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts, lines = [], []
        for found in _LINE.finditer(self.text):
            starts.append(found.start())
            lines.append(found.group().rstrip("\r\n"))
            if not found.group().endswith(("\r", "\n")):
                break
        lines[0] = lines[0].removeprefix(_MARK)
        object.__setattr__(self, "starts", tuple(starts))
        object.__setattr__(self, "lines", tuple(lines))

    @property
    def data(self) -> bytes:
        """The bytes of a file that holds this text; an unpaired half of a character stays what it is, a fault."""
        return self.text.encode("utf-8", "surrogatepass")

    def changed(self, place: lsp.Range | None, text: str) -> "BufferText":
        """The text with another one in a range, or instead of all."""
        if place is None:
            return BufferText(text, self.units)
        start, end = self.offset(place.start), self.offset(place.end)
        return BufferText(f"{self.text[:start]}{text}{self.text[max(start, end) :]}", self.units)

    def offset(self, position: lsp.Position) -> int:
        """How many characters of the text stand before a position; one that is outside is moved to what is nearest."""
        if position.line >= len(self.lines):
            return len(self.text)
        line, column = self.place(position)
        return self.starts[line - 1] + self._mark(line - 1) + column - 1

    def place(self, position: lsp.Position) -> tuple[int, int]:
        """Line and column of a position as a Span counts them: from 1, columns in characters."""
        if position.line >= len(self.lines):
            return len(self.lines), len(self.lines[-1]) + 1
        line = self.lines[position.line]
        wanted, units = position.character - self._mark(position.line) * self.width(_MARK), 0
        if self.units == "utf-32" or line.isascii():
            return position.line + 1, min(max(0, wanted), len(line)) + 1
        for column, letter in enumerate(line, start=1):
            if units >= wanted:
                return position.line + 1, column
            units += self.width(letter)
        return position.line + 1, len(line) + 1

    def position(self, line: int, column: int) -> lsp.Position:
        """The position of a line and column that are counted from 1, columns in characters."""
        number = min(max(line, 1), len(self.lines)) - 1
        before = self.lines[number][: max(0, column - 1)] if line <= len(self.lines) else self.lines[number]
        return lsp.Position(number, self.width(before) + self._mark(number) * self.width(_MARK))

    def range(self, span: Span) -> lsp.Range:
        """The range of a span."""
        return lsp.Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def replacement(self, lines: Sequence[str]) -> list[lsp.TextEdit]:
        """The edits that turn the lines of the text into others: one, of those that differ."""
        first, old, new = 0, len(self.lines), len(lines)
        while first < min(old, new) and self.lines[first] == lines[first]:
            first += 1
        if first == old == new:
            return []
        while min(old, new) > first and self.lines[old - 1] == lines[new - 1]:
            old, new = old - 1, new - 1
        written = list(lines[first:new])
        if old < len(self.lines):
            end = self.position(old + 1, 1)
            text = "".join(f"{line}\n" for line in written)
            return [lsp.TextEdit(lsp.Range(self.position(first + 1, 1), end), text)]
        end = self.position(len(self.lines), len(self.lines[-1]) + 1)
        if first == 0:
            return [lsp.TextEdit(lsp.Range(self.position(1, 1), end), "\n".join(written))]
        start = self.position(first, len(self.lines[first - 1]) + 1)
        return [lsp.TextEdit(lsp.Range(start, end), "".join(f"\n{line}" for line in written))]

    def width(self, text: str) -> int:
        """How many units of the editor a text takes."""
        if self.units == "utf-32" or text.isascii():
            return len(text)
        if self.units == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _mark(self, line: int) -> int:
        return 1 if line == 0 and self.text.startswith(_MARK) else 0
