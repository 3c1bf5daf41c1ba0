"""The looks that Word templates are drawn in: gkgen's own, and those of templates/looks."""

from collections.abc import Mapping
from dataclasses import replace

from gkgen.word_templates.page_geometry import PITCH, mm, pt
from gkgen.word_templates.word_styles import STYLES, XIAOBIAOSONG, YAHEI, Look, ParagraphStyle

PLAIN = Look()
"""GB/T 9704-2012 without a letterhead."""
LETTERHEAD_STYLES = {"short": "Letterhead", "long": "LetterheadLong", "number": "DocumentNumber", "rule": "RedRule"}
"""Styles of the name of the office, by how long it is, of the 文号, and of the line where there is none."""
_RED = "FF0000"
_INK, _LINES, _SHADE = "1F3864", "8496B0", "E8EEF5"


def _with_letterhead() -> tuple[ParagraphStyle, ...]:
    """The name of the office 35 mm below the edge of the type area, the 文号 two lines below, the line 4 mm below that.

    The title is two lines below the line (GB/T 9704-2012, 7.2.4 to 7.3.1).
    """
    name = ParagraphStyle(
        LETTERHEAD_STYLES["short"],
        "发文机关标志",
        XIAOBIAOSONG,
        36,
        pt(46),
        (0, 0),
        "center",
        before=mm(35),
        color=_RED,
    )
    long_name = replace(name, identifier=LETTERHEAD_STYLES["long"], name="发文机关标志（长）", size=26, line=pt(36))
    number = ParagraphStyle(
        LETTERHEAD_STYLES["number"],
        "发文字号",
        line=PITCH,
        before=2 * PITCH,
        indent=(0, 0),
        align="center",
        rule_below=(16, 11),
        rule_color=_RED,
    )
    bare = replace(number, identifier=LETTERHEAD_STYLES["rule"], name="红色分隔线", before=0)
    rule = replace(bare, size=5, line=mm(4), rule_below=(16, 0))
    marks = (name, long_name, number, rule)
    return (*(replace(mark, tracking=0) for mark in marks), *map(_below_a_letterhead, STYLES))


def _below_a_letterhead(style: ParagraphStyle) -> ParagraphStyle:
    return replace(style, before=2 * PITCH) if style.identifier == "Title" else style


_MODERN_CHANGES: Mapping[str, Mapping[str, object]] = {
    "Title": {"size": 20, "line": pt(32), "after": pt(18), "rule_below": (12, 8), "bold": True, "color": _INK},
    "Heading1": {"size": 15, "line": pt(26), "before": pt(8), "indent": (0, 0), "bold": True, "color": _INK},
    "Heading2": {"size": 12.5, "line": pt(22), "before": pt(3), "indent": (0, 0), "bold": True},
    "Heading3": {"bold": True},
    "Caption": {"size": 10.5},
    **{f"Item{depth + 1}": {"indent": (pt(24) * depth, pt(24))} for depth in range(3)},
    **{f"Bullet{depth + 1}": {"indent": (pt(24) * depth + pt(36), -pt(12))} for depth in range(3)},
    "SmallTitle": {"size": 10.5},
    "SmallUnit": {"size": 10.5, "line": pt(16)},
    "Signature": {"line": pt(22), "before": pt(22)},
    "SmallText": {"size": 10.5, "line": pt(16)},
    "Footer": {"size": 10},
}


def _modern(style: ParagraphStyle) -> ParagraphStyle:
    faces = {"font": YAHEI} if style.font else {}
    face = {**faces, "latin": YAHEI, "rule_color": _LINES}
    return replace(style, **face, **_MODERN_CHANGES.get(style.identifier, {}))  # type: ignore[arg-type]


LOOKS: Mapping[str, Look] = {
    "letterhead": Look(styles=_with_letterhead(), has_letterhead=True),
    "modern": Look(
        styles=tuple(map(_modern, STYLES)),
        chinese=YAHEI,
        latin=YAHEI,
        size=12,
        pitch=pt(22),
        indent=pt(24),
        tracking=0,
        shade=_SHADE,
        lines=_LINES,
        margins=(mm(30), mm(27), mm(27), mm(27)),
    ),
}
"""By the name of their folder in templates/looks."""
