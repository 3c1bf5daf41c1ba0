"""What boxes of one style have in common, worked out once for the style.

WeasyPrint works it out for every box: margins and paddings, the height of a line, backgrounds and rounded corners. A
style that names no percentage gives all its boxes the same, and styles are kept from report to report.
"""

from typing import Any

from gkgen.weasyprint_cache.patching import Patch, Target, styled_by_us

LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
_SIDES = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = (0, 0)


def once(name: str, work_out: Any) -> Any:
    """The function of a style, whose result stays with the style."""
    name = f"kept_{name}"

    def kept(style: Any) -> Any:
        try:
            return getattr(style, name)
        except AttributeError:
            found = work_out(style)
            setattr(style, name, found)
            return found

    return kept


def _resolving(resolve: Any) -> Any:
    from weasyprint.layout.percent import adjust_box_sizing

    absolute = once("lengths", _absolute)

    def resolved(box: Any, containing_block: Any) -> None:
        style = box.style
        lengths = absolute(style)
        if lengths is None:
            resolve(box, containing_block)
            return
        own = box.__dict__
        own.update(lengths)
        # A cell keeps the borders that were agreed on with its neighbours.
        collapse = style["border_collapse"] == "collapse"
        for side in _SIDES:
            if not (collapse and side in own):
                own[side] = style[side]
        if style["box_sizing"] != "content-box":
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")

    return resolved


def _absolute(style: Any) -> dict[str, Any] | None:
    """The lengths of a style in pixels; none when one of them depends on the box around."""
    lengths: dict[str, Any] = {}
    for name in LENGTHS:
        value = style[name]
        if value != "auto" and getattr(value, "unit", None) != "px":
            return None
        lengths[name] = value if value == "auto" else value.value
        if value == "auto" and name in {"min_width", "min_height"}:
            lengths[name] = 0
    return lengths


def _backing(lay_out: Any) -> Any:
    bare = once("bareness", _is_bare)

    def laid_out(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
        if style is not None or box is page or not bare(box.style):
            lay_out(page, box, get_image, layout_children, style)
            return
        own = box.__dict__
        own["background"] = None
        for corner in _CORNERS:
            own[corner] = _SQUARE
        for child in box.all_children():
            laid_out(page, child, get_image)

    return laid_out


def _is_bare(style: Any) -> bool:
    """Whether boxes of the style have no background, no picture at their border, no shadow and no round corner."""
    from weasyprint.draw.color import get_color

    return (
        all((0, "px") in style[corner] for corner in _CORNERS)
        and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and all(kind == "none" for kind, _ in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
    )


PATCH = Patch(
    "box measures",
    __name__,
    (
        Target(
            "weasyprint.layout.percent",
            "resolve_percentages",
            _resolving,
            lambda box, *_: styled_by_us(box.style),
            frozenset({"92016b948f740deb", "sha256=usGQ4kDc4XtDQv65"}),
        ),
        Target(
            "weasyprint.layout.background",
            "layout_box_backgrounds",
            _backing,
            lambda page, box, *_: styled_by_us(box.style),
            frozenset({"3a31f4bc48483de6", "sha256=PZiUnk_nG8calrx-"}),
        ),
        Target(
            "weasyprint.text.line_break",
            "strut",
            lambda strut: once("strut", strut),
            lambda style, *_: styled_by_us(style),
            frozenset({"e0631a4e87ce02c2", "sha256=H1qFWtmS4L669VEt"}),
        ),
    ),
)
