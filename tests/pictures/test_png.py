"""PNG: the pixels as they are, nothing beside them."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gkgen.pictures.bitmaps import prepare_bitmap
from gkgen.pictures.png import without_metadata


def drawn(mode: str = "RGB") -> bytes:
    out, told = io.BytesIO(), PngInfo()
    told.add_text("Author", "somebody")
    Image.effect_noise((60, 40), 50).convert(mode).save(out, "PNG", pnginfo=told, dpi=(96, 96))
    return out.getvalue()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_the_pixels_stay_and_the_rest_goes(mode: str) -> None:
    data = drawn(mode)
    made = prepare_bitmap(data).data
    assert made == without_metadata(data)
    assert b"somebody" in data
    assert b"somebody" not in made
    assert b"pHYs" not in made
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(made)) as after:
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()


def test_what_stands_behind_the_picture_goes() -> None:
    data = drawn()
    assert without_metadata(data + b"a second file") == without_metadata(data)


def test_a_broken_check_is_written_anew() -> None:
    data = bytearray(drawn())
    data[-1] ^= 1
    assert without_metadata(bytes(data)) is None
