"""What boxes of one style have in common, worked out once for the style.

WeasyPrint works it out for every box: margins and paddings, the height of a line, backgrounds and rounded corners. A
style that names no percentage gives all its boxes the same, and styles are kept from report to report.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gkgen.writers.pdf.patching import everywhere, exchanged

LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *(f"{limit}{axis}" for limit in ("", "min_", "max_") for axis in ("width", "height")),
)
SIDES = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = (0, 0)


@contextmanager
def kept_measures() -> Iterator[None]:
    """While it lasts, WeasyPrint takes the measures that it worked out for a style before."""
    from weasyprint.layout.background import layout_box_backgrounds
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.text.line_break import strut

    exchanges = (
        *everywhere(resolve_percentages, _resolving(resolve_percentages)),
        *everywhere(layout_box_backgrounds, _backing(layout_box_backgrounds)),
        *everywhere(strut, once("strut", strut)),
    )
    with exchanged(*exchanges):
        yield


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
    from weasyprint.formatting_structure.boxes import TableCellBox
    from weasyprint.layout.percent import adjust_box_sizing

    absolute, without_height = once("lengths", _absolute), once("low", _without_height)

    def resolved(box: Any, containing_block: Any) -> None:
        style = getattr(box.style, "kept_whole", box.style)
        lengths = absolute(style)
        if lengths is None:
            resolve(box, containing_block)
            return
        own = box.__dict__
        own.update(lengths)
        # A cell keeps the borders that were agreed on with its neighbours.
        collapse = style["border_collapse"] == "collapse"
        for side in SIDES:
            if not (collapse and side in own):
                own[side] = style[side]
        if style["box_sizing"] != "content-box":
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")
        if isinstance(box, TableCellBox):
            # The layout of tables would copy the style of every cell that has a height, to take the height out.
            box.style = without_height(style)

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


def _without_height(style: Any) -> Any:
    if style["height"] == "auto":
        return style
    low = style.copy()
    low["height"] = "auto"
    low.kept_whole = style
    return low


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
