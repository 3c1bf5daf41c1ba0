"""How a run of a Word file is shown: by its own properties, its style, its paragraph's (ECMA-376, part 1, 17.3.2)."""

from dataclasses import dataclass, fields

from gkgen import lazy_re as re
from gkgen.ooxml import W
from gkgen.ooxml.elements import Element

_NO = frozenset({"0", "false", "off", "none"})
_COLOR = re.compile("[0-9A-Fa-f]{6}")
_HALF_POINTS = 2
# The colour of paper by its names in a theme (17.18.97), and the colours of highlighting (17.18.40).
_PAPER_NAMES = frozenset({"background1", "light1"})
_WHITE = "ffffff"
# Text effects go before the colour (MS-DOCX, 2.6.1): no filling, white by its name, or transparent, in thousandths of a
# percent.
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_PAPER_FILLS = frozenset({"bg1", "lt1"})
_MIN_TRANSPARENCY = 90_000
# Fonts in which a letter or a digit shows something else.
_SIGN_FONTS = re.compile(r"wingdings( [23])?|webdings|zapf ?dingbats|mt extra|marlett", re.IGNORECASE)
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000ff",
    "cyan": "00ffff",
    "green": "00ff00",
    "magenta": "ff00ff",
    "red": "ff0000",
    "yellow": "ffff00",
    "white": _WHITE,
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "c0c0c0",
}
# Letters squeezed to less than this share of their width, in percent, or set one upon the other, in twentieths of a
# point, cannot be read.
_MIN_WIDTH_PERCENT = 20
_MIN_SPACING = -80
# Digits further from each other than this, in twentieths of a point, may be two numbers.
_MAX_SPACING = 200
# What Word takes where a file says nothing (17.3.2.38).
_DEFAULT_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class RunLook:
    """What properties say of a run, None where they say nothing; `points` is the size of its letters.

    `beside` is what nobody can say of whether it belongs to the text around it.
    """

    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    beside: bool | None = None
    raised: bool | None = None
    points: float | None = None
    color: str | None = None
    ground: str | None = None

    def over(self, base: "RunLook") -> "RunLook":
        """This look, with what it does not say taken from another."""
        names = [each.name for each in fields(self)]
        own = {name: value for name in names if (value := getattr(self, name)) is not None}
        return RunLook(**{**{name: getattr(base, name) for name in names}, **own})


NO_LOOK = RunLook()
DEFAULT_LOOK = RunLook(points=_DEFAULT_POINTS)


def look_of(node: Element) -> RunLook:
    """What the properties of a run or of a style say."""
    properties = node.find(f"{W}rPr")
    if properties is None or not len(properties):
        return NO_LOOK
    struck = (_is_on(properties, "strike"), _is_on(properties, "dstrike"))
    fill = properties.find(f"{_W14}textFill")
    hidden = (_is_on(properties, "vanish"), _is_on(properties, "specVanish"), _is_unfilled(fill))
    return RunLook(
        _is_on(properties, "b"),
        _any(struck),
        _any((*hidden, _is_squeezed(properties))),
        _any((_is_on(properties, "webHidden"), _is_spread(properties), _is_of_signs(properties))),
        _raised(properties),
        _points(properties),
        _filled(fill) or _color(properties.find(f"{W}color"), "val", "themeColor"),
        _HIGHLIGHTS.get(_value(properties, "highlight") or "", ground_of(properties)),
    )


def is_on(node: Element, name: str) -> bool | None:
    """Whether a style or a run has a property such as w:b, None where it does not say (17.17.4)."""
    properties = node.find(f"{W}rPr")
    return None if properties is None else _is_on(properties, name)


def ground_of(properties: Element | None) -> str | None:
    """The colour behind the text of a run, a paragraph or a cell, None where nothing is said of it (17.3.5)."""
    mark = properties.find(f"{W}shd") if properties is not None else None
    return _color(mark, "fill", "themeFill")


def _is_on(properties: Element, name: str) -> bool | None:
    mark = properties.find(f"{W}{name}")
    return None if mark is None else mark.get(f"{W}val", "1") not in _NO


def _any(values: tuple[bool | None, ...]) -> bool | None:
    known = [value for value in values if value is not None]
    return any(known) if known else None


def _value(properties: Element, name: str) -> str | None:
    mark = properties.find(f"{W}{name}")
    return None if mark is None else mark.get(f"{W}val")


def _raised(properties: Element) -> bool | None:
    """Whether letters stand above or below the line, as superscript or by so many half points."""
    aligned, moved = _value(properties, "vertAlign"), _value(properties, "position")
    if aligned is None and moved is None:
        return None
    return aligned in {"superscript", "subscript"} or (moved or "0").lstrip("-+") not in {"", "0", "1", "2"}


def _points(properties: Element) -> float | None:
    value = _value(properties, "sz") or ""
    return int(value) / _HALF_POINTS if value.isdecimal() and len(value) < 5 else None


def _color(mark: Element | None, name: str, theme: str) -> str | None:
    """A colour by its digits, or white by what a theme calls it, which goes before the digits."""
    if mark is None:
        return None
    is_plain = mark.get(f"{W}{theme}Shade") is None and mark.get(f"{W}themeShade") is None
    if mark.get(f"{W}{theme}") in _PAPER_NAMES and is_plain:
        return _WHITE
    value = mark.get(f"{W}{name}")
    return value.lower() if value and _COLOR.fullmatch(value) else None


def _is_unfilled(fill: Element | None) -> bool | None:
    """Whether letters are filled with nothing, or with what one sees through."""
    if fill is None:
        return None
    values = (each.get(f"{_W14}val", "") for each in fill.iter(f"{_W14}alpha"))
    through = [int(value) for value in values if re.fullmatch(r"\d{1,6}", value)]
    return fill.find(f"{_W14}noFill") is not None or max(through, default=0) >= _MIN_TRANSPARENCY


def _filled(fill: Element | None) -> str | None:
    """The one colour with which letters are filled."""
    if fill is None:
        return None
    digits, name = (fill.find(f"{_W14}solidFill/{_W14}{each}") for each in ("srgbClr", "schemeClr"))
    if name is not None:
        return _WHITE if name.get(f"{_W14}val") in _PAPER_FILLS and not len(name) else None
    value = digits.get(f"{_W14}val", "") if digits is not None else ""
    return value.lower() if _COLOR.fullmatch(value) else None


def _is_of_signs(properties: Element) -> bool | None:
    """Whether letters are shown as signs (17.3.2.26)."""
    fonts = properties.find(f"{W}rFonts")
    name = fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi")) if fonts is not None else None
    return None if name is None else bool(_SIGN_FONTS.fullmatch(name))


def _is_squeezed(properties: Element) -> bool | None:
    """Whether letters are too narrow to be read, or stand one upon the other (17.3.2.43, 17.3.2.35)."""
    width, spacing = (_whole(_value(properties, name)) for name in ("w", "spacing"))
    if width is None and spacing is None:
        return None
    return (width or 100) < _MIN_WIDTH_PERCENT or (spacing or 0) < _MIN_SPACING


def _is_spread(properties: Element) -> bool | None:
    spacing = _whole(_value(properties, "spacing"))
    return None if spacing is None else spacing > _MAX_SPACING


def _whole(value: str | None) -> int | None:
    digits = (value or "").rstrip("%").removeprefix("-")
    return int((value or "").rstrip("%")) if digits.isdecimal() and len(digits) < 6 else None
