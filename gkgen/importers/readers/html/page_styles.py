"""How the elements of a page look: by their tags, its style sheets and their own style attributes (CSS 2.2).

Only what decides whether and how a text is read: shown or not, struck, raised, its size and colours. Style sheets in
files of their own are not there to be read.
"""

from collections.abc import Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.importers.readers.html.page_style_sheets import Declarations, declarations_of, declared_by_sheets
from gkgen.importers.readers.html.page_tree import DEFAULT_POINTS, NO_LOOK, ElementLook, PageElement
from gkgen.importers.shown_text import UNKNOWN_DIGITS

_PX_OF_POINT = 0.75
_POINTS_OF_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
_SIZES = {"xx-small": 7.0, "x-small": 8.0, "small": 10.0, "medium": 12.0, "large": 14.0, "x-large": 18.0}
_FONT_SIZES = {"1": 8.0, "2": 10.0, "3": 12.0, "4": 14.0, "5": 18.0, "6": 24.0, "7": 36.0}
_SMALLER, _LARGER = 0.83, 1.2
# What <small> says belongs less to a number than a size does.
_SMALL_PRINT = 0.8
_LENGTH = re.compile(r"\s*(-?(?:\d+(?:\.\d*)?|\.\d+))\s*([a-z%]*)", re.IGNORECASE)
# Further away than this, in points, nobody sees it; moved up or down by more than this, it is none of its line.
_FAR_POINTS = 300.0
_MIN_RAISED_POINTS = 1.5
# Letters further apart than this may be two numbers.
_MAX_GAP_POINTS = 6.0
_MAX_UNSEEN_OPACITY = 0.1
_NOTHING = re.compile(r"inset\(\s*(?:50|100)%|rect\(\s*0(?:px)?[\s,]+0(?:px)?[\s,]+0(?:px)?[\s,]+0|circle\(\s*0")
_TRANSPARENT, _UNKNOWN = "transparent", "unknown"
_NO_COLOR = frozenset({"inherit", "initial", "unset", "revert", "revert-layer", "currentcolor", "auto", "windowtext"})
_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_MAX_MARK_CHARACTERS = 5
_RAISED_TAGS = frozenset({"sup", "sub"})
_CELLS = frozenset({"td", "th"})
_UNREAD_TAGS = frozenset({"rt", "rp"})
_INLINE = frozenset(
    ["span", "b", "i", "u", "em", "strong", "font", "a", "label", "big", "small", "ins", "bdi", "code", "mark"]
)
# Moved beyond the page or made to nothing by a transformation.
_TRANSFORMED_AWAY = re.compile(r"scale(?:x|y|z|3d)?\(\s*0*(?:\.0+)?\s*[,)]|translate\w*\([^)]*-\d{4}|(?:^|\s)-\d{4}")
_OPACITY = re.compile(r"opacity\(\s*([\d.]+)(%?)")
# What style sheets in files of their own, which cannot be read, call text that is not shown.
_UNSEEN_NAMES = re.compile(
    r"(?<![\w-])(?:sr-only|visually-?hidden|screen-reader-text|hidden|hide|d-none|none|invisible|strike(?:through)?|"
    r"deleted|line-through)(?![\w-])",
    re.IGNORECASE,
)


def apply_styles(root: PageElement) -> None:
    """Gives each element of a page its look."""
    sheets = declared_by_sheets(root)
    has_more = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    paper = NO_LOOK if has_more else replace(NO_LOOK, ground="ffffff")
    for begins, element in root.walk(lambda element: True):
        if begins:
            around = element.parent.look if element.parent is not None else paper
            element.look = _look(element, around, sheets.get(element, ()))


def _look(element: PageElement, around: ElementLook, declared: Sequence[tuple[str, Declarations]]) -> ElementLook:
    own = declarations_of(element.get("style") or "")
    style = {name: value for pseudo, each in (*declared, ("", own)) if not pseudo for name, value in each.items()}
    added = tuple(text for pseudo, each in declared if pseudo and (text := _printed(pseudo, each, element)))
    points = _points(style, element, around.points)
    filled = style.get("-webkit-text-fill-color", style.get("color", ""))
    color = _color(filled or (element.get("color") if element.tag == "font" else "") or "")
    ground = _ground(style, element)
    struck = "line-through" in f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return ElementLook(
        around.is_hidden or _is_hidden(element, style) or color == _TRANSPARENT,
        {"hidden": True, "collapse": True, "visible": False}.get(style.get("visibility", ""), around.is_invisible),
        around.is_struck or element.tag in _STRUCK_TAGS or struck,
        around.is_raised or element.tag in _RAISED_TAGS or _is_raised(style, points) or _is_note_link(element),
        _is_bold(element, style, is_bold=around.is_bold),
        points,
        around.color if color in {"", _TRANSPARENT, _UNKNOWN} else color,
        ground or around.ground,
        added,
        _is_placed(element, style) or color == _UNKNOWN or (around.is_placed and element.tag not in _CELLS),
        around.is_reversed or "override" in style.get("unicode-bidi", "") or _is_right_to_left(element),
    )


def _is_hidden(element: PageElement, style: Declarations) -> bool:
    """Whether nothing of it is shown; whatever makes a text unseen on purpose counts."""
    if element.tag in _UNREAD_TAGS or not element.attributes.keys().isdisjoint(("hidden", "popover")):
        return True
    if style.get("display") == "none" or style.get("mso-hide") == "all" or style.get("content-visibility") == "hidden":
        return True
    if _opacity(style) <= _MAX_UNSEEN_OPACITY or style.get("-webkit-text-security", "none") != "none":
        return True
    if _NOTHING.search(f"{style.get('clip', '')} {style.get('clip-path', '')}") or _is_transformed_away(style):
        return True
    places = (style.get(name, "") for name in ("left", "top", "right", "bottom", "text-indent", "margin-left"))
    if any(abs(_length(place, 1.0) or 0.0) > _FAR_POINTS and place.lstrip().startswith("-") for place in places):
        return True
    boxes = (style.get(name, "") for name in ("width", "height", "max-width", "max-height"))
    return "hidden" in style.get("overflow", "") and any(_length(box, 1.0) == 0 for box in boxes)


def _opacity(style: Declarations) -> float:
    filtered = _OPACITY.search(style.get("filter", ""))
    share = float(filtered[1]) / (100 if filtered[2] else 1) if filtered and filtered[1] != "." else 1.0
    return share * _number(style.get("opacity", "1"))


def _is_transformed_away(style: Declarations) -> bool:
    if any(_number(style.get(name, "1").split()[0] if style.get(name) else "1") == 0 for name in ("scale", "zoom")):
        return True
    return any(_TRANSFORMED_AWAY.search(style.get(name, "")) for name in ("transform", "translate"))


def _is_right_to_left(element: PageElement) -> bool:
    return element.tag == "bdo" and (element.get("dir") or "").lower() == "rtl"


def _is_note_link(element: PageElement) -> bool:
    """Whether it leads to a note of the same page, as a number or a mark in brackets behind other text does."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    text, around = element.all_text().strip(), element.parent
    is_alone = around is not None and around.all_text().strip() == text
    return not is_alone and len(text) <= _MAX_MARK_CHARACTERS


def _is_placed(element: PageElement, style: Declarations) -> bool:
    """Whether it is shown beside, over or in another order than the text around it."""
    if style.get("position") in {"absolute", "fixed"} or style.get("float") in {"left", "right"}:
        return True
    if element.tag == "bdo" or "override" in style.get("unicode-bidi", "") or style.get("direction") == "rtl":
        return True
    if element.tag in _INLINE and _is_spaced(element, style):
        return True
    moved = (_length(style.get(name, ""), 1.0) or 0.0 for name in ("margin-left", "margin-right", "letter-spacing"))
    return (element.get("dir") or "").lower() == "rtl" or any(by < 0 for by in moved) or "transform" in style


def _is_spaced(element: PageElement, style: Declarations) -> bool:
    """Whether part of a line stands away from the rest, or may not be shown for all that is known here."""
    names = ("margin-left", "margin-right", "padding-left", "padding-right", "letter-spacing")
    gaps = (_length(style.get(name, ""), DEFAULT_POINTS) or 0.0 for name in names)
    is_box = style.get("display", "") in {"inline-block", "inline-flex", "block"} and "width" in style
    return (
        is_box or any(gap > _MAX_GAP_POINTS for gap in gaps) or bool(_UNSEEN_NAMES.search(element.get("class") or ""))
    )


def _is_raised(style: Declarations, points: float) -> bool:
    aligned = style.get("vertical-align", "")
    if aligned in {"super", "sub", "text-top", "text-bottom"}:
        return True
    moved = [_length(aligned, points)]
    if style.get("position") == "relative":
        moved += [_length(style.get(name, ""), points) for name in ("top", "bottom")]
    return any(abs(by or 0.0) >= _MIN_RAISED_POINTS for by in moved)


def _is_bold(element: PageElement, style: Declarations, *, is_bold: bool) -> bool:
    weight = style.get("font-weight", "")
    if weight:
        return weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight) >= 600)
    return is_bold or element.tag in {"b", "strong"}


def _points(style: Declarations, element: PageElement, around: float) -> float:
    """The size of letters in points; 0 for none at all becomes the smallest that there is."""
    value = style.get("font-size", "")
    if not value and (
        found := re.search(r"(?:^|\s)(\d[\d.]*(?:px|pt|em|rem|%)|0(?=[\s/]))(?:[\s/]|$)", style.get("font", ""))
    ):
        value = found[1]
    if value in _SIZES:
        return _SIZES[value]
    if value in {"smaller", "larger"}:
        return around * (_SMALLER if value == "smaller" else _LARGER)
    if (size := _length(value, around)) is not None:
        return max(size, 0.1)
    if element.tag == "font" and (size := _FONT_SIZES.get((element.get("size") or "").strip())):
        return size
    return around * {"small": _SMALL_PRINT, "big": _LARGER}.get(element.tag, 1.0)


def _ground(style: Declarations, element: PageElement) -> str:
    words = f"{style.get('background', '')} {style.get('background-color', '')} {element.get('bgcolor') or ''}"
    found = (_color(word) for word in re.findall(r"#\w+|rgba?\([^)]*\)|[a-z]+", words.lower()))
    return next((color for color in found if color not in {"", _TRANSPARENT, _UNKNOWN}), "")


def _color(text: str) -> str:
    """Six hexadecimal digits, empty where it says nothing of its own, `transparent`, or `unknown` (CSS Color 4)."""
    if not text or text.strip() in _NO_COLOR:
        return ""
    from tinycss2.color4 import parse_color

    try:
        color = parse_color(text.strip())
        parts = color.to("srgb").coordinates
    except (AttributeError, NotImplementedError):
        return _UNKNOWN
    levels = (round(255 * min(1.0, max(0.0, part or 0.0))) for part in parts)
    return _TRANSPARENT if color.alpha < _MAX_UNSEEN_OPACITY else "".join(f"{level:02x}" for level in levels)


def _length(text: str, around: float) -> float | None:
    """A length in points, None where it is none; em and % are shares of `around`."""
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        return None
    value, unit = float(match[1]), match[2].lower()
    if unit in {"em", "%", "rem"}:
        return value * (DEFAULT_POINTS if unit == "rem" else around) / (100 if unit == "%" else 1)
    return value * _POINTS_OF_UNITS.get(unit, _PX_OF_POINT)


def _number(text: str) -> float:
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1]) if match else 1.0


def _printed(pseudo: str, declared: Declarations, element: PageElement) -> str:
    """The text that a style sheet puts before or behind an element, or that it does something to its first letter."""
    if pseudo.startswith("first-"):
        return UNKNOWN_DIGITS if declared.keys() & {"display", "visibility", "color", "font-size", "opacity"} else ""
    value = declared.get("content", "")
    texts = re.findall(r"""["']([^"']*)["']""", value)
    texts += [element.get(name) or "" for name in re.findall(r"attr\(\s*([\w-]+)", value)]
    # That of a counter is a digit that nobody can know here.
    return "".join(texts) + (UNKNOWN_DIGITS if "counter" in value else "")
