"""Lines with nothing but one text, such as the cells of tables have, laid out once for all reports.

Where the same text has the same style and the same place between left and right, its lines differ only in how far down
they stand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from gkgen.writers.pdf.measures import LENGTHS, SIDES
from gkgen.writers.pdf.patching import exchanged
from gkgen.writers.pdf.texts import LONGEST, copied, is_kept, keep

# What the layout of a line finds out about its boxes; all else is theirs before, and their report's.
_FOUND = (
    *LENGTHS,
    *SIDES,
    *("position_x", "position_y", "baseline", "text", "text_indent", "pango_layout", "justification_spacing"),
)


@dataclass(frozen=True, slots=True)
class _Label:
    """What was found about a line and its text, and where the text goes on; `styles` are held, as they name it."""

    line: dict[str, Any]
    text: dict[str, Any]
    resume_at: Any
    styles: tuple[Any, Any]


_kept: dict[Any, _Label] = {}


@contextmanager
def kept_labels() -> Iterator[None]:
    """While it lasts, WeasyPrint takes the lines that it laid out before."""
    from weasyprint.layout import inline

    with exchanged((inline, "get_next_linebox", _laying(inline.get_next_linebox))):
        yield


def _laying(lay_out: Any) -> Any:
    def laid_out(context: Any, box: Any, y: float, bottom: Any, skipped: Any, block: Any, *rest: Any) -> Any:
        # Of the rest, the last two are styles of a first letter or line.
        if not _is_label(box) or context.excluded_shapes or any(rest[-2:]):
            return lay_out(context, box, y, bottom, skipped, block, *rest)
        (child,) = box.children
        room = block.content_box_x(), block.width, box.text_indent, block.style["direction"]
        key = child.text, id(child.style), id(box.style), _place(skipped), *room
        if key in _kept:
            return _again(_kept[key], box, y)
        line, resume_at = lay_out(context, box, y, bottom, skipped, block, *rest)
        if line is not None and _is_regular(line, y):
            found = _found(line), _found(line.children[0])
            keep(_kept, key, _Label(*found, resume_at, (child.style, box.style)))
        return line, resume_at

    return laid_out


def _is_label(box: Any) -> bool:
    from weasyprint.formatting_structure.boxes import TextBox

    if len(box.children) != 1 or type(box.children[0]) is not TextBox:
        return False
    return len(box.children[0].text) <= LONGEST and is_kept(box.style) and is_kept(box.children[0].style)


def _place(skipped: Any) -> Any:
    """Where the text goes on, {0: {6: None}}, as (0, (6, None)); None at its beginning."""
    if skipped is None:
        return None
    ((index, rest),) = skipped.items()
    return index, _place(rest)


def _is_regular(line: Any, y: float) -> bool:
    """Whether the line has its one text, and that stands where `_again` would place it."""
    return len(line.children) == 1 and line.position_y == y and line.children[0].position_y == _height(line, y)


def _height(line: Any, y: float) -> float:
    """Where the text stands: on the base line. The sum is made in the order in which WeasyPrint makes it."""
    return float(-line.children[0].baseline + (y + line.baseline))


def _found(box: Any) -> dict[str, Any]:
    return {name: box.__dict__[name] for name in _FOUND if name in box.__dict__}


def _again(label: _Label, box: Any, y: float) -> tuple[Any, Any]:
    (child,) = box.children
    line, text = box.copy(), child.copy()
    for new, found in ((line, label.line), (text, label.text)):
        new.__dict__.update(found)
        new.remove_decoration_sides = set()
    text.pango_layout = copied(text.pango_layout)
    line.children = [text]
    line.position_y, text.position_y = y, _height(line, y)
    return line, label.resume_at
