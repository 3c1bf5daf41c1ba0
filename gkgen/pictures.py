"""Pictures judged and made ready before any writer sees them. Pillow is used here alone."""

import io
import warnings
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Picture
from gkgen.narrative import PictureUse

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
_SCREEN = 96.0
_ROTATION = 0x0112
_PLAIN_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
# Pillow does not miss it, Word does.
_PNG_END = b"IEND\xaeB`\x82"
_MEDIA: dict[str, Literal["image/png", "image/jpeg"]] = {"PNG": "image/png", "JPEG": "image/jpeg"}


def prepare(data: bytes, use: PictureUse) -> Picture | Diagnostic:
    """The picture, upright and in a colour space that every output knows, or what is wrong with it."""
    if len(data) > MAX_BYTES:
        return diagnose("N10", use.span, use.path, name=use.name)
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that is a little too large; what it says of metadata helps nobody here.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _prepared(data, use)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return diagnose("N10", use.span, use.path, name=use.name)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return diagnose("N09", use.span, use.path, name=use.name)


def _prepared(data: bytes, use: PictureUse) -> Picture | Diagnostic:
    with Image.open(io.BytesIO(data), formats=tuple(_MEDIA)) as image:
        if image.width * image.height > MAX_PIXELS:
            return diagnose("N10", use.span, use.path, name=use.name)
        image.load()
        resolution = _resolution(image)
        # Telephones put a second, smaller picture behind the first and call it MPO; to all others it is a JPEG.
        form = "PNG" if image.format == "PNG" else "JPEG"
        is_whole = form == "JPEG" or _PNG_END in data
        if is_whole and image.getexif().get(_ROTATION, 1) == 1 and image.mode in _PLAIN_MODES:
            return Picture(data, _MEDIA[form], image.width, image.height, resolution)
        upright = ImageOps.exif_transpose(image)
        if upright.mode not in _PLAIN_MODES:
            upright = _eight_bits(upright).convert("RGB")
        out = io.BytesIO()
        upright.save(out, format=form, dpi=(resolution, resolution), quality=90)
        return Picture(out.getvalue(), _MEDIA[form], upright.width, upright.height, resolution)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits scaled down; Pillow would cut all light ones to white."""
    return image.point(lambda value: value / 256).convert("L") if image.mode.startswith("I;16") else image


def _resolution(image: Image.Image) -> float:
    """Dots per inch as the file says, within reason, else those of a screen."""
    horizontal = float(image.info.get("dpi", (_SCREEN, _SCREEN))[0])
    return horizontal if 30 <= horizontal <= 2400 else _SCREEN
