"""What is drawn once and put into many documents: operators of a page's stream, with what they need of the document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from gkgen.line_setter import Measure, set_lines
from gkgen.weasyprint_cache.inline_text import block_of
from gkgen.weasyprint_cache.text_drawing import SetLine, draw_line


@dataclass(frozen=True, slots=True, eq=False)
class GlyphUse:
    """Glyphs of a Pango font, each with the text it stands for and its width in thousandths of an em.

    `key` is WeasyPrint's name for the font in any size.
    """

    key: Any
    font: Any
    glyphs: tuple[tuple[int, str, float], ...]

    def tell(self, stream: Any) -> None:
        """Say to the document of a stream that these glyphs are embedded."""
        font, _ = stream.add_font(self.font)
        texts, widths = font.to_unicode, font.widths
        for glyph, text, width in self.glyphs:
            if glyph not in texts:
                texts[glyph] = text
            if glyph not in widths:
                widths[glyph] = width


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Operators, the glyphs that they show, the names of the constant alphas (`a1.0`, `A1.0`) that they choose."""

    operators: tuple[bytes, ...]
    fonts: tuple[GlyphUse, ...]
    alphas: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LineOfText:
    """A text on a line of its own, drawn: `state` chooses its colour, `show` shows it behind a text matrix.

    `held` keeps its fonts alive.
    """

    width: float
    state: tuple[bytes, ...]
    show: bytes
    fonts: tuple[GlyphUse, ...]
    alphas: tuple[str, ...]
    held: Any


def record(draw: Callable[[Any], None]) -> Drawing | None:
    """What a function draws into a stream; None where that needs more of the document than fonts and alphas."""
    from pydyf import _to_bytes

    stream = _recording()()
    draw(stream)
    resources = stream._resources
    states = tuple(resources["ExtGState"])
    is_plain = not any(resources[kind] for kind in ("XObject", "Pattern", "Shading"))
    if not is_plain or any(name[0] not in "aA" for name in states) or any(f.missing for f in stream._fonts.values()):
        return None
    fonts = tuple(
        GlyphUse(key, stream.pango_fonts[key], tuple((g, text, font.widths[g]) for g, text in font.to_unicode.items()))
        for key, font in stream._fonts.items()
    )
    return Drawing(tuple(map(_to_bytes, stream.stream)), fonts, states)


def joined_uses(uses: Iterable[GlyphUse]) -> tuple[GlyphUse, ...]:
    """One use for each font."""
    fonts: dict[Any, tuple[Any, dict[int, tuple[int, str, float]]]] = {}
    for use in uses:
        _, glyphs = fonts.setdefault(use.key, (use.font, {}))
        for glyph in use.glyphs:
            glyphs.setdefault(glyph[0], glyph)
    return tuple(GlyphUse(key, font, tuple(glyphs.values())) for key, (font, glyphs) in fonts.items())


def choose_alphas(stream: Any, names: Sequence[str]) -> None:
    """Make constant alphas known to the document of a stream."""
    from pydyf import Dictionary

    known = stream._resources["ExtGState"]
    for name in names:
        if name not in known:
            known[name] = Dictionary({"CA" if name[0] == "A" else "ca": float(name[1:])})


def line_of_text(text: str, style: Any) -> LineOfText | None:
    """A text in a style in WeasyPrint's form; None where it is not to be drawn character by character."""
    block = block_of(text, style)
    if block is None or text != text.strip():
        return None
    lines = list(set_lines(block.text, 0, Measure(float("inf"), float("inf"))))
    if len(lines) != 1:
        return None
    set_line = SetLine(block, 0, lines[0].spacings, text)

    def draw(stream: Any) -> None:
        stream.set_color(style["color"])
        stream.begin_text()
        draw_line(stream, set_line)

    drawing = record(draw)
    if drawing is None:
        return None
    begin = drawing.operators.index(b"BT")
    show = b"\n".join(drawing.operators[begin + 1 :])
    return LineOfText(lines[0].width, drawing.operators[:begin], show, drawing.fonts, drawing.alphas, block)


@cache
def _recording() -> Any:
    from pydyf import Dictionary
    from weasyprint.pdf.stream import Stream

    class Recording(Stream):  # type: ignore[misc]
        """A stream of no document."""

        def __init__(self) -> None:
            kinds = ("ExtGState", "XObject", "Pattern", "Shading")
            resources = Dictionary({kind: Dictionary() for kind in kinds} | {"ColorSpace": b""})
            super().__init__({}, (0, 0, 0, 0), resources, {}, {}, {}, None)
            self.pango_fonts: dict[Any, Any] = {}

        def add_font(self, pango_font: Any) -> Any:
            before = len(self._fonts)
            found = super().add_font(pango_font)
            if len(self._fonts) > before:
                self.pango_fonts[next(reversed(self._fonts))] = pango_font
            return found

    return Recording
