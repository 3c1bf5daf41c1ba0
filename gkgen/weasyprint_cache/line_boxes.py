"""Blocks of text set by `gkgen.line_setter`: broken and shaped in one piece.

WeasyPrint breaks each line with a Pango layout for each of its inline boxes, and shapes each again to draw it.
"""

from collections.abc import Iterator
from typing import Any

from gkgen.line_setter import Line, Measure, set_lines
from gkgen.weasyprint_cache.inline_text import BlockText, InlineText, TextStyle, block_text, text_style
from gkgen.weasyprint_cache.patching import Patch, Target, font_configuration
from gkgen.weasyprint_cache.text_drawing import SetLine, drawing


class Offset(int):
    """Where a block goes on: the character. WeasyPrint itself counts child boxes, and has no such numbers."""


def _laying(lay_out: Any) -> Any:
    """`iter_line_boxes` for blocks of plain text."""

    def lines(context: Any, box: Any, y: float, bottom: float, skipped: Any, around: Any, *rest: Any) -> Any:
        start = next(iter(skipped)) if skipped else Offset(0)
        is_ours = isinstance(start, Offset)
        # Of the rest, the last two are styles of a first letter or line.
        block = block_text(box) if is_ours and not context.excluded_shapes and not any(rest[-2:]) else None
        if block is None:
            plain = _plain_skip(box, start) if is_ours and skipped else skipped
            return lay_out(context, box, y, bottom, plain, around, *rest)
        return _lines(block, box, y, start, around)

    return lines


def _lines(block: BlockText, box: Any, y: float, start: int, around: Any) -> Iterator[Any]:
    from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages

    resolve_percentages(box, around)
    box.text_indent = 0
    if not start:
        resolve_one_percentage(box, "text_indent", around.width)
    # The spacing behind the last character reaches into the padding.
    measure = Measure(around.width, around.width - box.text_indent, around.padding_right)
    for line in set_lines(block.text, start, measure):
        box.position_y = y
        made = _line_box(block, box, line, around)
        y += made.height
        box.text_indent = 0
        yield made, None if line.end >= len(block.text.text) else {Offset(line.end): None}


def _plain_skip(box: Any, start: int) -> Any:
    """The place of a character as WeasyPrint has it: the child boxes, and bytes in the text."""
    for index, child in enumerate(box.children):
        length = sum(map(len, _contents(child)))
        if start < length:
            is_text = hasattr(child, "text")
            return {index: {len(child.text[:start].encode()): None} if is_text else _plain_skip(child, start)}
        start -= length
    return None


def _contents(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _contents(child)


def _line_box(block: BlockText, box: Any, line: Line, around: Any) -> Any:
    main, indent = text_style(box.style), box.text_indent
    left = around.content_box_x() + indent
    free = max(0.0, around.width - indent - line.width)
    align = box.style["text_align_all"]
    left += free / 2 if align == "center" else free if align in {"end", "right"} else 0.0
    made = box.copy()
    made.is_set = True
    made.remove_decoration_sides = set()
    made.position_x = left - indent
    made.width, made.height, made.baseline = line.width, main.line_height, main.baseline
    made.margin_top = made.margin_bottom = 0
    made.children = list(_children(block, line, left, box.position_y, main))
    return made


def _children(block: BlockText, line: Line, left: float, y: float, main: TextStyle) -> Iterator[Any]:
    """Text boxes of a line, one for each stretch of one look, in the box of its link where it is in one."""
    text, advances = block.text, block.text.advances
    for start, stop, inline in _stretches(block, line):
        spacings = line.spacings[start - line.start : stop - line.start]
        width = sum(advances[start:stop]) + sum(spacings)
        child = _placed(inline.box, left, y, width, main)
        child.text = text.text[start:stop]
        child.pango_layout = SetLine(block, start, spacings, child.text)
        if inline.link is not None:
            outer = _placed(inline.link, left, y, width, main)
            outer.children = [child]
            child = outer
        yield child
        left += width


def _stretches(block: BlockText, line: Line) -> Iterator[tuple[int, int, InlineText]]:
    """The parts of a line that look alike and are in one link."""
    begun: tuple[int, int, InlineText] | None = None
    for inline in block.inlines:
        start, stop = max(inline.start, line.start), min(inline.start + len(inline.box.text), line.stop)
        if start >= stop:
            continue
        if begun and _is_alike(begun[2], inline):
            begun = begun[0], stop, begun[2]
            continue
        if begun:
            yield begun
        begun = start, stop, inline
    if begun:
        yield begun


def _is_alike(one: InlineText, other: InlineText) -> bool:
    return (
        one.style.font == other.style.font
        and one.link is other.link
        and one.style.style["color"] == other.style.style["color"]
    )


def _placed(source: Any, left: float, y: float, width: float, main: TextStyle) -> Any:
    child = source.copy()
    child.remove_decoration_sides = set()
    child.position_x, child.position_y, child.width = left, y, width
    child.height, child.baseline = main.line_height, main.baseline
    child.margin_top = child.margin_bottom = 0
    if hasattr(child, "children"):
        for side in ("left", "right", "top", "bottom"):
            child.__dict__.update({f"margin_{side}": 0, f"padding_{side}": 0, f"border_{side}_width": 0})
    return child


PATCH = Patch(
    "text lines",
    __name__,
    (
        Target(
            "weasyprint.layout.inline",
            "iter_line_boxes",
            _laying,
            lambda context, *_: context.font_config is font_configuration(),
            frozenset({"6133a0ef6e562fad", "sha256=DnwVaTMPVHNO1htW"}),
        ),
        Target(
            "weasyprint.draw.text",
            "draw_first_line",
            drawing,
            lambda stream, box, *_: type(box.pango_layout) is SetLine,
            frozenset({"df38b8753e86c3ba", "sha256=yaRQqiCSd-dgIn4f"}),
        ),
    ),
)
