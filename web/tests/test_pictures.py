"""Pictures in gkgen.html: the size that Pillow would give them, and its very bytes where nothing is to be changed."""

import importlib.util
import io
import sys
from types import ModuleType

import pytest
from PIL import Image

from gkgen.pictures.bitmaps import prepare_bitmap
from gkgen.pictures.picture_error import PictureError
from web.tests.nodejs import ROOT

KINDS = [("RGB", "JPEG"), ("L", "JPEG"), ("CMYK", "JPEG")]
KINDS += [(mode, "PNG") for mode in ("RGB", "RGBA", "P", "1", "LA", "I;16")]
SIZES = [(300, 200), (2400, 1600), (500, 3000)]
_ORIENTATION, _RESOLUTION, _UNIT, _QUARTER_TURN = 0x0112, 0x011A, 0x0128, 6


STANDIN = ROOT / "web" / "pictures_standin" / "gkgen" / "pictures"


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that the worker has pictures made through."""
    return loaded("browser_conversion", monkeypatch)


@pytest.fixture
def standin(browser: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that takes the place of gkgen.pictures.bitmaps."""
    assert browser
    return loaded("bitmaps", monkeypatch)


def loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"gkgen.pictures.{name}", STANDIN / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, f"gkgen.pictures.{name}", module)
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
def test_sizes_and_bytes_are_those_of_linux(
    mode: str, form: str, size: tuple[int, int], standin: ModuleType, browser: ModuleType
) -> None:
    for dpi in (None, (150, 150), (300, 200)):
        for orientation in (0, _QUARTER_TURN):
            data = picture(mode, form, size, dpi, orientation)
            wanted = prepare_bitmap(data)
            browser.begin()
            try:
                here = standin.prepare_bitmap(data)
            except PictureError as refused:
                assert refused.kind == "N09.library"
                (asked,) = browser.taken()
                with Image.open(io.BytesIO(wanted.data)) as made:
                    assert (asked.made, asked.width, asked.height) == (wanted.media_type, *made.size)
                browser.keep(asked, wanted.data)
                here = standin.prepare_bitmap(data)
                assert browser.used() == 1
            assert not browser.taken()
            assert (here.width, here.height) == pytest.approx((wanted.width, wanted.height))
            assert here.data == wanted.data


def test_other_kinds_are_read_by_the_browser_where_it_can(standin: ModuleType, browser: ModuleType) -> None:
    for form, media in (("GIF", "image/gif"), ("BMP", "image/bmp"), ("WEBP", "image/webp")):
        out = io.BytesIO()
        Image.new("RGB", (30, 20)).save(out, form)
        with pytest.raises(PictureError):
            standin.converted_to_png(out.getvalue())
        (asked,) = browser.taken()
        assert (asked.media, asked.made, asked.width) == (media, "image/png", 0)
        browser.keep(asked, b"made")
        assert standin.converted_to_png(out.getvalue()) == b"made"


def test_what_the_browser_cannot_read_is_no_picture(standin: ModuleType, browser: ModuleType) -> None:
    data = picture("CMYK", "JPEG", (300, 200), None, 0)
    with pytest.raises(PictureError):
        standin.prepare_bitmap(data)
    browser.keep(browser.taken()[0], b"")
    with pytest.raises(PictureError) as refused:
        standin.prepare_bitmap(data)
    assert (refused.value.kind, browser.used()) == ("N09", 0)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_picture_is_refused_as_on_linux(data: bytes, standin: ModuleType) -> None:
    with pytest.raises(PictureError) as refused:
        standin.prepare_bitmap(data)
    assert refused.value.kind == "N09"
