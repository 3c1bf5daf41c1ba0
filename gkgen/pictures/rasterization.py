"""Drawings as pixels, for programs that show no SVG. resvg draws them: it opens no file that is not named here."""

import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from gkgen.document import Picture
from gkgen.pictures.print_size import SCREEN_DPI, Size, print_pixels

FONT_PLACEHOLDER = "fonts of the report"
"""The placeholder in a drawing for the font families of its text."""

MAX_DRAWING_SECONDS = 10.0
"""Of the processor, for one drawing; an ordinary one takes less than one."""
_TRIAL_WIDTH_PIXELS = 16
_MAX_UNTRIED_CHARACTERS = 300


def with_fonts(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture with its text in the first of these families that is installed."""
    chain = ", ".join((*(f"'{family}'" for family in families), "serif"))
    return picture.data.replace(f'"{FONT_PLACEHOLDER}"'.encode(), f'"{chain}"'.encode(), 1)


def rasterized(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture as PNG, with as many pixels as print can show."""
    return _rasterized(with_fonts(picture, families), (picture.width, picture.height))


def drawing_seconds(svg: bytes, size: Size, characters: int) -> float:
    """Seconds of the processor to draw the SVG at a printed size, as two small sheets tell; of an ordinary one, 0.

    Raises ValueError when it cannot be drawn. An element that covers the page takes time by the pixels of the page, and
    nothing but drawing it tells how much of the page it covers. Much text is tried with fonts, little without.
    """
    has_fonts = characters > _MAX_UNTRIED_CHARACTERS
    width = print_pixels(size)[0]
    first = _trial_seconds(svg, _TRIAL_WIDTH_PIXELS, has_fonts=has_fonts)
    if first * (width / _TRIAL_WIDTH_PIXELS) ** 2 > MAX_DRAWING_SECONDS:
        # Both have what does not depend on the pixels, such as to read the drawing.
        second = _trial_seconds(svg, 2 * _TRIAL_WIDTH_PIXELS, has_fonts=has_fonts)
        return max(0.0, second - first) / 3 * (width / _TRIAL_WIDTH_PIXELS) ** 2
    return 0.0


def _trial_seconds(svg: bytes, width: int, *, has_fonts: bool) -> float:
    begun = time.thread_time()
    _resvg_png(svg, width, has_fonts=has_fonts)
    return time.thread_time() - begun


@lru_cache(maxsize=16)
def _rasterized(svg: bytes, size: Size) -> bytes:
    return _resvg_png(svg, print_pixels(size)[0], has_fonts=b"<text" in svg)


@contextmanager
def _ended_by_interrupt() -> Iterator[None]:
    """Ctrl-C ends the process at once: resvg keeps Python from running, a handler of Python's too, for seconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _resvg_png(svg: bytes, width: int, *, has_fonts: bool) -> bytes:
    """Raises ValueError when resvg cannot draw it."""
    # Few reports have a drawing.
    import resvg_py

    try:
        text = svg.decode()
        with _ended_by_interrupt():
            return resvg_py.svg_to_bytes(svg_string=text, width=width, dpi=SCREEN_DPI, skip_system_fonts=not has_fonts)
    except Exception as fault:
        raise ValueError(str(fault)) from fault
    except BaseException as fault:
        # Rust's panics are no Exception.
        if isinstance(fault, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise ValueError(str(fault)) from None
