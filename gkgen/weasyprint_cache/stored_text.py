"""Styles and fonts of texts that are kept on disk, taken back only where they shape these texts as before.

What was drawn with them holds glyphs and places of the fonts of its day. Shaping every text anew and comparing takes a
tenth of drawing it, and no change of fonts, of Pango or of their settings can go unseen.
"""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import EnumType
from io import BytesIO
from typing import Any

from gkgen.weasyprint_cache.inline_text import FEED, BlockText, TextStyle, shaper, text_stretches, text_style
from gkgen.weasyprint_cache.patching import font_configuration
from gkgen.weasyprint_cache.shaping import PROPERTIES, Shape, ShapingFont

_OF_LINES = (
    *("letter_spacing", "font_size", "line_height", "white_space", "hyphens", "overflow_wrap", "color"),
    *("text_decoration_line", "direction", "vertical_align", "text_overflow", "visibility", "word_spacing"),
    *(f"__{name}" for name in ("gap", "justify", "max_opening", "hang", "no_start", "no_end", "fit")),
    *(f"__{name}" for name in ("break_rules", "edge_tracking", "hang_behind", "latin", "latin_weight", "latin_signs")),
)
_TRUSTED = ("gkgen.weasyprint_cache.", "gkgen.line_setter.", "tinycss2.", "weasyprint.css.properties.")
_TRUSTED_BUILTINS = frozenset({"frozenset", "set", "bytearray"})

FontName = tuple[int, float]
"""WeasyPrint's name of a font in any size, and its size."""


class StoredStyle(dict[str, Any]):
    """What a line of text asks of a style in WeasyPrint's form."""

    def __init__(self, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.font_config = font_configuration()


@dataclass(frozen=True, slots=True, eq=False)
class KeptTexts:
    """Texts that were shaped as before, each with its style; `fonts` are held for what is drawn with them."""

    texts: tuple[tuple[str, TextStyle], ...]
    fonts: tuple[ShapingFont, ...]


@dataclass(frozen=True, slots=True)
class _Proof:
    """A text in a style, by its number, and how it was shaped: glyphs, advances, fonts by name and size."""

    text: str
    style: int
    shape: tuple[Any, ...]


class _Dumping(pickle.Pickler):
    """Leaves out fonts, styles and measured texts, which belong to this process."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.styles: list[Any] = []
        self.texts: list[tuple[str, TextStyle]] = []

    def persistent_id(self, value: Any) -> Any:
        """Names instead of what cannot be kept."""
        if isinstance(value, (BlockText, KeptTexts)):
            self.texts += value.texts if isinstance(value, KeptTexts) else _texts(value)
            return ("texts",)
        if hasattr(value, "font_config"):
            return ("style", _place(value, self.styles))
        return ("font", *_font_name(value)) if _is_pointer(value) else None


class _Loading(pickle.Unpickler):
    """Puts the fonts and styles of this process in, and makes nothing but values of the trusted modules."""

    def __init__(self, file: BytesIO, trusted: Sequence[str]) -> None:
        super().__init__(file)
        self.trusted = (*_TRUSTED, *trusted)
        self.styles: Sequence[Any] = ()
        self.fonts: dict[FontName, ShapingFont] = {}
        self.kept: KeptTexts | None = None

    def persistent_load(self, name: Any) -> Any:
        """What stands in this process for a name."""
        match name:
            case ("texts",):
                return self.kept
            case ("style", number):
                return self.styles[number]
            case _:
                _, *font = name
                return self.fonts[tuple(font)].font

    def find_class(self, module: str, name: str) -> Any:
        """A class that may be made; raises UnpicklingError for any other."""
        if (module == "builtins" and name in _TRUSTED_BUILTINS) or f"{module}.".startswith(self.trusted):
            return super().find_class(module, name)
        if (module, name) == ("builtins", "getattr"):
            return _member
        raise pickle.UnpicklingError(module)


def _member(kind: Any, name: str) -> Any:
    """A member of an enumeration, for which Python 3.11.0 to 3.11.3 write getattr."""
    if isinstance(kind, EnumType):
        return kind[name]
    raise pickle.UnpicklingError(name)


def dump_drawn(value: Any) -> bytes:
    """A value with drawings, their fonts, styles and measured texts, as bytes for `load_drawn`.

    Raises an exception of any kind where something in it cannot be kept.
    """
    body, head = BytesIO(), BytesIO()
    dumping = _Dumping(body)
    dumping.dump(value)
    proofs = dict.fromkeys(
        _Proof(text, _place(style.style, dumping.styles), _seen(_shape(text, style))) for text, style in dumping.texts
    )
    values = [{name: style[name] for name in dict.fromkeys((*PROPERTIES, *_OF_LINES))} for style in dumping.styles]
    traits = [_trait(text_style(style)) for style in dumping.styles]
    pickle.dump((values, traits, tuple(proofs)), head, pickle.HIGHEST_PROTOCOL)
    return head.getvalue() + body.getvalue()


def load_drawn(data: bytes, trusted: Sequence[str]) -> Any:
    """The value, with fonts and styles of this process; `trusted` are the prefixes of modules whose classes it holds.

    Raises an exception of any kind where a text is shaped otherwise now, or the bytes are not from `dump_drawn`.
    """
    file = BytesIO(data)
    values, traits, proofs = _Loading(file, ()).load()
    styles = [StoredStyle(each) for each in values]
    if [_trait(text_style(style)) for style in styles] != traits:
        raise ValueError("styles mean something else")
    loading = _Loading(file, trusted)
    loading.styles = styles
    for proof in proofs:
        style = text_style(styles[proof.style])
        shape = _shape(proof.text, style)
        if _seen(shape) != proof.shape:
            raise ValueError("texts are shaped otherwise")
        for _, font in shape.runs:
            loading.fonts.setdefault(_font_name(font.font), font)
    texts = tuple((proof.text, text_style(styles[proof.style])) for proof in proofs)
    loading.kept = KeptTexts(texts, tuple(loading.fonts.values()))
    return loading.load()


def _texts(block: BlockText) -> Iterator[tuple[str, TextStyle]]:
    whole = block.text.text
    for start, stop, style in text_stretches(whole, block.inlines):
        if whole[start] != FEED:
            yield whole[start:stop], style


def _shape(text: str, style: TextStyle) -> Shape:
    return shaper().shape(text, style.font, style.style, style.latin)


def _seen(shape: Shape) -> tuple[Any, ...]:
    runs = tuple((start, _font_name(font.font)) for start, font in shape.runs)
    return tuple(shape.glyphs), tuple(shape.advances), shape.breaks, runs, shape.is_usual


def _trait(style: TextStyle) -> tuple[Any, ...]:
    latin = (style.latin.key, style.latin.is_by_script) if style.latin else None
    return style.font, latin, style.of_characters, style.rules, style.line_height, style.baseline, style.is_usual


def _place(style: Any, styles: list[Any]) -> int:
    for number, each in enumerate(styles):
        if each is style:
            return number
    styles.append(style)
    return len(styles) - 1


def _is_pointer(value: Any) -> bool:
    from weasyprint.text.ffi import ffi

    return isinstance(value, ffi.CData)


def _font_name(font: Any) -> FontName:
    from weasyprint.text.fonts import get_pango_font_key

    key, _, size = get_pango_font_key(font)
    return key, size
