"""Lines that the line setter made, drawn from the glyphs that were found when they were broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gkgen.weasyprint_cache.inline_text import BlockText
from gkgen.weasyprint_cache.shaping import Shape, ShapingFont


@dataclass(frozen=True, slots=True)
class LinePart:
    """Characters that follow one another with the same spacing, `left` from the beginning of their box."""

    left: float
    start: int
    stop: int
    spacing: float


class SetLine:
    """Stands where WeasyPrint has a Pango layout: a text with its glyphs, ready to be drawn."""

    first_line_direction = justification_spacing = 0

    def __init__(self, block: BlockText) -> None:
        self.block = block
        self.parts: list[LinePart] = []
        self.text = ""

    def reactivate(self, style: Any) -> None:
        """Nothing to be done before drawing."""

    def deactivate(self) -> None:
        """Nothing to be done after drawing."""


def drawing(draw: Any) -> Any:  # noqa: ARG001 - the lines of the setter are drawn here alone
    """`draw_first_line` for lines of the setter."""

    def drawn(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> list[Any]:  # noqa: ARG001
        line = box.pango_layout
        stream.set_text_matrix(*matrix.values)
        pen = _Pen(stream, line.block)
        for part in line.parts:
            pen.show(part)
        pen.finish()
        return []

    return drawn


class _Pen:
    """Writes the text operators of a line: one TJ for each font and spacing (ISO 32000-1, 9.4.3)."""

    def __init__(self, stream: Any, block: BlockText) -> None:
        self.stream, self.block = stream, block
        self.at = self.spacing = 0.0
        self.font: Any = None
        self.shown: list[bytes] = []

    def show(self, part: LinePart) -> None:
        """Show a part, in as many fonts as it has."""
        block = self.block
        for start, stop, shaping in _runs(block.shapes, part.start, part.stop):
            font, size = self.stream.add_font(shaping.font)
            self._choose(font, size, part.spacing)
            glyphs = block.glyphs[start:stop]
            place = start
            while place < stop:
                if block.glyphs[place] < 0:
                    place += 1
                    continue
                try:
                    end = start + glyphs.index(-1, place - start)
                except ValueError:
                    end = stop
                self._write(font, size, shaping, part, place, end)
                place = end

    def finish(self) -> None:
        """End the line."""
        self._flush()
        if self.spacing:
            self.stream.stream.append(b"0 Tc")

    def _choose(self, font: Any, size: float, spacing: float) -> None:
        if font is not self.font or spacing != self.spacing:
            self._flush()
        if font is not self.font:
            self.stream.set_font_size(font.hash, size)
            self.font = font
        if spacing != self.spacing:
            self.stream.stream.append(b"%.4f Tc" % spacing)
            self.spacing = spacing

    def _write(self, font: Any, size: float, shaping: ShapingFont, part: LinePart, start: int, stop: int) -> None:
        from weasyprint.text.ffi import FROM_UNITS

        places, block = self.block.text.places, self.block
        wider = part.spacing - block.traits[start].manner.tracking
        left = part.left + places[start] - places[part.start] + wider * (start - part.start)
        shift = round((left - self.at) * 1000 / size)
        if shift:
            self.shown.append(b"%d" % -shift)
        glyphs = block.glyphs[start:stop]
        self.shown.append(b"<" + b"".join(b"%04x" % glyph for glyph in glyphs) + b">")
        for place, glyph in enumerate(glyphs, start):
            if glyph not in font.widths:
                font.widths[glyph] = round(shaping.widths[glyph] * 1000 * FROM_UNITS / size)
            font.to_unicode.setdefault(glyph, block.text.text[place])
        self.at = left + places[stop] - places[start] + wider * (stop - start)

    def _flush(self) -> None:
        if self.shown:
            self.stream.stream.append(b"[" + b"".join(self.shown) + b"] TJ")
            self.shown = []


def _runs(shapes: tuple[tuple[int, Shape], ...], start: int, stop: int) -> Iterator[tuple[int, int, ShapingFont]]:
    """The characters from `start` to `stop` by font."""
    for begin, shape in shapes:
        end = begin + len(shape.glyphs)
        if begin < stop and start < end:
            firsts = [begin + first for first, _ in shape.runs]
            for first, last, (_, font) in zip(firsts, (*firsts[1:], end), shape.runs, strict=True):
                if max(first, start) < min(last, stop):
                    yield max(first, start), min(last, stop), font
