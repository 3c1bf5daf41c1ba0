"""PNG and JPEG: upright, in colours that every output knows, no larger than print can show, without metadata."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from gkgen.document import Picture
from gkgen.pictures import jpeg, png
from gkgen.pictures.picture_error import PictureError
from gkgen.pictures.print_size import MILLIMETRES_PER_INCH, SCREEN_DPI, Size, kept_pixels, printed_size

MAX_PIXELS = 40_000_000
MAX_SIDE_PIXELS = 30_000
"""Rows and columns: a scale or filter takes memory by the longer side."""
_JPEG_QUALITY = 88
# Blocks are put together until the picture is so many times as large as wanted (`Image.resize`).
_REDUCING_GAP = 3.0
_EXIF_ORIENTATION = 0x0112
_TRANSPOSED_ORIENTATIONS = frozenset({5, 6, 7, 8})
_PLAIN_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
# Between them lie the resolutions of all devices; what says otherwise was never measured.
_MIN_DPI, _MAX_DPI = 30, 2400

EncodedBitmap = tuple[bytes, Literal["image/png", "image/jpeg"]]


def prepare_bitmap(data: bytes) -> Picture:
    """The picture at its printed size; raises Refused."""
    with _decoded(data) as image:
        natural = _natural_size(image)
        size = printed_size(natural[::-1] if _orientation(image) in _TRANSPOSED_ORIENTATIONS else natural)
        content, media = _encoded(data, image, size)
    return Picture(content, media, *size)


def embeddable_bitmap(data: bytes) -> EncodedBitmap:
    """A picture embedded in a drawing, with all its pixels; raises PictureError."""
    with _decoded(data) as image:
        return _encoded(data, image, None)


def converted_to_png(data: bytes) -> bytes:
    """A picture of a kind that reports do not hold, as old programs and websites made them; raises Refused."""
    with _decoded(data, ("GIF", "BMP", "DIB", "TIFF", "WEBP")) as image:
        out = io.BytesIO()
        image.convert("RGBA" if image.has_transparency_data else "RGB").save(out, "PNG", optimize=False)
    return out.getvalue()


@contextmanager
def _decoded(data: bytes, formats: tuple[str, ...] = ("PNG", "JPEG")) -> Iterator[Image.Image]:
    """The picture decoded; what Pillow raises, later too, becomes Refused."""
    try:
        with warnings.catch_warnings(), _truncation_refused():
            # Pillow only warns of a picture that is a little too large; what it says of metadata helps nobody here.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=formats) as image:
                if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE_PIXELS:
                    raise PictureError("N10")
                image.load()
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError("N10") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise PictureError("N09") from None


@contextmanager
def _truncation_refused() -> Iterator[None]:
    """WeasyPrint tells Pillow, for the whole process, to take half a picture for a whole one."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _orientation(image: Image.Image) -> int:
    return int(image.getexif().get(_EXIF_ORIENTATION, 1))


def _natural_size(image: Image.Image) -> Size:
    """Width and height in millimetres, as it lies in the file; at the resolution of a screen unless it says another."""
    horizontal, vertical = (float(number) for number in image.info.get("dpi", (SCREEN_DPI, SCREEN_DPI))[:2])
    if not (_MIN_DPI <= horizontal <= _MAX_DPI and _MIN_DPI <= vertical <= _MAX_DPI):
        horizontal = vertical = SCREEN_DPI
    return image.width / horizontal * MILLIMETRES_PER_INCH, image.height / vertical * MILLIMETRES_PER_INCH


def _encoded(data: bytes, image: Image.Image, size: Size | None) -> EncodedBitmap:
    """The picture as it is embedded; its metadata, which may tell where and by whom it was taken, stays behind."""
    # As it is where it stands upright: a copy would take as much memory again.
    upright = ImageOps.exif_transpose(image) if _orientation(image) != 1 else image
    pixels = kept_pixels(upright.size, size) if size else upright.size
    profile = _foreign_profile(image)
    form = "PNG" if image.format == "PNG" else "JPEG"
    # Telephones put a second, smaller picture behind the first and call it MPO; to all others it is a JPEG.
    plain_modes = _PLAIN_MODES if form == "PNG" else {"L", "RGB"}
    is_fit = image.mode in plain_modes and profile is None and pixels == image.size and _orientation(image) == 1
    strip = png.without_metadata if form == "PNG" else jpeg.without_metadata
    content = strip(data) if is_fit else None
    content = content or _serialised(_resized(_in_srgb(upright, profile), pixels), form)
    return content, "image/png" if form == "PNG" else "image/jpeg"


def _serialised(image: Image.Image, form: str) -> bytes:
    # Pillow would write some of the metadata again that it has read.
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    out = io.BytesIO()
    image.save(out, format=form, quality=_JPEG_QUALITY)
    return out.getvalue()


def _resized(image: Image.Image, pixels: tuple[int, int]) -> Image.Image:
    if image.size == pixels:
        return image
    mixable = _with_alpha(image) if image.mode == "P" or "transparency" in image.info else image
    full = mixable.convert("L") if mixable.mode == "1" else mixable
    # Far too many pixels are first put together in blocks, which takes little memory and time.
    return full.resize(pixels, Image.Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)


def _with_alpha(image: Image.Image) -> Image.Image:
    """The same without a palette, and without one colour that means transparent."""
    return image.convert("RGBA" if "transparency" in image.info else "RGB")


def _in_srgb(image: Image.Image, profile: ImageCms.ImageCmsProfile | None) -> Image.Image:
    """The picture with 8 bits for each colour of the screen."""
    plain = _eight_bits(image)
    if profile is not None and plain.mode != "1":
        plain = _profile_applied(plain, profile)
    return plain if plain.mode in _PLAIN_MODES else plain.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits scaled down; Pillow would cut all light ones to white."""
    if not image.mode.startswith("I"):
        return image
    image.info.pop("transparency", None)
    return image.point(lambda value: value / 256).convert("L")


def _foreign_profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The colour profile of the picture, unless it is that of the screen, or none that can be read."""
    data = image.info.get("icc_profile")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data)) if data else None
        is_screen = profile is None or "srgb" in ImageCms.getProfileDescription(profile).casefold()
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
    return None if is_screen else profile


def _profile_applied(image: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    """The picture in the colours of the screen; as it is where the profile does not fit it."""
    full = _with_alpha(image) if image.mode == "P" or "transparency" in image.info else image
    has_alpha = full.mode in {"LA", "RGBA"}
    colours = full.convert(full.mode.removesuffix("A")) if has_alpha else full
    try:
        converted = ImageCms.profileToProfile(colours, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    if converted is None:
        return image
    if has_alpha:
        converted.putalpha(full.getchannel("A"))
    return converted
