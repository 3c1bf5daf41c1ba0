"""The text of a block, measured for the line setter: its boxes, styles, glyphs and advances.

Blocks with anything but plain text, and texts with unusual glyphs, are left to WeasyPrint.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from typing import Any

from gkgen.line_setter import Manner, MeasuredText, measured
from gkgen.weasyprint_cache.shaping import PROPERTIES, Shape, Shaper

_HYPHEN = "\u2002"
_USUAL = {
    "text_decoration_line": "none",
    "white_space": "normal",
    "direction": "ltr",
    "vertical_align": "baseline",
    "text_overflow": "clip",
    "word_spacing": 0,
}
_EDGES = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom"))
_BORDERS = tuple(f"border_{side}_width" for side in ("left", "right", "top", "bottom"))


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """What a style means for a line. `font` names its font for shaping; heights are in pixels."""

    style: Any
    font: Any
    manner: Manner
    size: float
    line_height: float
    baseline: float
    is_usual: bool


@dataclass(frozen=True, slots=True)
class BlockText:
    """The text of a block: its boxes with the place where each begins, their traits, its shapes."""

    text: MeasuredText
    boxes: tuple[tuple[int, Any], ...]
    traits: list[TextStyle]
    shapes: tuple[tuple[int, Shape], ...]
    glyphs: list[int]


@cache
def shaper() -> Shaper:
    """The shaper of this process."""
    return Shaper()


def text_box(child: Any) -> Any:
    """The text of a plain child of a line: itself, or the one text in it."""
    return child if hasattr(child, "text") else child.children[0]


def block_text(box: Any) -> BlockText | None:
    """The text of a line box that is not broken yet, kept with it; None where there is anything but plain text."""
    kept = box.__dict__
    if "set_block" not in kept:
        kept["set_block"] = _measured(box)
    found: BlockText | None = kept["set_block"]
    return found


def _measured(box: Any) -> BlockText | None:
    texts = [child for child in box.children if _is_plain(child)]
    main = text_style(box.style)
    if not texts or len(texts) < len(box.children) or not main.is_usual or box.style["text_align_all"] == "justify":
        return None
    texts = [text_box(child) for child in texts]
    traits = [text_style(each.style) for each in texts]
    if not all(_fits(trait, main) for trait in traits):
        return None
    text = "".join(each.text for each in texts)
    of_characters = [trait for each, trait in zip(texts, traits, strict=True) for _ in each.text]
    if "\xad" in text and not all(
        _is_hyphenated(trait.style) for letter, trait in zip(text, of_characters, strict=True) if letter == "\xad"
    ):
        return None
    stretches = list(_stretches(texts, traits, main))
    shapes = []
    for start, stop, trait in stretches:
        shape = shaper().shape(text[start:stop], trait.font, trait.style)
        if shape is None:
            return None
        shapes.append((start, shape))
    breaks = bytearray(b"".join(shape.breaks[:-1] for _, shape in shapes))
    for start, _ in shapes[1:]:
        breaks[start] |= _can_part(text[start - 1 : start + 1], main)
    advances = chain.from_iterable(shape.advances for _, shape in shapes)
    widths = [_advance(*each) for each in zip(text, advances, of_characters, strict=True)]
    starts = accumulate((len(each.text) for each in texts), initial=0)
    return BlockText(
        measured(text, widths, breaks, [trait.manner for trait in of_characters]),
        tuple(zip(starts, texts, strict=False)),
        of_characters,
        tuple(shapes),
        [glyph for _, shape in shapes for glyph in shape.glyphs],
    )


def _stretches(texts: list[Any], traits: list[TextStyle], main: TextStyle) -> Iterator[tuple[int, int, TextStyle]]:
    """Texts that are shaped in one piece: those of one font, hidden ones with what stands before them."""
    begin = at = 0
    current = None
    for each, trait in zip(texts, traits, strict=True):
        if not trait.manner.is_hidden:
            if current is not None and trait.font != current.font:
                yield begin, at, current
                begin = at
                current = None
            current = current or trait
        at += len(each.text)
    if begin < at:
        yield begin, at, current or main


def _can_part(pair: str, main: TextStyle) -> int:
    """Whether a line may break between two characters that are not shaped together."""
    shape = shaper().shape(pair, main.font, main.style)
    return shape.breaks[1] & 1 if shape else 0


def _advance(letter: str, width: float, trait: TextStyle) -> float:
    if trait.manner.is_hidden:
        # A gap is as wide as a blank in its own size, which is next to nothing, and its tracking.
        return trait.manner.tracking + (trait.size / 4 if letter == " " else 0.0)
    return width + trait.manner.tracking


def _is_plain(child: Any) -> bool:
    """Whether a box is a text, or a text in an element that is not to be seen itself."""
    from weasyprint.formatting_structure.boxes import InlineBox, TextBox

    if type(child) is TextBox:
        return bool(child.text)
    return (
        type(child) is InlineBox
        and len(child.children) == 1
        and type(child.children[0]) is TextBox
        and bool(child.children[0].text)
        and not child.link
        and _bare(child.style)
    )


def _bare(style: Any) -> bool:
    """Whether the box of an inline element has nothing to be seen, and no place in links and outlines."""
    found: bool | None = getattr(style, "is_bare_inline", None)
    if found is None:
        found = style.is_bare_inline = (
            all(style[edge] == "auto" or style[edge].value == 0 for edge in _EDGES)
            and not any(style[border] for border in _BORDERS)
            and style["vertical_align"] == "baseline"
            and style["position"] == "static"
            and style["float"] == "none"
            and not style["anchor"]
            and style["bookmark_level"] == "none"
            and style["string_set"] == "none"
            and style["opacity"] == 1
            and not style["transform"]
            and all(kind == "none" for kind, _ in style["background_image"])
            and style["background_color"] != "currentcolor"
            and style["background_color"].alpha == 0
        )
    return found


def text_style(style: Any) -> TextStyle:
    """What a style means for a line; kept with the style."""
    found: TextStyle | None = getattr(style, "line_trait", None)
    if found is None:
        found = style.line_trait = _new_trait(style)
    return found


def _new_trait(style: Any) -> TextStyle:
    from weasyprint.text.line_break import strut

    font = tuple(_hashable(style[name]) for name in PROPERTIES)
    spacing = style["letter_spacing"]
    tracking = 0.0 if spacing == "normal" else float(spacing)
    is_usual = (
        style["font_size"] > 0
        and style["line_height"] != "normal"
        and style["hyphens"] != "auto"
        and style["overflow_wrap"] == "anywhere"
        and all(style[name] == value for name, value in _USUAL.items())
    )
    hyphen = 0.0
    if is_usual and _is_hyphenated(style):
        hyphen = tracking + shaper().width(_HYPHEN, style)
    is_loose = any(getattr(token, "value", "") == "characters" for token in style["__justify"] or ())
    manner = Manner(tracking, hyphen, style["visibility"] != "visible", is_loose)
    line_height, baseline = strut(style)
    return TextStyle(style, font, manner, style["font_size"], line_height, baseline, is_usual)


def _is_hyphenated(style: Any) -> bool:
    """Whether soft hyphens are places to break, and a blank is drawn for them."""
    return bool(style["hyphens"] == "manual" and style["hyphenate_character"] == _HYPHEN)


def _hashable(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, tuple)) else str(value)


def _fits(trait: TextStyle, main: TextStyle) -> bool:
    """Whether text of a style makes its line no higher."""
    is_flat = trait.line_height == 0
    return trait.is_usual and (is_flat or (trait.line_height == main.line_height and trait.baseline == main.baseline))
