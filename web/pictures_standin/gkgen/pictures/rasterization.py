"""Drawings as pixels without resvg: the browser draws them, in the fonts that it has.

Takes the place of the module of the same name in gkgen.html. resvg for the browser has no fonts of its own: the words
of a drawing would vanish.
"""

import base64
from collections.abc import Iterable

from gkgen.pictures.browser_conversion import Wanted, ask

from gkgen.document import Picture
from gkgen.pictures.print_size import Size, print_pixels

FONT_PLACEHOLDER = "fonts of the report"
MAX_DRAWING_SECONDS = 10.0
_SVG, _PNG = "image/svg+xml", "image/png"
# One transparent pixel, until the browser has drawn.
_NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)


def with_fonts(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture with its text in the first of these families that is installed."""
    chain = ", ".join((*(f"'{family}'" for family in families), "serif"))
    return picture.data.replace(f'"{FONT_PLACEHOLDER}"'.encode(), f'"{chain}"'.encode(), 1)


def rasterized(picture: Picture, families: Iterable[str]) -> bytes:
    """The SVG of a picture as PNG, with as many pixels as print can show."""
    size = print_pixels((picture.width, picture.height))
    return ask(Wanted(with_fonts(picture, families), _SVG, _PNG, *size)) or _NOTHING


def drawing_seconds(svg: bytes, size: Size, characters: int) -> float:  # noqa: ARG001 - as the module it stands for
    """Nothing: a drawing that takes long holds up its own page alone. Raises ValueError when it cannot be drawn."""
    if ask(Wanted(svg, _SVG, _PNG, *print_pixels(size))) == b"":
        raise ValueError("not drawn")
    return 0.0
