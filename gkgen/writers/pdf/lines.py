"""Justified Chinese lines.

WeasyPrint widens spaces only, and Chinese has none. What a line leaves open is spread between all its characters here,
after the layout and before the drawing, as Word and LibreOffice do; no line breaks elsewhere for it.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from gkgen.line_setter.measured_text import MAX_OPENING_EMS


def justify(pages: Iterable[Any]) -> None:
    """Justify the lines of every block whose style says `--justify: characters`, but the last line of each.

    Text inside that says `--justify: none` stays as it is.
    """
    for page in pages:
        for block in page._page_box.descendants():
            for line in getattr(block, "children", ()):
                # The box of a `::first-line` is a line in a line, and does not say where the text goes on.
                is_broken = _is_line(line) and getattr(line, "resume_at", None) is not None
                if is_broken and _is_loose(line) and not _is_set(line):
                    _justify(line, block.content_box_x() + block.width + block.padding_right)


def _is_line(box: Any) -> bool:
    return type(box).__name__ == "LineBox"


def _is_set(line: Any) -> bool:
    """Whether the line setter has made the line, justified already."""
    return hasattr(line, "is_set")


def _is_loose(box: Any) -> bool:
    return any(getattr(token, "value", "") == "characters" for token in box.style["__justify"] or ())


def _justify(line: Any, right: float) -> None:
    texts = tuple(box for box in _texts(line) if box.style["visibility"] == "visible")
    if not texts:
        return
    last = texts[-1]
    gaps = sum(_gaps(box) for box in texts) - (1 if _is_loose(last) else 0)
    if gaps < 1:
        return
    # The spacing behind the last character reaches into the margin.
    open_width = right - (last.position_x + last.width - _spacing(last))
    gap = open_width / gaps
    if 0 < gap <= MAX_OPENING_EMS * last.style["font_size"]:
        _spread(line, gap, 0.0)


def _texts(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


class _Wider(dict[str, Any]):
    """A style with its own letter spacing; WeasyPrint's copies would each work out all their other values again."""

    def __init__(self, style: Any, spacing: float) -> None:
        super().__init__(letter_spacing=spacing)
        self.style = style

    def __missing__(self, name: str) -> Any:
        return self.style[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.style, name)


def _spread(box: Any, gap: float, shift: float) -> float:
    """Move a box to the right and widen it; gives how far what follows must move."""
    box.position_x += shift
    wider = 0.0
    if hasattr(box, "text") and _is_loose(box):
        box.style = _Wider(box.style, _spacing(box) + gap)
        wider = gap * _gaps(box)
    for child in getattr(box, "children", ()):
        wider = _spread(child, gap, shift + wider) - shift
    box.width += wider
    return shift + wider


def _spacing(box: Any) -> float:
    spacing = box.style["letter_spacing"]
    return 0.0 if spacing == "normal" else float(spacing)


def _gaps(box: Any) -> int:
    """How many characters can get space behind them; marks that combine with the one before them cannot."""
    if not _is_loose(box):
        return 0
    return sum(1 for character in box.text if unicodedata.category(character) not in {"Mn", "Me", "Cf"})
