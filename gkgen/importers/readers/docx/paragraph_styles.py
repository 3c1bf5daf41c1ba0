"""Styles of a Word file: level of a heading, list, how text looks (ECMA-376, part 1, 17.7.4).

What the style says on which another is based counts for that as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gkgen import lazy_re as re
from gkgen.importers.readers.docx.run_looks import DEFAULT_LOOK, NO_LOOK, RunLook, ground_of, look_of
from gkgen.ooxml import W, style_names
from gkgen.ooxml.elements import Element

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|目录|wpsoffice手动目录)\s*(?:\d|heading|标题)?", re.IGNORECASE)
# Styles that are based on one another have an end in Word.
_MAX_INHERITANCE_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, the level of a heading, its list, how its text looks; None where it says nothing itself."""

    name: str
    level: int | None = None
    list: tuple[str, int] | None = None
    look: RunLook = NO_LOOK
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


def default_look(root: Element | None) -> RunLook:
    """How text looks that no style and no property speaks of (17.7.5)."""
    default = root.find(f"{W}docDefaults/{W}rPrDefault") if root is not None else None
    return (look_of(default) if default is not None else NO_LOOK).over(DEFAULT_LOOK)


def _key(style: Element) -> str:
    return style.get(f"{W}styleId", "")


def _style(style: Element, name: str) -> Style:
    heading = _HEADING.fullmatch(name)
    base = style.find(f"{W}basedOn")
    return Style(
        name,
        int(heading[1]) if heading else outline_of(style),
        list_of(style.find(f"{W}pPr/{W}numPr")),
        look_of(style).over(RunLook(ground=ground_of(style.find(f"{W}pPr")))),
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
            look=found.look.over(base.look),
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
