"""Styles of a Word file: level of a heading, list, weight, whether it is hidden (ECMA-376, part 1, 17.7.4).

What the style says on which another is based counts for that as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gkgen import lazy_re as re
from gkgen.ooxml import W, style_names
from gkgen.ooxml.elements import Element

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|目录|wpsoffice手动目录)\s*(?:\d|heading|标题)?", re.IGNORECASE)
_NO = frozenset({"0", "false", "off", "none"})
# Styles that are based on one another have an end in Word.
_MAX_INHERITANCE_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, the level of a heading, its list, its weight; None where it says nothing of that itself."""

    name: str
    level: int | None = None
    list: tuple[str, int] | None = None
    bold: bool | None = None
    hidden: bool | None = None
    kind: str = "paragraph"
    base: str = ""

    @property
    def is_contents(self) -> bool:
        """Whether it is that of a line in a table of contents."""
        return bool(_CONTENTS.fullmatch(self.name))


def read_styles(root: Element | None) -> dict[str, Style]:
    """The styles by what paragraphs and runs call them."""
    if root is None:
        return {}
    names = style_names(root)
    own = {key: _style(style, names.get(key, "")) for style in root.iter(f"{W}style") if (key := _key(style))}
    return {key: _based(style, own) for key, style in own.items()}


def _key(style: Element) -> str:
    return style.get(f"{W}styleId", "")


def _style(style: Element, name: str) -> Style:
    heading = _HEADING.fullmatch(name)
    base = style.find(f"{W}basedOn")
    return Style(
        name,
        int(heading[1]) if heading else outline_of(style),
        list_of(style.find(f"{W}pPr/{W}numPr")),
        is_on(style, "b"),
        is_on(style, "vanish"),
        style.get(f"{W}type", "paragraph"),
        base.get(f"{W}val", "") if base is not None else "",
    )


def _based(style: Style, styles: Mapping[str, Style]) -> Style:
    """The style with what it has from those that it is based on."""
    found, base = style, styles.get(style.base)
    for _ in range(_MAX_INHERITANCE_DEPTH):
        if base is None:
            break
        found = replace(
            found,
            level=base.level if found.level is None else found.level,
            list=found.list or base.list,
            bold=base.bold if found.bold is None else found.bold,
            hidden=base.hidden if found.hidden is None else found.hidden,
        )
        base = styles.get(base.base)
    return found


def outline_of(node: Element) -> int | None:
    """The level that a style or a paragraph states itself, from 1; 0 for text, None where it states none."""
    mark = node.find(f"{W}pPr/{W}outlineLvl")
    if mark is None:
        return None
    digits = mark.get(f"{W}val", "9")
    level = int(digits) if digits.isdecimal() and len(digits) < 3 else 9
    return level + 1 if level < 9 else 0


def list_of(mark: Element | None) -> tuple[str, int] | None:
    """The list of a paragraph or a style, and the level in it."""
    if mark is None:
        return None
    number, level = mark.find(f"{W}numId"), mark.find(f"{W}ilvl")
    depth = level.get(f"{W}val", "0") if level is not None else "0"
    return (number.get(f"{W}val", ""), int(depth) if depth.isdecimal() else 0) if number is not None else None


def is_on(node: Element, name: str) -> bool | None:
    """Whether a style or a run has a property such as w:b, None where it does not say (17.17.4)."""
    mark = node.find(f"{W}rPr/{W}{name}")
    return None if mark is None else mark.get(f"{W}val", "1") not in _NO
