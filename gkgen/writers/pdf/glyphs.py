"""The glyphs of a drawn line, taken down so that another report draws them without asking Pango."""

import re
from dataclasses import dataclass, field
from typing import Any

_GLYPHS = re.compile(r"<([0-9a-f]+)>")
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown in one font: `font` is its key in the stream, `string` an operand of TJ (ISO 32000-1, 9.4.3).

    `glyphs` are those of the string, each with its text and its width.
    """

    font: Any
    size: float
    string: str
    glyphs: tuple[tuple[int, str, int], ...]


@dataclass(slots=True)
class _Run:
    font: Any
    pango_font: Any
    pango_size: float
    size: float = 0.0
    string: str = ""


@dataclass(slots=True)
class Recorder:
    """A stream that takes down what is drawn to it."""

    stream: Any
    runs: list[_Run] = field(default_factory=list)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    is_plain: bool = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def add_font(self, pango_font: Any) -> Any:
        """The font of the stream. It forgets the texts of its glyphs until `shown`, so that those of this line tell."""
        font, size = self.stream.add_font(pango_font)
        self.runs.append(_Run(font, pango_font, size))
        if id(font) not in self.texts:
            self.texts[id(font)], font.to_unicode = font.to_unicode, {}
        return font, size

    def set_font_size(self, name: str, size: float) -> None:
        """Chooses the font that was added last."""
        self.runs[-1].size = size
        self.stream.set_font_size(name, size)

    def show_text(self, string: str) -> None:
        """Shows glyphs; when it is done twice in one font, some of them stand higher than others."""
        self.is_plain = self.is_plain and not self.runs[-1].string
        self.runs[-1].string = string
        self.stream.show_text(string)

    def shown(self) -> tuple[Shown, ...]:
        """What was drawn, when that is all there is to it; the fonts know all their texts again."""
        found = tuple(map(self._shown, self.runs)) if self.is_plain else ()
        for run in self.runs:
            if id(run.font) in self.texts:
                of_line, run.font.to_unicode = run.font.to_unicode, self.texts.pop(id(run.font))
                for glyph, text in of_line.items():
                    run.font.to_unicode.setdefault(glyph, text)
        return tuple(filter(None, found)) if all(found) else ()

    def _shown(self, run: _Run) -> Shown | None:
        font = run.font
        numbers = dict.fromkeys(
            int(digits[at : at + _DIGITS], 16)
            for digits in _GLYPHS.findall(run.string)
            for at in range(0, len(digits), _DIGITS)
        )
        if not run.string or font.bitmap or not all(self._is_usual(run, number) for number in numbers):
            return None
        key = next(key for key, added in self.stream._fonts.items() if added is font)
        glyphs = tuple((number, font.to_unicode[number], font.widths[number]) for number in numbers)
        return Shown(key, run.size, run.string, glyphs)

    def _is_usual(self, run: _Run, glyph: int) -> bool:
        """Whether it is a glyph of the font, as wide as it would be if it had been drawn in no other size before."""
        from weasyprint.text.ffi import FROM_UNITS, pango

        if glyph in run.font.missing.values():
            return False
        stream = self.stream
        pango.pango_font_get_glyph_extents(run.pango_font, glyph, stream.ink_rect, stream.logical_rect)
        width = round(stream.logical_rect.width * 1000 * FROM_UNITS / run.pango_size)
        return bool(run.font.widths[glyph] == width)


def are_shown(line: tuple[Shown, ...], stream: Any, matrix: Any) -> bool:
    """Draws a line that was taken down; draws nothing where the report has not its fonts yet, or other widths."""
    fonts = [stream._fonts.get(part.font) for part in line]
    for part, font in zip(line, fonts, strict=True):
        if font is None or any(font.widths.get(glyph, width) != width for glyph, _, width in part.glyphs):
            return False
    stream.set_text_matrix(*matrix.values)
    for part, font in zip(line, fonts, strict=True):
        for glyph, text, width in part.glyphs:
            font.to_unicode.setdefault(glyph, text)
            font.widths.setdefault(glyph, width)
        stream.set_font_size(font.hash, part.size)
        stream.show_text(part.string)
    return True
