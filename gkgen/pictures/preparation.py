"""From the bytes of a picture to what is printed, or to a finding."""

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Picture
from gkgen.narrative import PictureUse
from gkgen.pictures.bitmaps import as_png, raster
from gkgen.pictures.picture_error import Refused
from gkgen.pictures.svg import drawing

MAX_BYTES = 20_000_000
_BLANKS = b"\xef\xbb\xbf \t\r\n"
# Of markup in UTF-8, and in UTF-16 with its byte order mark.
_MARKUP = (b"<", b"\xff\xfe<\0", b"\xfe\xff\0<")


def usable(data: bytes) -> bytes:
    """The picture as a report can hold it, as PNG where its kind is another; empty where it cannot be had."""
    for attempt in (bytes, as_png):
        try:
            made = attempt(data)
            _prepared(made)
        except Refused:
            continue
        return made
    return b""


def prepare(data: bytes, use: PictureUse) -> Picture | Diagnostic:
    """The picture, harmless and at its printed size, or what is wrong with it."""
    try:
        return _prepared(data)
    except Refused as refused:
        return diagnose(refused.kind, use.span, use.path, name=use.name, **refused.values)


def _prepared(data: bytes) -> Picture:
    if len(data) > MAX_BYTES:
        raise Refused("N10")
    return drawing(data) if data[:100].lstrip(_BLANKS).startswith(_MARKUP) else raster(data)
