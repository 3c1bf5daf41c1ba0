"""Pictures judged: what is embedded as it is, what is made ready, what is refused."""

import io
import random
from typing import Any

import pytest
from PIL import Image

from gkgen.diagnostics import Diagnostic, Span
from gkgen.document import Picture
from gkgen.narrative import PictureUse
from gkgen.pictures import MAX_BYTES, prepare

USE = PictureUse("a.png", Span("office.yaml", 3, 5, 3, 10), "overview")


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), color: Any = None, **options: Any) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size, color) if color is not None else Image.new(mode, size)
    image.save(out, kind, **options)
    return out.getvalue()


def rotated(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded("JPEG", exif=exif)


def ready(data: bytes) -> Picture:
    picture = prepare(data, USE)
    assert isinstance(picture, Picture)
    return picture


def refused(data: bytes) -> str:
    finding = prepare(data, USE)
    assert isinstance(finding, Diagnostic)
    assert (finding.span, finding.path, dict(finding.values)) == (USE.span, USE.path, {"name": "a.png"})
    return finding.kind


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_is_embedded_byte_by_byte(mode: str) -> None:
    data = encoded("PNG", mode)
    assert ready(data) == Picture(data, "image/png", 40, 30, 96.0)


def test_a_jpeg_is_embedded_byte_by_byte() -> None:
    data = encoded("JPEG", dpi=(300, 300))
    assert ready(data) == Picture(data, "image/jpeg", 40, 30, 300.0)


def test_a_picture_of_a_telephone_is_a_jpeg() -> None:
    """Guard: Pillow calls a JPEG with a second picture behind it MPO."""
    data = encoded("MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])
    assert (ready(data).media_type, ready(data).width) == ("image/jpeg", 40)


@pytest.mark.parametrize(("orientation", "size"), [(3, (40, 30)), (6, (30, 40)), (8, (30, 40))])
def test_a_picture_is_turned_upright(orientation: int, size: tuple[int, int]) -> None:
    picture = ready(rotated(orientation))
    assert (picture.width, picture.height) == size
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == size
        assert image.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("PNG", "I;16")])
def test_colours_that_not_every_output_knows_are_changed(kind: str, mode: str) -> None:
    with Image.open(io.BytesIO(ready(encoded(kind, mode)).data)) as image:
        assert image.mode == "RGB"


def test_greys_of_sixteen_bits_stay_grey() -> None:
    """Guard is `_eight_bits`: Pillow alone would make all of it white."""
    with Image.open(io.BytesIO(ready(encoded("PNG", "I;16", color=0x8000)).data)) as image:
        assert image.getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize(("dpi", "resolution"), [(300, 300.0), (72, 72.0), (1, 96.0), (10_000, 96.0)])
def test_a_resolution_out_of_reason_is_that_of_a_screen(dpi: int, resolution: float) -> None:
    assert ready(encoded("JPEG", dpi=(dpi, dpi))).resolution == resolution


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        encoded("GIF"),
        encoded("BMP"),
        encoded("PNG")[:-40],
        encoded("JPEG")[:200],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.4",
    ],
    ids=["empty", "text", "gif", "bmp", "cut png", "cut jpeg", "svg", "pdf"],
)
def test_what_is_no_png_or_jpeg_or_is_damaged_is_refused(data: bytes) -> None:
    assert refused(data) == "N09"


def test_a_png_that_lacks_only_its_end_is_given_one() -> None:
    """Guard is `_PNG_END`: Pillow reads it, Word shows a red cross."""
    whole = encoded("PNG")
    picture = ready(whole[:-12])
    assert picture.data[-12:] == whole[-12:]
    assert (picture.width, picture.height) == (40, 30)


def test_pictures_too_large_are_refused() -> None:
    assert refused(b"\0" * (MAX_BYTES + 1)) == "N10"
    assert refused(encoded("PNG", "1", (6400, 6400))) == "N10"
    assert refused(encoded("PNG", "1", (20_000, 10_000))) == "N10"


def test_damage_of_any_kind_is_a_finding_or_a_picture() -> None:
    """Pillow raises and warns in many ways; each warning would fail this test."""
    random_numbers = random.Random(1)
    seeds = [
        encoded("PNG", dpi=(200, 200)),
        rotated(6),
        encoded("MPO", save_all=True, append_images=[Image.new("RGB", (4, 3))]),
    ]
    kinds = set()
    for _ in range(600):
        data = bytearray(random_numbers.choice(seeds))
        for _ in range(random_numbers.randint(1, 4)):
            place = random_numbers.randrange(min(len(data), 200))
            if random_numbers.random() < 0.8:
                data[place] = random_numbers.randrange(256)
            else:
                del data[place : place + random_numbers.randint(1, 20)]
        result = prepare(bytes(data), USE)
        kinds.add(result.kind if isinstance(result, Diagnostic) else "ok")
    assert kinds >= {"ok", "N09"}
    assert kinds <= {"ok", "N09", "N10"}
