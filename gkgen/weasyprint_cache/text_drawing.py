"""Lines that the line setter made, drawn from the glyphs that were found when they were broken."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from struct import pack
from typing import Any

from gkgen.weasyprint_cache.inline_text import BlockText
from gkgen.weasyprint_cache.shaping import ShapingFont


class SetLine:
    """Stands where WeasyPrint has a Pango layout: characters from `start` on with the space behind each."""

    first_line_direction = justification_spacing = 0

    def __init__(self, block: BlockText, start: int, spacings: Sequence[float], text: str) -> None:
        self.block, self.start, self.spacings, self.text = block, start, spacings, text

    def reactivate(self, style: Any) -> None:
        """Nothing to be done before drawing."""

    def deactivate(self) -> None:
        """Nothing to be done after drawing."""


def drawing(draw: Any) -> Any:  # noqa: ARG001 - the lines of the setter are drawn here alone
    """`draw_first_line` for lines of the setter."""

    def drawn(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> list[Any]:  # noqa: ARG001
        stream.set_text_matrix(*matrix.values)
        draw_line(stream, box.pango_layout)
        return []

    return drawn


def draw_line(stream: Any, line: SetLine) -> None:
    """Show a line from where the text matrix is."""
    pen = _Pen(stream, line)
    pen.show()
    pen.finish()


class _Pen:
    """Writes the text operators of a line: one TJ for each font, with the usual spacing as Tc (ISO 32000-1, 9.4.3).

    `left` is where the next glyph has to stand, `at` where a viewer has come to.
    """

    def __init__(self, stream: Any, line: SetLine) -> None:
        self.stream, self.line, self.block = stream, line, line.block
        self.left = self.at = self.spacing = 0.0
        self.font: Any = None
        self.shown: list[bytes] = []

    def show(self) -> None:
        """Show the line, in as many fonts as it has."""
        start, spacings = self.line.start, self.line.spacings
        usual = max(set(spacings), key=spacings.count)
        for first, last, shaping in _runs(self.block.fonts, start, start + len(spacings)):
            font, size = shaping.embedded(self.stream)
            self._choose(font, size, usual)
            place = first
            for spacing, equal in groupby(spacings[first - start : last - start]):
                stop = place + len(list(equal))
                self._show(font, size, shaping, place, stop, spacing)
                place = stop

    def finish(self) -> None:
        """End the line."""
        self._flush()
        if self.spacing:
            self.stream.stream.append(b"0 Tc")

    def _choose(self, font: Any, size: float, spacing: float) -> None:
        if font is not self.font:
            self._flush()
            self.stream.set_font_size(font.hash, size)
            self.font = font
        if spacing != self.spacing:
            self.stream.stream.append(b"%.4f Tc" % spacing)
            self.spacing = spacing

    def _show(self, font: Any, size: float, shaping: ShapingFont, start: int, stop: int, spacing: float) -> None:
        """Characters with the same space behind each: one string where that is the usual one."""
        glyphs, advances = self.block.glyphs, self.block.text.advances
        if spacing != self.spacing or -1 in glyphs[start:stop]:
            for place in range(start, stop):
                if glyphs[place] >= 0:
                    self._write(font, size, shaping, place, place + 1)
                self.left += advances[place] + spacing
            return
        self._write(font, size, shaping, start, stop)
        self.left += sum(advances[start:stop]) + spacing * (stop - start)

    def _write(self, font: Any, size: float, shaping: ShapingFont, start: int, stop: int) -> None:
        from weasyprint.text.ffi import FROM_UNITS

        text, glyphs, widths = self.block.text, self.block.glyphs[start:stop], font.widths
        shift = round((self.left - self.at) * 1000 / size)
        if shift:
            self.shown.append(b"%d" % -shift)
            self.at += shift * size / 1000
        self.shown.append(b"<%s>" % pack(f">{len(glyphs)}H", *glyphs).hex().encode())
        met = font.to_unicode
        for place, glyph in enumerate(glyphs, start):
            if glyph not in widths:
                widths[glyph] = round(shaping.widths[glyph] * 1000 * FROM_UNITS / size)
            if glyph not in met:
                met[glyph] = text.text[place]
        self.at += sum([widths[glyph] for glyph in glyphs]) * size / 1000 + self.spacing * (stop - start)

    def _flush(self) -> None:
        if self.shown:
            self.stream.stream.append(b"[" + b"".join(self.shown) + b"] TJ")
            self.shown = []


def _runs(fonts: tuple[tuple[int, ShapingFont], ...], start: int, stop: int) -> Iterator[tuple[int, int, ShapingFont]]:
    """The characters from `start` to `stop` by font.

    Neighbours in one font are one run, though they were shaped apart or in one that was met twice: what a document is
    written with does not tell what was shaped before it.
    """
    index = max(0, bisect_right(fonts, start, key=_first) - 1)
    while index < len(fonts) and fonts[index][0] < stop:
        first, font = fonts[index]
        index += 1
        while index < len(fonts) and (other := fonts[index][1]).font == font.font:
            if other is not font:
                font.widths.update(other.widths)
            index += 1
        last = fonts[index][0] if index < len(fonts) else stop
        yield max(first, start), min(last, stop), font


def _first(run: tuple[int, ShapingFont]) -> int:
    return run[0]
