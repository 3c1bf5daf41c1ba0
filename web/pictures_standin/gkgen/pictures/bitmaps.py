"""PNG and JPEG without Pillow: as they are where nothing is to be changed, else as the browser converted them.

Takes the place of the module of the same name in gkgen.html. Sizes are those that Pillow would tell; what is
taken as it is has the same bytes as there.
"""

import struct
import zlib
from dataclasses import dataclass

from gkgen.pictures.browser_conversion import Wanted, ask

from gkgen.document import Picture
from gkgen.pictures import jpeg, png
from gkgen.pictures.picture_error import PictureError
from gkgen.pictures.print_size import MILLIMETRES_PER_INCH, SCREEN_DPI, Size, kept_pixels, printed_size

MAX_PIXELS = 40_000_000
MAX_SIDE_PIXELS = 30_000
_TURNED = frozenset({5, 6, 7, 8})  # orientations of EXIF in which width and height change places
_MIN_DPI, _MAX_DPI = 30, 2400
_NO_RESOLUTION = 72.0  # what Pillow says of a JPEG with EXIF and without resolution
_EXIF_ORIENTATION, _EXIF_RESOLUTION, _EXIF_UNIT, _CENTIMETRES = 0x0112, 0x011A, 0x0128, 3
_OTHERS = {b"GIF8": "image/gif", b"BM": "image/bmp", b"RIFF": "image/webp"}
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_COLOURS = {1, 3}
_BITS = 8


@dataclass(slots=True)
class _Facts:
    """What the headers of a picture say; `is_plain` where it can be taken as it is, unless it is too large."""

    media: str
    width: int = 0
    height: int = 0
    dpi: tuple[float, float] = (SCREEN_DPI, SCREEN_DPI)
    orientation: int = 1
    is_plain: bool = True


def prepare_bitmap(data: bytes) -> Picture:
    """The picture at its printed size; raises PictureError."""
    facts = _facts(data)
    size = _size(facts)
    if _wanted_pixels(facts) is None and (made := _as_it_is(data, facts)):
        return Picture(made, facts.media, *size)
    made = _by_browser(Wanted(data, facts.media, facts.media, *(_wanted_pixels(facts) or _upright(facts))))
    return Picture(made, facts.media, *size)


def converted_to_png(data: bytes) -> bytes:
    """A picture of a kind that reports do not hold and browsers show."""
    media = next((media for start, media in _OTHERS.items() if data.startswith(start)), None)
    if media is None or (media == "image/webp" and data[8:12] != b"WEBP"):
        raise PictureError("N09")
    return _by_browser(Wanted(data, media, "image/png"))


def _by_browser(wanted: Wanted) -> bytes:
    """What the browser makes of it."""
    made = ask(wanted)
    if not made:
        raise PictureError("N09.library" if made is None else "N09")
    return made


def embeddable_bitmap(data: bytes) -> tuple[bytes, str]:
    """A picture embedded in a drawing."""
    facts = _facts(data)
    made = _as_it_is(data, facts) if facts.is_plain and facts.orientation == 1 else None
    return made or _by_browser(Wanted(data, facts.media, facts.media, *_upright(facts))), facts.media


def _facts(data: bytes) -> _Facts:
    try:
        facts = _facts_of_png(data) if data.startswith(png.SIGNATURE) else _facts_of_jpeg(data)
    except (IndexError, ValueError, struct.error, zlib.error):
        raise PictureError("N09") from None
    if not facts.width or not facts.height:
        raise PictureError("N09")
    if facts.width * facts.height > MAX_PIXELS or max(facts.width, facts.height) > MAX_SIDE_PIXELS:
        raise PictureError("N10")
    return facts


def _upright(facts: _Facts) -> tuple[int, int]:
    return (facts.height, facts.width) if facts.orientation in _TURNED else (facts.width, facts.height)


def _size(facts: _Facts) -> Size:
    across, down = facts.dpi
    if not (_MIN_DPI <= across <= _MAX_DPI and _MIN_DPI <= down <= _MAX_DPI):
        across = down = SCREEN_DPI
    natural = facts.width / across * MILLIMETRES_PER_INCH, facts.height / down * MILLIMETRES_PER_INCH
    return printed_size(natural[::-1] if facts.orientation in _TURNED else natural)


def _wanted_pixels(facts: _Facts) -> tuple[int, int] | None:
    """The pixels to convert it to; None where it can stay."""
    pixels = kept_pixels(_upright(facts), _size(facts))
    is_fit = facts.is_plain and facts.orientation == 1 and pixels == (facts.width, facts.height)
    return None if is_fit else pixels


def _as_it_is(data: bytes, facts: _Facts) -> bytes | None:
    return (jpeg if facts.media == "image/jpeg" else png).without_metadata(data)


def _facts_of_png(data: bytes) -> _Facts:
    facts, pixels = _Facts("image/png"), zlib.decompressobj()
    for kind, chunk in png.chunks(data):
        body = chunk[8:-4]
        if kind == b"IHDR":
            facts.width, facts.height, bits = struct.unpack(">IIB", body[:9])
            facts.is_plain = bits <= _BITS
        elif kind == b"pHYs" and body[8] == 1:
            across, down = struct.unpack(">II", body[:8])
            facts.dpi = across * 0.0254, down * 0.0254
        elif kind == b"iCCP":
            facts.is_plain = facts.is_plain and b"srgb" in body[:80].lower()
        elif kind == b"eXIf":
            facts.orientation = int(_exif(body).get(_EXIF_ORIENTATION, 1))
        elif kind == b"IDAT":
            pixels.decompress(body, 1 << 20)  # a stream that begins as one
    return facts


def _facts_of_jpeg(data: bytes) -> _Facts:
    facts, place, exif, resolution = _Facts("image/jpeg"), 2, b"", None
    if data[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    while True:
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in {0xD9, 0xDA}:
            break
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : place + 2 + length]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            facts.height, facts.width = struct.unpack(">HH", body[1:5])
            facts.is_plain = facts.is_plain and marker in _FRAMES and body[0] == _BITS and body[5] in _COLOURS
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            unit, across, down = struct.unpack(">BHH", body[7:12])
            if unit in {1, 2}:
                factor = 1 if unit == 1 else 2.54
                resolution = across * factor, down * factor
        elif marker == 0xE1 and body.startswith(b"Exif\0\0"):
            exif = exif or body[6:]
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            facts.is_plain = facts.is_plain and b"srgb" in body.lower()
        place += 2 + length
    told = _exif(exif)
    facts.orientation = int(told.get(_EXIF_ORIENTATION, 1))
    if resolution is None and exif:
        dots = told.get(_EXIF_RESOLUTION) if _EXIF_UNIT in told else None
        dots = _NO_RESOLUTION if dots is None else dots * (2.54 if told[_EXIF_UNIT] == _CENTIMETRES else 1)
        resolution = dots, dots
    facts.dpi = resolution or facts.dpi
    return facts


def _exif(data: bytes) -> dict[int, float]:
    """Short numbers and fractions of the first directory (Exif 2.3, 4.6.2); empty for what cannot be followed."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    found: dict[int, float] = {}
    try:
        (start,) = struct.unpack_from(f"{order}I", data, 4) if order else (0,)
        for entry in range(struct.unpack_from(f"{order}H", data, start)[0] if order else 0):
            tag, kind, _, value = struct.unpack_from(f"{order}HHII", data, start + 2 + 12 * entry)
            if kind == 3:
                (found[tag],) = struct.unpack_from(f"{order}H", data, start + 10 + 12 * entry)
            elif kind == 5:
                over, under = struct.unpack_from(f"{order}II", data, value)
                if under:
                    found[tag] = over / under
    except struct.error:
        return found
    return found
