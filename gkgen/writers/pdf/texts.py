"""Texts shaped once: most of what stands in the tables of one report stands in those of all others.

Pango finds the glyphs of a text and their places in the layout, and again in the drawing. Here the first line of a text
stays with its style and the room that it had, and so do the glyphs that it was drawn with.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from gkgen.writers.pdf.glyphs import Recorder, Shown, are_shown
from gkgen.writers.pdf.patching import everywhere, exchanged

# So many lines are kept; a report has some hundred, and three of five stood in another before.
_MOST = 10_000
LONGEST = 60
"""Longer texts are sentences, which stand in one report only."""

_lines: dict[Any, Any] = {}
_drawn: dict[Any, tuple[Any, tuple[Shown, ...]]] = {}


@contextmanager
def kept_texts() -> Iterator[None]:
    """While it lasts, WeasyPrint takes the lines that it broke and drew before."""
    from weasyprint.draw.text import draw_first_line
    from weasyprint.text.line_break import Layout, split_first_line

    exchanges = (
        *everywhere(split_first_line, _splitting(split_first_line)),
        (Layout, "setup", _setting_up(Layout.setup)),
        (Layout, "reactivate", _put_off),
        (Layout, "deactivate", _deactivate),
        *everywhere(draw_first_line, _drawing(draw_first_line, Layout.reactivate)),
    )
    with exchanged(*exchanges):
        yield


def is_kept(style: Any) -> bool:
    """Whether other reports have the same style; what is inside an element has the element's, by another name."""
    return getattr(style, "is_kept", False) or getattr(getattr(style, "parent_style", None), "is_kept", False)


def keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    """Keeps a value; when there is no more room, all others go."""
    if len(kept) >= _MOST:
        kept.clear()
    kept[key] = value


def _splitting(split: Any) -> Any:
    def kept(text: str, style: Any, context: Any, *room: Any, **rest: Any) -> Any:
        if len(text) > LONGEST or not is_kept(style):
            return split(text, style, context, *room, **rest)
        key = text, id(style), room, *rest.items()
        found = _lines.get(key)
        if found is None:
            # The style is held, so that no other gets its identity.
            found = style, split(text, style, context, *room, **rest)
            keep(_lines, key, found)
        layout, *measures = found[1]
        return copied(layout), *measures

    return kept


def copied(layout: Any) -> Any:
    """A layout that can be changed while the other is kept."""
    copy = object.__new__(type(layout))
    copy.__dict__.update(layout.__dict__)
    return copy


def _setting_up(set_up: Any) -> Any:
    """Setting up a layout by copying an empty one of the same style.

    WeasyPrint makes everything anew, and never frees the list of font features, which is most of what a process grew.
    """
    from weasyprint.text.ffi import gobject

    pango, ffi = _pango()

    def copied(self: Any, style: Any) -> None:
        blank = getattr(style, "kept_blank", None)
        if blank is None:
            blank = object.__new__(type(self))
            set_up(blank, style)
            del blank.style
            style.kept_blank = blank
        self.__dict__.update(blank.__dict__)
        self.layout = ffi.gc(pango.pango_layout_copy(blank.layout), gobject.g_object_unref)
        self.style = style

    return copied


@cache
def _pango() -> tuple[Any, Any]:
    """Pango as WeasyPrint binds it, and one function more."""
    from weasyprint.text.ffi import ffi, pango

    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *layout);")
    return pango, ffi


def _put_off(self: Any, style: Any) -> None:
    """Takes the place of `Layout.reactivate`: it is done when the text has to be shaped, and most have not."""
    self.style = style


def _deactivate(self: Any) -> None:
    for name in ("layout", "language", "style"):
        self.__dict__.pop(name, None)


def _drawing(draw: Any, reactivate: Any) -> Any:
    def kept(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        layout, style = box.pango_layout, box.pango_layout.style
        if overflow != "clip" or ellipsis != "none" or len(layout.text) > LONGEST or not is_kept(style):
            reactivate(layout, style)
            return draw(stream, box, overflow, ellipsis, matrix)
        key = layout.text, box.text, id(style), layout.justification_spacing
        _, shown = _drawn.get(key, (None, ()))
        if shown and are_shown(shown, stream, matrix):
            return []
        reactivate(layout, style)
        recorder = Recorder(stream)
        emojis = draw(recorder, box, overflow, ellipsis, matrix)
        if not emojis and (shown := recorder.shown()):
            keep(_drawn, key, (style, shown))
        return emojis

    return kept
