"""Digits and Latin letters in a face of their own, as Word has them: `--latin` of the style sheet names it.

A text is shaped in its Chinese font as a whole, which tells where lines may break, and the glyphs of its Latin
characters are exchanged for those of the other face, each by itself: Word neither kerns nor joins them.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gkgen.line_setter.boundaries import latin_stretches
from gkgen.weasyprint_cache.shaping import Shape, Shaper, ShapingFont, font_key
from gkgen.weasyprint_cache.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class LatinFace:
    """The face of the Latin characters of a style.

    `key` names it for shaping, `style` is its style in WeasyPrint's form. `is_by_script` is whether signs go with the
    letters around them, as in LibreOffice, or are Latin where they are ASCII, as in Word. `glyphs` are those that were
    met: glyph, advance in pixels, font.
    """

    key: Any
    style: Any
    is_by_script: bool
    glyphs: dict[str, tuple[int, float, ShapingFont]] = field(default_factory=dict)

    def stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """The parts of a text that are set in this face, as half-open ranges."""
        return latin_stretches(text, by_script=self.is_by_script)

    def looks(self, text: str) -> list[str]:
        """For each character, the CSS that sets it in this face; nothing where it is in the Chinese font."""
        families = ", ".join(f'"{family}"' for family in self.style["font_family"])
        css = f"font-family: {families}; font-weight: {self.style['font_weight']}"
        css += "; font-kerning: none; font-variant-ligatures: none"
        looks = [""] * len(text)
        for start, stop in self.stretches(text):
            looks[start:stop] = [css] * (stop - start)
        return looks


class FacedStyle:
    """A style in WeasyPrint's form with another family and weight."""

    def __init__(self, style: Any, families: tuple[str, ...], weight: int) -> None:
        self._style, self._own = style, {"font_family": families, "font_weight": weight}
        self.font_config = style.font_config

    def __getitem__(self, name: str) -> Any:
        return self._own[name] if name in self._own else self._style[name]


_faces: Store[LatinFace] = Store("Latin faces", 200)


def latin_face(style: Any, families: tuple[str, ...], weight: int, *, by_script: bool) -> LatinFace:
    """The face of those families and that weight beside the font of a style."""
    faced = FacedStyle(style, (*families, *style["font_family"]), weight)
    key = font_key(faced)
    return _faces.get((key, by_script)) or _faces.keep((key, by_script), LatinFace(key, faced, by_script))


class TwoFacedShaper:
    """Shapes texts in a Chinese and a Latin font."""

    def __init__(self, shaper: Shaper) -> None:
        self.shaper = shaper
        self._shapes: Store[Shape] = Store("shapes in two faces", 3_000)

    def shape(self, text: str, key: Any, style: Any, latin: LatinFace | None) -> Shape:
        """The shape of a text, whose Latin characters are in that face. Raises ValueError as `Shaper` does."""
        if latin is None:
            return self.shaper.shape(text, key, style)
        name = key, latin.key, latin.is_by_script, text
        return self._shapes.get(name) or self._shapes.keep(name, self._shaped(text, key, style, latin))

    def _shaped(self, text: str, key: Any, style: Any, latin: LatinFace) -> Shape:
        shape = self.shaper.shape(text, key, style)
        stretches = list(latin.stretches(text))
        if not stretches:
            return shape
        glyphs, advances = shape.glyphs[:], shape.advances[:]
        fonts: dict[int, ShapingFont] = dict(shape.runs)
        starts = list(fonts)
        is_usual = shape.is_usual
        for start, stop in stretches:
            if stop < len(text):
                fonts[stop] = shape.runs[bisect_right(starts, stop) - 1][1]
            before = None
            for place in range(start, stop):
                fonts.pop(place, None)
                glyphs[place], advances[place], font = latin.glyphs.get(text[place]) or self._met(text[place], latin)
                if font is not before:
                    fonts[place] = before = font
        return Shape(glyphs, advances, shape.breaks, tuple((place, fonts[place]) for place in sorted(fonts)), is_usual)

    def _met(self, character: str, latin: LatinFace) -> tuple[int, float, ShapingFont]:
        shape = self.shaper.shape(character, latin.key, latin.style)
        found = latin.glyphs[character] = shape.glyphs[0], shape.advances[0], shape.runs[0][1]
        return found
