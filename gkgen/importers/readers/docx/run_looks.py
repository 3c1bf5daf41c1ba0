"""How a run of a Word file is shown: by its own properties, its style, its paragraph's (ECMA-376, part 1, 17.3.2)."""

from dataclasses import dataclass, fields

from gkgen import lazy_re as re
from gkgen.ooxml import W
from gkgen.ooxml.elements import Element

_NO = frozenset({"0", "false", "off", "none"})
_COLOR = re.compile("[0-9A-Fa-f]{6}")
_HALF_POINTS = 2
# What Word takes where a file says nothing (17.3.2.38).
_DEFAULT_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class RunLook:
    """What properties say of a run, None where they say nothing; `points` is the size of its letters."""

    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    web_hidden: bool | None = None
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
    hidden = (_is_on(properties, "vanish"), _is_on(properties, "specVanish"))
    return RunLook(
        _is_on(properties, "b"),
        _any(struck),
        _any(hidden),
        _is_on(properties, "webHidden"),
        _raised(properties),
        _points(properties),
        _color(_value(properties, "color")),
        ground_of(properties),
    )


def is_on(node: Element, name: str) -> bool | None:
    """Whether a style or a run has a property such as w:b, None where it does not say (17.17.4)."""
    properties = node.find(f"{W}rPr")
    return None if properties is None else _is_on(properties, name)


def ground_of(properties: Element | None) -> str | None:
    """The colour behind the text of a run, a paragraph or a cell, None where nothing is said of it (17.3.5)."""
    mark = properties.find(f"{W}shd") if properties is not None else None
    return _color(mark.get(f"{W}fill")) if mark is not None else None


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


def _color(value: str | None) -> str | None:
    return value.lower() if value and _COLOR.fullmatch(value) else None
