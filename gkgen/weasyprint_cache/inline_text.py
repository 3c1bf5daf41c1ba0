"""The text of a block, measured for the line setter: its boxes, styles, glyphs and advances.

Blocks with anything but plain text, and texts with unusual glyphs, are left to WeasyPrint.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from gkgen.line_setter import CharacterStyle, Justification, LineRules, MeasuredText, measured
from gkgen.line_setter.measured_text import MAX_OPENING_EMS
from gkgen.line_setter.word_lists import HANGING, NO_END, NO_START
from gkgen.weasyprint_cache.latin_face import LatinFace, TwoFacedShaper, latin_face
from gkgen.weasyprint_cache.shaping import Shaper, ShapingFont, font_key

FEED = "\n"
_SOFT_HYPHEN = "\xad"
_USUAL = {
    "text_decoration_line": "none",
    "direction": "ltr",
    "vertical_align": "baseline",
    "text_overflow": "clip",
    "visibility": "visible",
    "word_spacing": 0,
}
_JUSTIFICATIONS = {each.value: each for each in Justification}
_RAGGED = Justification.NONE
_EDGES = tuple(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom"))
_BORDERS = tuple(f"border_{side}_width" for side in ("left", "right", "top", "bottom"))


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """What a style means for a line. `font` names its font for shaping, `latin` the face of its Latin characters.

    Heights are in pixels.
    """

    style: Any
    font: Any
    latin: LatinFace | None
    of_characters: CharacterStyle
    rules: LineRules
    line_height: float
    baseline: float
    is_usual: bool


@dataclass(frozen=True, slots=True, eq=False)
class InlineText:
    """A text of a block: its box, the box of the link that it is in, its style, where it begins in the block."""

    box: Any
    link: Any
    style: TextStyle
    start: int


@dataclass(frozen=True, slots=True)
class BlockText:
    """The text of a block, the texts it is made of, its glyphs, and the fonts with the character each begins at."""

    text: MeasuredText
    inlines: tuple[InlineText, ...]
    glyphs: list[int]
    fonts: tuple[tuple[int, ShapingFont], ...]


@cache
def shaper() -> TwoFacedShaper:
    """The shaper of this process."""
    return TwoFacedShaper(Shaper())


def block_text(box: Any) -> BlockText | None:
    """The text of a line box that is not broken yet, kept with it; None where there is anything but plain text."""
    kept = box.__dict__
    if "set_block" not in kept:
        kept["set_block"] = _measured(box)
    found: BlockText | None = kept["set_block"]
    return found


def _measured(box: Any) -> BlockText | None:
    main = text_style(box.style)
    if not main.is_usual or box.style["text_align_all"] == "justify":
        return None
    inlines, at = [], 0
    for text, link in _texts(box, None):
        if text is None:
            return None
        style = text_style(text.style)
        if not (style.is_usual and (style.line_height == 0 or _is_as_high(style, main))):
            return None
        if _SOFT_HYPHEN in text.text and text.style["hyphens"] != "none":
            return None
        inlines.append(InlineText(text, link, style, at))
        at += len(text.text)
    whole = "".join(each.box.text for each in inlines)
    if not whole:
        return None
    block, is_usual = _shaped(whole, tuple(inlines), main)
    return block if is_usual else None


def _is_as_high(style: TextStyle, main: TextStyle) -> bool:
    return style.line_height == main.line_height and style.baseline == main.baseline


def _texts(box: Any, link: Any) -> Iterator[tuple[Any, Any]]:
    """The texts in a box, each with the box of its link; None for anything else."""
    from weasyprint.formatting_structure.boxes import InlineBox, TextBox

    for child in box.children:
        if type(child) is TextBox:
            if child.text:
                yield child, link
        elif type(child) is InlineBox and _bare(child.style):
            yield from _texts(child, child if child.link else link)
        else:
            yield None, None


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text and its style in WeasyPrint's form, outside any box."""

    text: str
    style: Any


def measure_parts(parts: Sequence[TextPart], style: Any) -> MeasuredText | None:
    """The texts of a block of a style, measured whatever their glyphs are; None where Pango cannot be read."""
    starts = accumulate((len(part.text) for part in parts), initial=0)
    inlines = [
        InlineText(part, None, text_style(part.style), start) for part, start in zip(parts, starts, strict=False)
    ]
    try:
        found, _ = _shaped("".join(part.text for part in parts), tuple(inlines), text_style(style))
    except ValueError:
        return None
    return found.text


def latin_looks(text: str, style: Any) -> list[str]:
    """For each character, the CSS that sets it in the Latin face; nothing where it is in the font of the style."""
    latin = text_style(style).latin
    return latin.looks(text) if latin else [""] * len(text)


def block_of(text: str, style: Any) -> BlockText | None:
    """A text by itself, in one style; None where the line setter would not set it."""
    main = text_style(style)
    if not text or not main.is_usual:
        return None
    block, is_usual = _shaped(text, (InlineText(TextPart(text, style), None, main, 0),), main)
    return block if is_usual else None


def _shaped(text: str, inlines: tuple[InlineText, ...], main: TextStyle) -> tuple[BlockText, bool]:
    """A text, and whether all of it is usual."""
    is_usual = True
    glyphs: list[int] = []
    advances: list[float] = []
    fonts: list[tuple[int, ShapingFont]] = []
    breaks = bytearray()
    for start, stop, style in text_stretches(text, inlines):
        if text[start] == FEED:
            glyphs.append(-1)
            advances.append(0.0)
            breaks.append(0)
            continue
        shape = shaper().shape(text[start:stop], style.font, style.style, style.latin)
        is_usual = is_usual and shape.is_usual
        glyphs += shape.glyphs
        advances += shape.advances
        fonts += ((start + first, font) for first, font in shape.runs)
        breaks += shape.breaks[:-1]
        if start and text[start - 1] != FEED:
            breaks[start] = _can_part(text[start - 1 : start + 1], main)
    for place, letter in enumerate(text):
        if letter == _SOFT_HYPHEN and place + 1 < len(text):
            breaks[place + 1] = 0
    styles = [each.style.of_characters for each in inlines for _ in each.box.text]
    block = BlockText(measured(text, advances, breaks, styles, main.rules), inlines, glyphs, tuple(fonts))
    return block, is_usual


def text_stretches(text: str, inlines: tuple[InlineText, ...]) -> Iterator[tuple[int, int, TextStyle]]:
    """Texts that are shaped in one piece: those of one font. A line feed is one by itself."""
    begin, current = 0, inlines[0].style
    for each in inlines:
        if each.style.font != current.font or each.style.latin is not current.latin:
            yield from _between_feeds(text, begin, each.start, current)
            begin, current = each.start, each.style
    yield from _between_feeds(text, begin, len(text), current)


def _between_feeds(text: str, start: int, stop: int, style: TextStyle) -> Iterator[tuple[int, int, TextStyle]]:
    feeds = [place for place in range(start, stop) if text[place] == FEED] if FEED in text else []
    edges = sorted({start, stop, *feeds, *(feed + 1 for feed in feeds)})
    yield from ((first, last, style) for first, last in pairwise(edges))


def _can_part(pair: str, main: TextStyle) -> int:
    """Whether a line may break between two characters that are not shaped together."""
    return shaper().shape(pair, main.font, main.style, None).breaks[1] & 1


def _bare(style: Any) -> bool:
    """Whether the box of an inline element has nothing to be seen, and no place in outlines."""
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
        found = style.line_trait = _new_text_style(style)
    return found


def _new_text_style(style: Any) -> TextStyle:
    from weasyprint.text.line_break import strut

    spacing, size = style["letter_spacing"], float(style["font_size"])
    tracking = 0.0 if spacing == "normal" else float(spacing)
    is_usual = (
        size > 0
        and style["line_height"] != "normal"
        and style["white_space"] in {"normal", "pre-line"}
        and style["hyphens"] != "auto"
        and style["overflow_wrap"] == "anywhere"
        and all(style[name] == value for name, value in _USUAL.items())
    )
    line_height, baseline = strut(style)
    characters = CharacterStyle(size, tracking, _length(style, "__gap"))
    return TextStyle(
        style, font_key(style), _latin(style), characters, _rules(style, size), line_height, baseline, is_usual
    )


def _latin(style: Any) -> LatinFace | None:
    """The face that `--latin` names for letters and digits, in the weight of the style or of `--latin-weight`."""
    families = _words(style, "__latin")
    if not families or families == ("none",):
        return None
    weights = [int(token.value) for token in style["__latin_weight"] or () if token.type == "number"]
    weight = (*weights, style["font_weight"])[0]
    return latin_face(style, families, weight, by_script="script" in _words(style, "__latin_signs"))


def _rules(style: Any, size: float) -> LineRules:
    """The rules of lines as the custom properties of a block state them; Word's where they do not."""
    return LineRules(
        size,
        next((_JUSTIFICATIONS[word] for word in _words(style, "__justify") if word in _JUSTIFICATIONS), _RAGGED),
        (_length(style, "__max_opening") / size if size else 0.0) or MAX_OPENING_EMS,
        _characters(style, "__hang", HANGING),
        _characters(style, "__no_start", NO_START),
        _characters(style, "__no_end", NO_END),
        _length(style, "__fit"),
        breaks_as_unicode="unicode" in _words(style, "__break_rules"),
        tracks_edges="none" not in _words(style, "__edge_tracking"),
        hangs_behind_latin="chinese" not in _words(style, "__hang_behind"),
    )


def _words(style: Any, name: str) -> tuple[str, ...]:
    """The identifiers and strings of a custom property."""
    return tuple(token.value for token in style[name] or () if token.type in {"ident", "string"})


def _characters(style: Any, name: str, of_word: str) -> str:
    """The characters that a custom property lists: a string, `none`, or `word` for the list of Word."""
    words = _words(style, name)
    return "" if words == ("none",) else "".join(words) if words and words != ("word",) else of_word


def _length(style: Any, name: str) -> float:
    """The length of a custom property in pixels; 0 where it has none."""
    from weasyprint.css.units import LENGTHS_TO_PIXELS

    for token in style[name] or ():
        if token.type == "dimension":
            unit = token.lower_unit
            return float(token.value) * (float(style["font_size"]) if unit == "em" else LENGTHS_TO_PIXELS.get(unit, 0))
    return 0.0
