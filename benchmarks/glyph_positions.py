"""The glyphs of PDFs and where they stand, compared: `python benchmarks/glyph_positions.py ONE.pdf OTHER.pdf`.

Of each page it takes font, glyph, size and place from the text operators. Blanks are left out. The exit status is 1
when lines have other glyphs, or some that moved more than MAX_SHIFT.
"""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

MAX_SHIFT = 0.5
"""In points."""
_BLANK = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<0020>")
"""A blank among the characters of a font's glyphs (ISO 32000-1, 9.10.3)."""
Matrix = tuple[float, ...]
Glyph = tuple[float, int, str, float]
"""Place from the left in points, number, font and size."""
Lines = dict[tuple[int, float], list[Glyph]]
"""The glyphs of each line by page and height."""


@dataclass(frozen=True)
class Comparison:
    """How many lines two PDFs have, which have other glyphs, and how far glyphs moved at most, in points."""

    lines: int
    others: tuple[tuple[int, float], ...]
    shift: float


def compare(one: bytes, other: bytes) -> Comparison:
    before, after = glyph_lines(one), glyph_lines(other)
    others, shift = [], 0.0
    for key in sorted(before.keys() | after.keys()):
        first, second = before.get(key, []), after.get(key, [])
        if [glyph[1:] for glyph in first] != [glyph[1:] for glyph in second]:
            others.append(key)
            continue
        shift = max(shift, *(abs(a[0] - b[0]) for a, b in zip(first, second, strict=True)))
    return Comparison(len(before), tuple(others), shift)


def glyph_lines(data: bytes) -> Lines:
    lines: Lines = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: dict[str, _Font] = {}
        for number, page in enumerate(pdf.pages):
            for height, glyph in _Reader(page, fonts).glyphs():
                lines.setdefault((number, height), []).append(glyph)
    return {key: sorted(glyphs) for key, glyphs in lines.items()}


@dataclass(frozen=True)
class _Font:
    """Widths of glyphs in thousandths of the size, the name without the letters of a subset, and which are blanks."""

    widths: dict[int, float]
    name: str
    blanks: frozenset[int]


class _Reader:
    def __init__(self, page: Any, fonts: dict[str, _Font]) -> None:
        self.page, self.fonts = page, fonts
        self.matrix: Matrix = (1, 0, 0, 1, 0, 0)
        self.text = self.matrix
        self.font, self.size, self.spacing = "", 0.0, 0.0

    def glyphs(self) -> Iterator[tuple[float, Glyph]]:
        kept: list[Any] = []
        for operands, operator in pikepdf.parse_content_stream(self.page):
            match str(operator):
                case "q":
                    kept.append((self.matrix, self.font, self.size, self.spacing))
                case "Q":
                    self.matrix, self.font, self.size, self.spacing = kept.pop()
                case "cm":
                    self.matrix = _product(tuple(map(float, operands)), self.matrix)
                case "Tm":
                    self.text = tuple(map(float, operands))
                case "Tf":
                    self.font, self.size = str(operands[0]), float(operands[1])
                    if self.font not in self.fonts:
                        self.fonts[self.font] = _font(self.page.Resources.Font[self.font])
                case "Tc":
                    self.spacing = float(operands[0])
                case "TJ":
                    yield from self._shown(operands[0])

    def _shown(self, strings: Any) -> Iterator[tuple[float, Glyph]]:
        font = self.fonts[self.font]
        for each in strings:
            if not isinstance(each, pikepdf.String):
                self._move(-float(each) / 1000 * self.size)
                continue
            codes = bytes(each)
            for at in range(0, len(codes), 2):
                glyph = int.from_bytes(codes[at : at + 2], "big")
                place = _product(self.text, self.matrix)
                if glyph not in font.blanks:
                    yield round(place[5], 1), (round(place[4], 3), glyph, font.name, round(self.size, 3))
                self._move(font.widths.get(glyph, 1000.0) / 1000 * self.size + self.spacing)

    def _move(self, width: float) -> None:
        self.text = _product((1, 0, 0, 1, width, 0), self.text)


def _product(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _font(font: Any) -> _Font:
    found: dict[int, float] = {}
    entries = iter(font.DescendantFonts[0].get("/W", []))
    for first in entries:
        then: Any = next(entries)
        if isinstance(then, pikepdf.Array):
            found.update({int(first) + place: float(width) for place, width in enumerate(then)})
        else:
            width = float(next(entries))  # type: ignore[arg-type]
            found.update(dict.fromkeys(range(int(first), int(then) + 1), width))
    blanks = frozenset(int(glyph, 16) for glyph in _BLANK.findall(font.ToUnicode.read_bytes()))
    return _Font(found, str(font.BaseFont).rpartition("+")[2], blanks)


def main() -> int:
    found = compare(*(Path(path).read_bytes() for path in sys.argv[1:3]))
    print(f"{found.lines} lines, {len(found.others)} with other glyphs, moved by at most {found.shift:.3f} pt")
    return 1 if found.others or found.shift > MAX_SHIFT else 0


if __name__ == "__main__":
    sys.exit(main())
