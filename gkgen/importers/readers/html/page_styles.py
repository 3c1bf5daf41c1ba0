"""How the elements of a page look: by their tags, its style sheets and their own style attributes (CSS 2.2).

Only what decides whether and how a text is read: shown or not, struck, raised, its size and colours. Style sheets in
files of their own are not there to be read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gkgen import lazy_re as re
from gkgen.importers.readers.html.page_tree import DEFAULT_POINTS, NO_LOOK, ElementLook, PageElement

_PX_OF_POINT = 0.75
_POINTS_OF_UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
_SIZES = {"xx-small": 7.0, "x-small": 8.0, "small": 10.0, "medium": 12.0, "large": 14.0, "x-large": 18.0}
_FONT_SIZES = {"1": 8.0, "2": 10.0, "3": 12.0, "4": 14.0, "5": 18.0, "6": 24.0, "7": 36.0}
_SMALLER, _LARGER = 0.83, 1.2
_LENGTH = re.compile(r"\s*(-?(?:\d+(?:\.\d*)?|\.\d+))\s*([a-z%]*)", re.IGNORECASE)
# Further away than this, in points, nobody sees it; moved up or down by more than this, it is none of its line.
_FAR_POINTS = 300.0
_MIN_RAISED_POINTS = 1.5
_NOTHING = re.compile(r"inset\(\s*(?:50|100)%|rect\(\s*0(?:px)?[\s,]+0(?:px)?[\s,]+0(?:px)?[\s,]+0|circle\(\s*0")
_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_RAISED_TAGS = frozenset({"sup", "sub"})
_CELLS = frozenset({"td", "th"})
_UNREAD_TAGS = frozenset({"rt", "rp"})
# Of these alone the declarations are kept.
_SHOWING = """
    display visibility opacity color background background-color font-size font font-weight text-decoration
    text-decoration-line vertical-align position margin-left left right top bottom text-indent clip clip-path
    width height max-height max-width overflow transform content mso-hide float direction unicode-bidi margin-right
    letter-spacing
"""
_PROPERTIES = frozenset(_SHOWING.split())
MAX_SELECTORS = 3_000
"""Of the style sheets of a page; those beyond are not read."""

Declarations = Mapping[str, str]


def apply_styles(root: PageElement) -> None:
    """Gives each element of a page its look."""
    sheets = _sheets(root)
    has_more = any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))
    paper = NO_LOOK if has_more else replace(NO_LOOK, ground="ffffff")
    for begins, element in root.walk(lambda element: True):
        if begins:
            around = element.parent.look if element.parent is not None else paper
            element.look = _look(element, around, sheets.get(element, ()))


def _look(element: PageElement, around: ElementLook, declared: Sequence[tuple[str, Declarations]]) -> ElementLook:
    own = declarations_of(element.get("style") or "")
    style = {name: value for pseudo, each in (*declared, ("", own)) if not pseudo for name, value in each.items()}
    added = tuple(text for pseudo, each in declared if pseudo and (text := _content(each.get("content", ""))))
    points = _points(style, element, around.points)
    color = _color(style.get("color", element.get("color") if element.tag == "font" else "") or "")
    ground = _ground(style, element)
    struck = "line-through" in f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    return ElementLook(
        around.is_hidden or _is_hidden(element, style) or color == "transparent",
        {"hidden": True, "collapse": True, "visible": False}.get(style.get("visibility", ""), around.is_invisible),
        around.is_struck or element.tag in _STRUCK_TAGS or struck,
        around.is_raised or element.tag in _RAISED_TAGS or _is_raised(style, points),
        _is_bold(element, style, is_bold=around.is_bold),
        points,
        around.color if color in {"", "transparent"} else color,
        ground or around.ground,
        added,
        _is_placed(element, style) or (around.is_placed and element.tag not in _CELLS),
    )


def _is_hidden(element: PageElement, style: Declarations) -> bool:
    """Whether nothing of it is shown; whatever makes a text unseen on purpose counts."""
    if element.tag in _UNREAD_TAGS or "hidden" in element.attributes:
        return True
    if style.get("display") == "none" or style.get("mso-hide") == "all" or _number(style.get("opacity", "1")) == 0:
        return True
    if _NOTHING.search(f"{style.get('clip', '')} {style.get('clip-path', '')}") or "scale(0" in style.get(
        "transform", ""
    ):
        return True
    places = (style.get(name, "") for name in ("left", "top", "right", "bottom", "text-indent", "margin-left"))
    if any(abs(_length(place, 1.0) or 0.0) > _FAR_POINTS and place.lstrip().startswith("-") for place in places):
        return True
    boxes = (style.get(name, "") for name in ("width", "height", "max-width", "max-height"))
    return "hidden" in style.get("overflow", "") and any(_length(box, 1.0) == 0 for box in boxes)


def _is_placed(element: PageElement, style: Declarations) -> bool:
    """Whether it is shown beside, over or in another order than the text around it."""
    if style.get("position") in {"absolute", "fixed"} or style.get("float") in {"left", "right"}:
        return True
    if element.tag == "bdo" or "override" in style.get("unicode-bidi", "") or style.get("direction") == "rtl":
        return True
    moved = (_length(style.get(name, ""), 1.0) or 0.0 for name in ("margin-left", "margin-right", "letter-spacing"))
    return (element.get("dir") or "").lower() == "rtl" or any(by < 0 for by in moved) or "transform" in style


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
    if not value and (found := re.search(r"(?:^|\s)(\d[\d.]*(?:px|pt|em|rem|%))(?:[\s/]|$)", style.get("font", ""))):
        value = found[1]
    if value in _SIZES:
        return _SIZES[value]
    if value in {"smaller", "larger"}:
        return around * (_SMALLER if value == "smaller" else _LARGER)
    if (size := _length(value, around)) is not None:
        return max(size, 0.1)
    if element.tag == "font" and (size := _FONT_SIZES.get((element.get("size") or "").strip())):
        return size
    return around * {"small": _SMALLER, "big": _LARGER}.get(element.tag, 1.0)


def _ground(style: Declarations, element: PageElement) -> str:
    words = f"{style.get('background', '')} {style.get('background-color', '')} {element.get('bgcolor') or ''}"
    found = (_color(word) for word in re.findall(r"#\w+|rgba?\([^)]*\)|[a-z]+", words.lower()))
    return next((color for color in found if color not in {"", "transparent"}), "")


def _color(text: str) -> str:
    """Six hexadecimal digits, empty where it is no colour, or `transparent`."""
    if not text:
        return ""
    from tinycss2.color3 import parse_color

    color = parse_color(text.strip())
    if not isinstance(color, tuple):
        return ""
    red, green, blue, alpha = color
    return "transparent" if alpha < 0.05 else "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


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


def _content(value: str) -> str:
    """The text that `content` prints; that of a counter is a digit that nobody can know here."""
    return "".join(re.findall(r"""["']([^"']*)["']""", value)) + ("\ufffc" if "counter" in value else "")


def declarations_of(text: str) -> dict[str, str]:
    """The declarations of a style attribute or a rule that decide how a text is read; the last of a name counts."""
    found: dict[str, str] = {}
    for declaration in re.split(r";(?![^(]*\))", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
        name, separator, value = declaration.partition(":")
        if separator and (known := name.strip().lower()) in _PROPERTIES:
            found[known] = value.replace("!important", "").strip()[:200].lower()
    return found


def _sheets(root: PageElement) -> dict[PageElement, list[tuple[str, Declarations]]]:
    """The declarations of the style elements of a page for its elements, the weaker ones first."""
    text = "\n".join(style.all_text() for style in root.iter("style"))
    rules = [rule for rule in _rules(text) if rule[1]]
    if not rules:
        return {}
    import cssselect2

    matcher = cssselect2.Matcher()
    for prelude, declared in rules[:MAX_SELECTORS]:
        try:
            selectors = cssselect2.compile_selector_list(prelude)
        except cssselect2.SelectorError:
            continue
        for selector in selectors:
            matcher.add_selector(selector, declared)
    known = {id(element.source): element for element in root.iter()}
    found: dict[PageElement, list[tuple[str, Declarations]]] = {}
    for wrapped in cssselect2.ElementWrapper.from_html_root(root.source).iter_subtree():
        element = known.get(id(wrapped.etree_element))
        if element is not None and (matches := matcher.match(wrapped)):
            found[element] = [(pseudo or "", declared) for _, _, pseudo, declared in matches]
    return found


def _rules(text: str) -> Iterator[tuple[Any, Declarations]]:
    """Selectors and declarations of a style sheet, those for the screen and for all media too."""
    if not text.strip():
        return
    import tinycss2

    waiting = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    while waiting:
        rule = waiting.pop(0)
        if rule.type == "qualified-rule":
            yield rule.prelude, declarations_of(tinycss2.serialize(rule.content))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None:
            media = tinycss2.serialize(rule.prelude).lower()
            if "print" not in media and "width" not in media:
                waiting[:0] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
