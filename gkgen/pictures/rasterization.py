"""Drawings as pixels, for programs that show no SVG. resvg draws them: it opens no file that is not named here."""

from collections.abc import Iterable
from functools import lru_cache

from gkgen.document import Picture
from gkgen.pictures.print_size import SCREEN_DPI, Size, print_pixels

FONT_PLACEHOLDER = "fonts of the report"
"""The placeholder in a drawing for the font families of its text."""

_TRIAL_WIDTH_PIXELS = 16


def with_fonts(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture with its text in the first of these families that is installed."""
    chain = ", ".join((*(f"'{family}'" for family in families), "serif"))
    return picture.data.replace(f'"{FONT_PLACEHOLDER}"'.encode(), f'"{chain}"'.encode(), 1)


def rasterized(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture as PNG, with as many pixels as print can show."""
    return _rasterized(with_fonts(picture, families), (picture.width, picture.height))


def can_rasterize(svg: bytes) -> bool:
    """Whether the SVG can be drawn, tried on a small sheet without any font."""
    try:
        _resvg_png(svg, _TRIAL_WIDTH_PIXELS, has_fonts=False)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=16)
def _rasterized(svg: bytes, size: Size) -> bytes:
    return _resvg_png(svg, print_pixels(size)[0], has_fonts=b"<text" in svg)


def _resvg_png(svg: bytes, width: int, *, has_fonts: bool) -> bytes:
    """Raises ValueError when resvg cannot draw it."""
    # Few reports have a drawing.
    import resvg_py

    try:
        text = svg.decode()
        return resvg_py.svg_to_bytes(svg_string=text, width=width, dpi=SCREEN_DPI, skip_system_fonts=not has_fonts)
    except Exception as fault:
        raise ValueError(str(fault)) from fault
    except BaseException as fault:
        # Rust's panics are no Exception.
        if isinstance(fault, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise ValueError(str(fault)) from None
