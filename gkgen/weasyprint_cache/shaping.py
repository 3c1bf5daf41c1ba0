"""Texts shaped in one piece: Pango's glyphs, their advances, and where lines may break.

Glyphs are read from Pango's memory as bytes, since cffi takes longer for each field than Pango for the whole text.
A shape says whether it can be drawn character by character.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gkgen.weasyprint_cache.store import Store

_EMPTY, _UNKNOWN = 0x0FFFFFFF, 0x10000000
_NO_GLYPH = -1
_PANGO = 14802
"""The first version of Pango that tells the size of a font right."""
_GLYPH = struct.Struct("=IiiiI")  # PangoGlyphInfo: glyph, width, two offsets, attributes
_BREAK_SIZE = 4  # PangoLogAttr
_PROOF = "中a文 bc"
_BREAKS_OF_PROOF = (0, 1, 1, 0, 1, 0, 1)

PROPERTIES = (
    *(f"font_{name}" for name in ("family", "weight", "style", "stretch", "size", "kerning", "feature_settings")),
    *(f"font_variant_{name}" for name in ("ligatures", "position", "caps", "numeric", "alternates", "east_asian")),
    *("font_variation_settings", "font_language_override", "lang"),
)
"""What the shape of a text follows from."""


def font_key(style: Any) -> Any:
    """The values of PROPERTIES, which name the font of a style for shaping."""
    return tuple(_hashable(style[name]) for name in PROPERTIES)


def _hashable(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, tuple)) else str(value)


@dataclass(slots=True, eq=False)
class ShapingFont:
    """A Pango font; `layout` keeps it alive. `widths` are those of its glyphs that were met, in Pango's units.

    `name` is WeasyPrint's for the font in any size, and its size; empty until it is drawn.
    """

    font: Any
    layout: Any
    is_outline: bool
    widths: dict[int, int] = field(default_factory=dict)
    name: tuple[Any, ...] = ()

    def embedded(self, stream: Any) -> tuple[Any, float]:
        """The font in the document of a stream, to which it is added where it lacks, and its size in pixels."""
        found = stream._fonts.get(self.name[0]) if self.name else None
        if found is None:
            from weasyprint.text.fonts import get_pango_font_key

            found, size = stream.add_font(self.font)
            # WeasyPrint would describe the font for each stretch of text.
            self.name = get_pango_font_key(self.font)[0], size
        return found, self.name[1]


@dataclass(frozen=True, slots=True)
class Shape:
    """Glyph, advance in pixels and permitted breaks by character; fonts with the character that each begins at.

    It can be drawn character by character where it is usual: one glyph of usual width for each, side by side.
    """

    glyphs: list[int]
    advances: list[float]
    breaks: bytes
    runs: tuple[tuple[int, ShapingFont], ...]
    is_usual: bool


class Shaper:
    """Shapes texts with one Pango layout for each font description."""

    def __init__(self) -> None:
        from weasyprint.text import ffi
        from weasyprint.text.line_break import Layout

        self._library, self._new_layout = ffi, Layout
        self._is_proved = False
        self._layouts: Store[Any] = Store("layouts", 500)
        self._fonts: Store[ShapingFont] = Store("fonts of texts", 1_000)
        self._shapes: Store[Shape] = Store("shapes", 3_000)

    def shape(self, text: str, key: Any, style: Any) -> Shape:
        """The shape of a text in a style, of which `key` are the values of PROPERTIES.

        Raises ValueError where Pango's memory is laid out otherwise than expected.
        """
        found = self._shapes.get((key, text))
        if found is None:
            if not self._is_proved:
                self._prove(style)
                self._is_proved = True
            found = self._shapes.keep((key, text), self._shaped(text, key, style))
        return found

    def _prove(self, style: Any) -> None:
        """Shape a known text."""
        if self._library.pango.pango_version() < _PANGO:
            raise ValueError("Pango is too old")
        layout = self._new_layout(style)
        line = self._line(layout, _PROOF)
        width = sum(width for run in self._runs(line) for _, width, *_ in self._glyphs(run))
        breaks = tuple(each & 1 for each in self._breaks(layout, len(_PROOF)))
        if width != self._extent(line) or breaks[1:] != _BREAKS_OF_PROOF[1:]:
            raise ValueError("another Pango")

    def _shaped(self, text: str, key: Any, style: Any) -> Shape:
        layout = self._layouts.get(key) or self._layouts.keep(key, self._new_layout(style))
        line = self._line(layout, text)
        glyphs, advances = [0] * len(text), [0.0] * len(text)
        places = _places(text)
        runs, is_usual = [], True
        for run in self._runs(line):
            font = self._font(run.item.analysis.font, layout, key)
            is_usual = is_usual and run.item.analysis.level % 2 == 0 and font.is_outline
            clusters = struct.unpack(
                f"={run.glyphs.num_glyphs}i",
                self._library.ffi.buffer(run.glyphs.log_clusters, 4 * run.glyphs.num_glyphs),
            )
            offset = run.item.offset
            runs.append((places[offset], font))
            for (glyph, width, right, up, _), cluster in zip(self._glyphs(run), clusters, strict=True):
                place = places[offset + cluster]
                advances[place] += width * self._library.FROM_UNITS
                is_odd = right or up or glyph & _UNKNOWN or glyphs[place]
                if is_odd or (glyph != _EMPTY and width != self._width(font, glyph)):
                    is_usual = is_usual and glyph == _EMPTY
                glyphs[place] = _NO_GLYPH if glyph == _EMPTY else glyph
        # A character without a glyph of its own is part of a ligature.
        is_usual = is_usual and 0 not in glyphs
        return Shape(glyphs, advances, self._breaks(layout, len(text)), tuple(runs), is_usual)

    def _line(self, layout: Any, text: str) -> Any:
        raw = text.encode()
        self._library.pango.pango_layout_set_text(layout.layout, raw, len(raw))
        return self._library.pango.pango_layout_get_line_readonly(layout.layout, 0)

    def _extent(self, line: Any) -> int:
        extents = self._library.ffi.new("PangoRectangle *")
        self._library.pango.pango_layout_line_get_extents(line, self._library.ffi.NULL, extents)
        return int(extents.width)

    def _runs(self, line: Any) -> Any:
        run = line.runs[0]
        while run != self._library.ffi.NULL:
            yield run.data
            run = run.next

    def _glyphs(self, run: Any) -> Any:
        return _GLYPH.iter_unpack(self._library.ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * _GLYPH.size))

    def _breaks(self, layout: Any, count: int) -> bytes:
        """For each character and the end, whether a line may begin there, in the lowest bit."""
        found = self._library.pango.pango_layout_get_log_attrs_readonly(layout.layout, self._library.ffi.NULL)
        return bytes(self._library.ffi.buffer(found, _BREAK_SIZE * (count + 1)))[::_BREAK_SIZE]

    def _font(self, font: Any, layout: Any, key: Any) -> ShapingFont:
        address = int(self._library.ffi.cast("uintptr_t", font))
        found = self._fonts.get(address)
        if found is None:
            # The layout holds the font, and is not used for other texts.
            found = self._fonts.keep(address, ShapingFont(font, layout, self._is_outline(font)))
            self._layouts.drop(key)
        return found

    def _is_outline(self, font: Any) -> bool:
        """Whether the glyphs are drawn by the font program alone."""
        from weasyprint.text.fonts import get_pango_font_hb_face

        harfbuzz, face = self._library.harfbuzz, get_pango_font_hb_face(font)
        tags = ("EBDT", "CBDT", "sbix", "SVG ", "COLR")
        for tag in tags:
            blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(tag.encode(), -1))
            length = harfbuzz.hb_blob_get_length(blob)
            harfbuzz.hb_blob_destroy(blob)
            if length:
                return False
        return True

    def _width(self, font: ShapingFont, glyph: int) -> int:
        found = font.widths.get(glyph)
        if found is None:
            extents = self._library.ffi.new("PangoRectangle *")
            self._library.pango.pango_font_get_glyph_extents(font.font, glyph, self._library.ffi.NULL, extents)
            found = font.widths[glyph] = extents.width
        return found


def _places(text: str) -> Sequence[int] | dict[int, int]:
    """The character at each byte of a text where one begins."""
    if text.isascii():
        return range(len(text) + 1)
    places, at = {}, 0
    for index, character in enumerate(text):
        places[at] = index
        at += len(character.encode())
    return places
