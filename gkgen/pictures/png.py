"""A PNG without what its program wrote beside the picture (W3C PNG, 5.3): texts, times, profiles, resolution."""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME_BYTES = 12
"""The length, the kind and the check of a chunk."""
_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_MAX_BITS = 8
_BITS_PLACE, _INTERLACE_PLACE = 16, 20
"""In the chunk IHDR with its length and kind."""


def without_metadata(data: bytes) -> bytes | None:
    """The picture alone, its pixels untouched; None for one of more bits, interlaced or broken."""
    kept = [SIGNATURE]
    try:
        for kind, chunk in chunks(data):
            if kind == b"IHDR" and (chunk[_BITS_PLACE] > _MAX_BITS or chunk[_INTERLACE_PLACE]):
                return None
            if kind in _KEPT:
                kept.append(chunk)
    except (IndexError, ValueError, struct.error):
        return None
    return b"".join(kept)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind of each chunk, and the whole of it, as far as IEND; ValueError where its check is wrong."""
    place = len(SIGNATURE)
    while True:
        (length,) = struct.unpack_from(">I", data, place)
        chunk = data[place : place + length + _FRAME_BYTES]
        kind = chunk[4:8]
        if len(chunk) < length + _FRAME_BYTES or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise ValueError("a broken chunk")
        yield kind, chunk
        if kind == b"IEND":
            return
        place += len(chunk)
