"""Pictures for tests, made by Pillow, and what becomes of them."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image

from gkgen.diagnostics import Diagnostic, Span
from gkgen.document import Picture
from gkgen.narrative import PictureUse
from gkgen.pictures import prepare

USE = PictureUse("a.png", Span("office.yaml", 3, 5, 3, 10), "overview")
RED, BLUE = (220, 20, 30), (20, 40, 200)


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), color: Any = None, **options: Any) -> bytes:
    """A picture in one colour."""
    return saved(Image.new(mode, size, color) if color is not None else Image.new(mode, size), kind, **options)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def red_above_blue(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Shows which way is up, and which colours are which."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, *size))
    return image


def prepared(data: bytes) -> Picture:
    picture = prepare(data, USE)
    assert isinstance(picture, Picture), picture.message("en")
    return picture


def refused(data: bytes) -> str:
    """The kind of the finding, which stands where the picture is used."""
    finding = prepare(data, USE)
    assert isinstance(finding, Diagnostic)
    assert (finding.span, finding.path, dict(finding.values)["name"]) == (USE.span, USE.path, "a.png")
    assert finding.hint("zh")
    assert finding.hint("en")
    return finding.kind


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def looks_like(data: bytes, place: tuple[int, int], wanted: tuple[int, ...], slack: int = 12) -> bool:
    """Whether the picture has about that colour there."""
    found = opened(data).convert("RGBA" if len(wanted) == 4 else "RGB").getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(a - b) <= slack for a, b in zip(found, wanted, strict=True))


Maker = Callable[[], bytes]
