"""PNG and JPEG judged: upright, in the right colours, of the right size, without metadata, or refused."""

import io
import random
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from gkgen.diagnostics import Diagnostic
from gkgen.pictures import MAX_BYTES, prepare
from gkgen.pictures.bitmaps import MAX_SIDE_PIXELS
from tests.cli.calls import environment
from tests.pictures.images import BLUE, RED, USE, encoded, looks_like, opened, prepared, red_above_blue, refused, saved

MM = 25.4
ORIENTATION, PLACE, OWNER = 0x0112, 0x8825, 0x8298
# What must be done to a picture that is upright so that the camera's mark sets it upright again.
LAID = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: how it was held, where, by whom."""
    made = Image.Exif()
    made[ORIENTATION] = orientation
    made[OWNER] = "Zhang San"
    made.get_ifd(PLACE)[1] = "N"
    made.get_ifd(PLACE)[2] = (34.0, 48.0, 36.0)
    return made


def held(orientation: int) -> Image.Image:
    image = red_above_blue()
    for step in LAID[orientation]:
        image = image.transpose(step)
    return image


def swapped_profile() -> bytes:
    """A profile of a device that calls red green and green red."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    table = {bytes(data[place : place + 4]): place for place in range(132, 132 + 12 * data[131], 12)}
    red, green = table[b"rXYZ"], table[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = data[green : green + 4], data[red : red + 4]
    # It must not be taken for the screen's.
    return bytes(data).replace("sRGB".encode("utf-16-be"), "mine".encode("utf-16-be")).replace(b"sRGB", b"mine")


# Which way is up


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", list(LAID))
def test_a_picture_is_set_upright_however_the_camera_was_held(kind: str, orientation: int) -> None:
    picture = prepared(saved(held(orientation), kind, exif=exif(orientation), quality=95))
    image = opened(picture.data)
    assert image.size == (60, 40)
    assert image.getexif().get(ORIENTATION, 1) == 1
    assert looks_like(picture.data, (5, 5), RED)
    assert looks_like(picture.data, (55, 35), BLUE)
    assert picture.width / picture.height == pytest.approx(1.5)


def test_resolutions_turn_with_the_picture() -> None:
    """A scan with twice as many pixels in one direction as in the other."""
    data = saved(held(6), "JPEG", exif=exif(6), dpi=(100, 200))
    assert opened(data).size == (40, 60)
    picture = prepared(data)
    assert (picture.width, picture.height) == pytest.approx((60 / 200 * MM, 40 / 100 * MM))


# Colours


def without_adobe(data: bytes) -> bytes:
    place = data.index(b"\xff\xee")
    return data[:place] + data[place + 2 + int.from_bytes(data[place + 2 : place + 4], "big") :]


@pytest.mark.parametrize("has_adobe", [True, False])
def test_red_in_print_colours_stays_red(has_adobe: bool) -> None:
    """Adobe writes them the other way round, and so does everyone else."""
    data = encoded("JPEG", "CMYK", color=(0, 255, 255, 0), quality=95)
    picture = prepared(data if has_adobe else without_adobe(data))
    assert opened(picture.data).mode == "RGB"
    assert looks_like(picture.data, (5, 5), (255, 0, 0))
    assert looks_like(prepared(encoded("JPEG", "CMYK", color=(0, 0, 0, 255))).data, (5, 5), (0, 0, 0))


def test_colours_of_another_device_are_changed_to_those_of_the_screen() -> None:
    """Guard is `_profile_applied`: without it, what the device calls red would be printed red."""
    data = encoded("JPEG", color=(255, 0, 0), quality=95, icc_profile=swapped_profile())
    picture = prepared(data)
    assert looks_like(picture.data, (5, 5), (0, 255, 0), slack=20)
    assert "icc_profile" not in opened(picture.data).info


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_colours_are_changed_and_what_is_transparent_stays_so(mode: str) -> None:
    image = Image.new("RGBA", (40, 30), (255, 0, 0, 255))
    image.paste((0, 0, 0, 0), (20, 0, 40, 30))
    data = saved(image.convert(mode) if mode == "RGBA" else image.quantize(8), "PNG", icc_profile=swapped_profile())
    picture = prepared(data)
    assert looks_like(picture.data, (5, 5), (0, 255, 0, 255), slack=20)
    assert opened(picture.data).convert("RGBA").getchannel("A").getpixel((35, 5)) == 0


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("profile", [b"no profile", "screen"])
def test_a_profile_that_is_the_screens_or_none_changes_nothing(kind: str, profile: str | bytes) -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(kind, color=RED, quality=95, icc_profile=screen if profile == "screen" else profile)
    picture = prepared(data)
    assert looks_like(picture.data, (5, 5), RED)
    assert b"ICC_PROFILE" not in picture.data
    assert b"iCCP" not in picture.data


def test_a_profile_for_other_colours_is_left_aside() -> None:
    data = encoded("JPEG", "L", color=128, icc_profile=swapped_profile())
    assert looks_like(prepared(data).data, (5, 5), (128, 128, 128))


@pytest.mark.parametrize("level", [0x0000, 0x4000, 0x8000, 0xFFFF])
def test_greys_of_sixteen_bits_stay_as_light_as_they_are(level: int) -> None:
    """Guard is `_eight_bits`: Pillow alone would make all but the darkest white."""
    data = encoded("PNG", "I;16", color=level)
    assert looks_like(prepared(data).data, (5, 5), (level >> 8,) * 3, slack=1)


def test_colours_of_sixteen_bits_stay() -> None:
    """Pillow cannot write them, so the file is put together here."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row = b"\0" + struct.pack(">HHH", 0xDC00, 0x1400, 0x1E00) * 4
    header = struct.pack(">IIBBBBB", 4, 3, 16, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 3)) + chunk(b"IEND", b"")
    picture = prepared(data)
    assert looks_like(picture.data, (1, 1), RED, slack=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_pixels_of_a_png_stay_as_they_are(mode: str) -> None:
    image = red_above_blue().convert(mode)
    picture = prepared(saved(image, "PNG"))
    assert picture.media_type == "image/png"
    assert opened(picture.data).convert("RGBA").tobytes() == image.convert("RGBA").tobytes()


def test_grey_with_transparency_stays_so() -> None:
    data = encoded("PNG", "LA", color=(90, 128))
    assert opened(prepared(data).data).getpixel((5, 5)) == (90, 128)


def test_a_palette_with_a_transparent_colour_stays_transparent_even_when_made_smaller() -> None:
    image = red_above_blue((4000, 400)).quantize(4)
    clear = image.getpixel((5, 5))
    for size in ((4000, 400), (400, 40)):
        picture = prepared(saved(image.resize(size), "PNG", transparency=clear))
        shown = opened(picture.data).convert("RGBA")
        assert shown.getchannel("A").getpixel((5, 5)) == 0
        assert looks_like(picture.data, (5, shown.height - 5), BLUE)


def test_an_interlaced_png_is_whole() -> None:
    """Pillow writes none, so this one was made by hand: 1 by 1 pixel is the same in both orders."""
    data = bytearray(encoded("PNG", "RGB", (1, 1), RED))
    data[28] = 1  # the interlace method in IHDR
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    picture = prepared(bytes(data))
    assert looks_like(picture.data, (0, 0), RED, slack=0)
    assert picture.data[28] == 0


def test_a_picture_of_a_telephone_is_a_jpeg_without_the_second_picture() -> None:
    """Guard: Pillow calls a JPEG with a second picture behind it MPO."""
    data = saved(red_above_blue(), "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30))])
    picture = prepared(data)
    assert picture.media_type == "image/jpeg"
    assert opened(picture.data).format == "JPEG"
    assert len(picture.data) < len(data)


# Size


@pytest.mark.parametrize(
    ("size", "dpi", "printed"),
    [
        ((600, 300), 150, (101.6, 50.8)),  # natural
        ((1, 1), 96, (0.2646, 0.2646)),  # never blown up
        ((40, 30), None, (40 / 96 * MM, 30 / 96 * MM)),
        ((3000, 300), 72, (156.0, 15.6)),  # as wide as the text
        ((1000, 2000), 72, (70.0, 140.0)),  # as high as leaves room for the caption
        ((400, 300), 1, (400 / 96 * MM, 300 / 96 * MM)),  # a resolution that nothing has
        ((400, 300), 10_000, (400 / 96 * MM, 300 / 96 * MM)),
    ],
)
def test_a_picture_is_as_large_as_it_says_but_fits_the_page(
    size: tuple[int, int], dpi: int | None, printed: tuple[float, float]
) -> None:
    data = encoded("PNG", "L", size, **({"dpi": (dpi, dpi)} if dpi else {}))
    picture = prepared(data)
    assert (picture.width, picture.height) == pytest.approx(printed, rel=0.002)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_picture_far_larger_than_print_can_show_is_made_smaller(kind: str, mode: str) -> None:
    """156 mm at 300 dots per inch are 1843."""
    picture = prepared(saved(red_above_blue((6000, 2000)).convert(mode), kind))
    image = opened(picture.data)
    assert image.format == kind
    assert image.size == (1843, 614)
    assert (picture.width, picture.height) == pytest.approx((156.0, 52.0))


@pytest.mark.parametrize(("width", "kept"), [(2764, 2764), (2768, 1843)])
def test_a_picture_a_little_larger_keeps_its_pixels(width: int, kept: int) -> None:
    assert opened(prepared(encoded("PNG", "L", (width, 100))).data).width == kept


def test_a_small_picture_with_many_pixels_is_made_smaller_too() -> None:
    """A scan of 25.4 mm at 2400 dots per inch."""
    picture = prepared(encoded("PNG", "L", (2400, 1200), dpi=(2400, 2400)))
    assert opened(picture.data).size == (300, 150)
    assert (picture.width, picture.height) == pytest.approx((25.4, 12.7), rel=0.001)


def test_a_picture_of_pixels_that_are_no_squares_gets_squares() -> None:
    """A page has one width for it; the height follows from the pixels."""
    picture = prepared(encoded("PNG", "L", (800, 400), dpi=(200, 100)))
    image = opened(picture.data)
    assert image.width / image.height == pytest.approx(picture.width / picture.height, rel=0.01)
    assert (picture.width, picture.height) == pytest.approx((101.6, 101.6), rel=0.001)


# What nobody is to know


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("size", [(60, 40), (6000, 4000)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_picture_tells_where_or_by_whom_it_was_taken(kind: str, size: tuple[int, int], orientation: int) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Zhang San")
    data = saved(red_above_blue(size), kind, exif=exif(orientation), comment=b"Zhang San", pnginfo=texts)
    assert b"Zhang San" in data
    picture = prepared(data)
    image = opened(picture.data)
    assert b"Zhang San" not in picture.data
    assert not image.getexif().get_ifd(PLACE)
    assert not dict(image.getexif())
    assert b"Exif" not in picture.data
    assert b"eXIf" not in picture.data


def test_the_pixels_of_a_jpeg_are_not_written_anew_for_it() -> None:
    """Each time would cost some of its quality."""
    plain = saved(red_above_blue(), "JPEG", quality=70)
    told = saved(red_above_blue(), "JPEG", quality=70, exif=exif(), comment=b"Zhang San")
    assert opened(prepared(told).data).tobytes() == opened(plain).tobytes()
    tables = prepared(told).data.index(b"\xff\xdb")
    assert told.endswith(prepared(told).data[tables:])


def test_the_same_picture_gives_the_same_bytes() -> None:
    for data in (saved(held(6), "JPEG", exif=exif(6)), saved(red_above_blue((6000, 4000)), "PNG")):
        assert prepared(data) == prepared(data)


# Refused


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        encoded("GIF"),
        encoded("BMP"),
        encoded("PNG")[:-40],
        encoded("JPEG")[:200],
        b"%PDF-1.4",
    ],
    ids=["empty", "text", "gif", "bmp", "cut png", "cut jpeg", "pdf"],
)
def test_what_is_no_picture_or_is_damaged_is_refused(data: bytes) -> None:
    assert refused(data) == "N09"


def test_half_a_picture_is_refused_after_a_pdf_was_made_too() -> None:
    """To import WeasyPrint is to allow such pictures in the whole process."""
    import weasyprint.images

    assert weasyprint.images.ImageFile.LOAD_TRUNCATED_IMAGES
    assert refused(encoded("PNG")[:-40]) == "N09"
    assert weasyprint.images.ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_png_that_lacks_only_its_end_is_given_one() -> None:
    """Pillow reads it, Word shows a red cross."""
    whole = encoded("PNG")
    assert prepared(whole[:-12]).data[-12:] == whole[-12:]


def test_pictures_too_large_are_refused() -> None:
    assert refused(b"\0" * (MAX_BYTES + 1)) == "N10"
    assert refused(encoded("PNG", "1", (6400, 6400))) == "N10"
    assert refused(encoded("PNG", "1", (20_000, 10_000))) == "N10"


def test_damage_of_any_kind_is_a_finding_or_a_picture() -> None:
    """Pillow raises and warns in many ways; each warning would fail this test."""
    numbers = random.Random(1)
    seeds = [
        encoded("PNG", dpi=(200, 200)),
        saved(held(6), "JPEG", exif=exif(6)),
        saved(red_above_blue(), "JPEG", icc_profile=swapped_profile()),
        encoded("PNG", "P", icc_profile=swapped_profile()),
        encoded("MPO", save_all=True, append_images=[Image.new("RGB", (4, 3))]),
    ]
    kinds = set()
    for _ in range(1000):
        data = bytearray(numbers.choice(seeds))
        for _ in range(numbers.randint(1, 4)):
            place = numbers.randrange(min(len(data), 700))
            if numbers.random() < 0.8:
                data[place] = numbers.randrange(256)
            else:
                del data[place : place + numbers.randint(1, 20)]
        result = prepare(bytes(data), USE)
        kinds.add(result.kind if isinstance(result, Diagnostic) else "ok")
        if not isinstance(result, Diagnostic):
            with Image.open(io.BytesIO(result.data)) as image:
                image.load()
    assert kinds >= {"ok", "N09"}
    assert kinds <= {"ok", "N09", "N10"}


@pytest.mark.parametrize("size", [(40_000_000, 1), (1, 40_000_000), (MAX_SIDE_PIXELS + 1, 2)])
def test_too_many_rows_or_columns_are_refused_before_they_are_decoded(size: tuple[int, int]) -> None:
    """155 KB of 40,000,000 pixels in one row took 2.4 GB."""
    data = bytearray(encoded("PNG", "RGBA", (1, 1)))
    data[16:24] = struct.pack(">II", *size)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    assert refused(bytes(data)) == "N10"


@pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux counts it")
def test_the_largest_picture_takes_no_more_memory_than_it_must() -> None:
    # ru_maxrss of a new process begins with that of the process which started it: Linux keeps it over exec.
    code = (
        "import io; from PIL import Image; from gkgen.pictures.bitmaps import prepare_bitmap\n"
        "out = io.BytesIO(); Image.new('RGB', (6324, 6324)).save(out, 'PNG', compress_level=1)\n"
        "prepare_bitmap(out.getvalue())\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=True)
    assert 50_000 < int(done.stdout) < 400_000
