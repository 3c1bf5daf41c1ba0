"""Blocks of text set by `gkgen.line_setter`: broken and shaped in one piece.

WeasyPrint breaks each line with a Pango layout for each of its inline boxes, and shapes each again to draw it.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gkgen.line_setter import Line, break_lines, is_spaced, opening
from gkgen.weasyprint_cache.inline_text import BlockText, TextStyle, block_text, text_box, text_style
from gkgen.weasyprint_cache.patching import Patch, Target, font_configuration
from gkgen.weasyprint_cache.text_drawing import LinePart, SetLine, drawing


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
    indent = box.text_indent
    lines = break_lines(block.text, start, around.width, around.width - indent)
    for line in lines:
        is_last = line is lines[-1]
        box.position_y = y
        made = _line_box(block, box, line, around, is_last=is_last)
        y += made.height
        box.text_indent = 0
        yield made, None if is_last else {Offset(line.end): None}


def _plain_skip(box: Any, start: int) -> Any:
    """The place of a character as WeasyPrint has it: the child box, and bytes in its text."""
    for index, child in enumerate(box.children):
        text = text_box(child).text
        if start < len(text):
            inside = {len(text[:start].encode()): None}
            return {index: inside if text_box(child) is child else {0: inside}}
        start -= len(text)
    return None


def _line_box(block: BlockText, box: Any, line: Line, around: Any, *, is_last: bool) -> Any:
    main, indent = text_style(box.style), box.text_indent
    right = around.content_box_x() + around.width
    left = around.content_box_x() + indent
    free = max(0.0, right - left - line.width)
    align = box.style["text_align_all"]
    left += free / 2 if align == "center" else free if align in {"end", "right"} else 0.0
    gap = 0.0
    if main.manner.is_loose and not is_last:
        # The spacing behind the last character reaches into the margin.
        reach = right + around.padding_right - left - line.width + _last_tracking(block, line)
        gap = opening(block.text, line, reach, main.size)
    made = box.copy()
    made.is_set = True
    made.remove_decoration_sides = set()
    made.position_x = left - indent
    made.width, made.height, made.baseline = line.width, main.line_height, main.baseline
    made.margin_top = made.margin_bottom = 0
    made.children = list(_children(block, line, left, box.position_y, gap, main))
    return made


def _last_tracking(block: BlockText, line: Line) -> float:
    manners = block.text.manners[line.start : line.stop]
    return next((manner.tracking for manner in reversed(manners) if not manner.is_hidden), 0.0)


def _children(block: BlockText, line: Line, left: float, y: float, gap: float, main: TextStyle) -> Iterator[Any]:
    """Text boxes of a line, one for each stretch of visible text in one font."""
    child, font = None, None
    places = block.text.places
    for start, stop, trait in _same(block.traits, line.start, line.stop):
        width = places[stop] - places[start]
        if not trait.manner.is_hidden:
            wider = gap if trait.manner.is_loose else 0.0
            if child is None or trait.font != font or trait.style["color"] != child.style["color"]:
                if child is not None:
                    yield child
                child, font = _text(block, start, left, y, main), trait.font
            child.text += block.text.text[start:stop]
            child.pango_layout.text = child.text
            parts = child.pango_layout.parts
            parts.append(LinePart(left - child.position_x, start, stop, trait.manner.tracking + wider))
            if wider:
                width += wider * sum(map(is_spaced, block.text.text[start:stop]))
            child.width = left + width - child.position_x
        left += width
    if child is not None:
        yield child


def _same(traits: list[TextStyle], start: int, stop: int) -> Iterator[tuple[int, int, TextStyle]]:
    """Stretches of characters of one style."""
    cuts = [place for place in range(start + 1, stop) if traits[place] is not traits[place - 1]]
    yield from ((first, last, traits[first]) for first, last in pairwise((start, *cuts, stop)) if first < last)


def _text(block: BlockText, start: int, left: float, y: float, main: TextStyle) -> Any:
    source = next(box for begin, box in reversed(block.boxes) if begin <= start)
    child = source.copy()
    child.remove_decoration_sides = set()
    child.pango_layout = SetLine(block)
    child.text = ""
    child.position_x, child.position_y, child.width = left, y, 0.0
    child.height, child.baseline = main.line_height, main.baseline
    child.margin_top = child.margin_bottom = 0
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
