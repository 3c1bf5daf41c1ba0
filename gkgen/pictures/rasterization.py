"""Drawings as pixels, for programs that show no SVG. resvg draws them: it opens no file that is not named here."""

import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache

from gkgen.document import Picture
from gkgen.pictures.print_size import SCREEN_DPI, Size, print_pixels

FONT_PLACEHOLDER = "fonts of the report"
"""The placeholder in a drawing for the font families of its text."""

MAX_DRAWING_SECONDS = 10.0
"""Of the processor of an ordinary machine, for one drawing; an ordinary one takes less than one."""
# Each of four times as many pixels as the one before.
_TRIAL_WIDTHS_PIXELS = (16, 32, 64, 128, 256)
# By how much of itself a time differs from one trial to the next, at most.
_NOISE = 0.3
_REFERENCE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 5">%s</svg>""" % (
    b'<rect opacity="0.5" width="6" height="5"/>' * 100
)
_REFERENCE_SECONDS = 0.012
"""To draw the reference 64 pixels wide and to read it, on an ordinary machine: the unit is the same on every other."""
_MAX_UNTRIED_CHARACTERS = 300


def with_fonts(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture with its text in the first of these families that is installed."""
    chain = ", ".join((*(f"'{family}'" for family in families), "serif"))
    return picture.data.replace(f'"{FONT_PLACEHOLDER}"'.encode(), f'"{chain}"'.encode(), 1)


def rasterized(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture as PNG, with as many pixels as print can show."""
    return _rasterized(with_fonts(picture, families), (picture.width, picture.height))


def drawing_seconds(svg: bytes, size: Size, characters: int) -> float:
    """Seconds to draw the SVG at a printed size, as small sheets tell, by the clock of an ordinary machine.

    Raises ValueError when it cannot be drawn. An element that covers the page takes time by the pixels of the page, and
    nothing but drawing it tells how much of the page it covers. Much text is tried with fonts, little without.
    """
    has_fonts = characters > _MAX_UNTRIED_CHARACTERS
    first, *larger = _TRIAL_WIDTHS_PIXELS
    pixels = print_pixels(size)[0] ** 2
    fixed = _trial_seconds(svg, first, has_fonts=has_fonts)
    speed = _REFERENCE_SECONDS / _reference_seconds()
    if fixed * speed / first**2 * pixels <= MAX_DRAWING_SECONDS:
        return 0.0
    estimate = 0.0
    for width in larger:
        # All sheets have what does not depend on the pixels, such as to read the drawing and to lay out its text.
        per_second = speed * pixels / (width**2 - first**2)
        estimate = (_trial_seconds(svg, width, has_fonts=has_fonts) - fixed) * per_second
        if abs(estimate - MAX_DRAWING_SECONDS) > _NOISE * fixed * per_second:
            break
    return max(0.0, estimate)


@cache
def _reference_seconds() -> float:
    return min(_trial_seconds(_REFERENCE, 64, has_fonts=False) for _ in range(5))


def _trial_seconds(svg: bytes, width: int, *, has_fonts: bool) -> float:
    # On Windows, the clock of a thread advances in steps of 16 ms.
    clock = time.perf_counter if sys.platform == "win32" else time.thread_time
    begun = clock()
    _resvg_png(svg, width, has_fonts=has_fonts)
    return clock() - begun


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
