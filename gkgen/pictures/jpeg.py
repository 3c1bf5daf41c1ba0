"""A JPEG without what its camera wrote beside the picture (ITU-T T.81, annex B): places, owners, second pictures."""

from collections.abc import Iterator

_SOI, _EOI, _SOS, _APP0, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xEE, 0xFE
_RESTARTS = range(0xD0, 0xD8)
_APPLICATIONS = range(0xE0, 0xF0)
# Version 1.1, no resolution, no thumbnail: that it is JFIF tells decoders how to read the colours.
_PLAIN_APP0 = bytes.fromhex("FFE0 0010 4A464946 00 0101 00 0001 0001 00 00")


def without_metadata(data: bytes) -> bytes | None:
    """The picture alone, its pixels untouched; None when the file is built in a way that cannot be followed."""
    try:
        return b"".join(_kept_segments(data))
    except (IndexError, ValueError):
        return None


def _kept_segments(data: bytes) -> Iterator[bytes]:
    if data[:2] != bytes((0xFF, _SOI)):
        raise ValueError("no JPEG")
    yield data[:2]
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError("no marker")
        marker = data[place + 1]
        if marker == _EOI:
            yield data[place : place + 2]
            return
        if marker == 0xFF:  # a marker may have any number of these before it (B.1.1.2)
            place += 1
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == _SOS:
            end = _scan_end(data, end)
        yield _segment(marker, data[place:end])
        place = end


def _segment(marker: int, segment: bytes) -> bytes:
    if marker == _APP0:
        return _PLAIN_APP0 if segment[4:9] == b"JFIF\0" else b""
    # Adobe's is kept: it says how the colours are written.
    is_dropped = marker == _COM or (marker in _APPLICATIONS and marker != _APP14)
    return b"" if is_dropped else segment


def _scan_end(data: bytes, place: int) -> int:
    """The offset of the next marker after the data of a scan; FF00 is a byte of data."""
    while True:
        place = data.index(b"\xff", place)
        if data[place + 1] != 0 and data[place + 1] not in _RESTARTS:
            return place
        place += 2
