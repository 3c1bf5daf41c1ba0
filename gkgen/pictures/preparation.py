"""From the bytes of a picture to what is printed, or to a finding."""

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.document import Picture
from gkgen.narrative import PictureUse
from gkgen.pictures.bitmaps import converted_to_png, prepare_bitmap
from gkgen.pictures.picture_error import PictureError
from gkgen.pictures.svg import prepare_svg

MAX_BYTES = 20_000_000
_BLANKS = b"\xef\xbb\xbf \t\r\n"
# Of markup in UTF-8, and in UTF-16 with its byte order mark.
_MARKUP = (b"<", b"\xff\xfe<\0", b"\xfe\xff\0<")


def as_supported(data: bytes) -> bytes:
    """The picture as a report can hold it, as PNG where its kind is another; empty where it cannot be had."""
    for attempt in (bytes, converted_to_png):
        try:
            made = attempt(data)
            _prepared(made)
        except PictureError:
            continue
        return made
    return b""


def prepare(data: bytes, use: PictureUse) -> Picture | Diagnostic:
    """The picture, harmless and at its printed size, or what is wrong with it."""
    try:
        return _prepared(data)
    except PictureError as refused:
        return diagnose(refused.kind, use.span, use.path, name=use.name, **refused.values)


def _prepared(data: bytes) -> Picture:
    if len(data) > MAX_BYTES:
        raise PictureError("N10")
    return prepare_svg(data) if data[:100].lstrip(_BLANKS).startswith(_MARKUP) else prepare_bitmap(data)
