"""Pictures in gkgen.html: the size that Pillow would give them, and its very bytes where nothing is to be changed."""

import importlib.util
import io
import sys
from types import ModuleType

import pytest
from PIL import Image

from gkgen.pictures.bitmaps import prepare_bitmap
from web.tests.nodejs import ROOT

KINDS = [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG")]
KINDS += [(mode, "PNG") for mode in ("RGB", "RGBA", "P", "1", "LA", "I;16")]
SIZES = [(300, 200), (2400, 1600), (500, 3000)]
_ORIENTATION, _RESOLUTION, _UNIT, _QUARTER_TURN = 0x0112, 0x011A, 0x0128, 6


@pytest.fixture(scope="module")
def standin() -> ModuleType:
    """The module that takes the place of gkgen.pictures.bitmaps."""
    path = ROOT / "web" / "pictures_standin" / "gkgen" / "pictures" / "bitmaps.py"
    spec = importlib.util.spec_from_file_location("bitmaps_in_browser", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["bitmaps_in_browser"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def picture(mode: str, form: str, size: tuple[int, int], dpi: tuple[int, int] | None, orientation: int) -> bytes:
    noise = Image.new(mode, size, 40_000) if mode == "I;16" else Image.effect_noise(size, 60).convert(mode)
    exif, out = Image.Exif(), io.BytesIO()
    if orientation:
        exif[_ORIENTATION] = orientation
    if form == "JPEG" and orientation and dpi is None:
        exif[_RESOLUTION], exif[_UNIT] = 200.0, 2
    noise.save(out, form, **({"dpi": dpi} if dpi else {}), **({"exif": exif} if orientation else {}))
    return out.getvalue()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("mode", "form"), KINDS)
def test_sizes_and_bytes_are_those_of_linux(mode: str, form: str, size: tuple[int, int], standin: ModuleType) -> None:
    for dpi in (None, (150, 150), (300, 200)):
        for orientation in (0, _QUARTER_TURN):
            data = picture(mode, form, size, dpi, orientation)
            wanted = prepare_bitmap(data)
            conversion = standin.conversion_of(data)
            if conversion is not None:
                with Image.open(io.BytesIO(wanted.data)) as made:
                    assert conversion == (wanted.media_type, *made.size)
                standin.take_converted(data, wanted.data)
            here = standin.prepare_bitmap(data)
            assert (here.width, here.height) == pytest.approx((wanted.width, wanted.height))
            assert here.data == wanted.data
    assert standin.conversion_of(picture("RGB", form, (300, 200), None, 0)) is None


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_picture_is_refused_as_on_linux(data: bytes, standin: ModuleType) -> None:
    assert standin.conversion_of(data) is None
    with pytest.raises(Exception) as refused:
        standin.prepare_bitmap(data)
    assert getattr(refused.value, "kind", "") == "N09"
