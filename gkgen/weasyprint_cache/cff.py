"""CFF programs put together from charstrings that were taken out of a font before (Adobe Technical Note 5176).

HarfBuzz reads all 60,000 glyphs of a Chinese font for the twenty characters of a heading, so it is asked only for
glyphs that no document had before. A program follows from the font and its glyphs alone, whatever was written before.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from gkgen.weasyprint_cache.store import Store

CFF = b"CFF "
# Operators of dictionaries; those of two bytes begin with 12.
_CHARSET, _CHARSTRINGS, _PRIVATE, _BOUNDS = b"\x0f", b"\x11", b"\x12", b"\x05"
_ROS, _FD_ARRAY, _FD_SELECT, _MATRIX, _CID_COUNT = b"\x0c\x1e", b"\x0c\x24", b"\x0c\x25", b"\x0c\x07", b"\x0c\x22"
_WIDTHS = b"\x14", b"\x15"
_STANDARD_STRINGS = 391
# WeasyPrint keeps its fonts as long as its font map, so few are ever met.
_MAX_FONTS = 64
_MAX_CHARSTRINGS = 20_000
"""Of one font; a charstring has half a kilobyte."""


class Program:
    """A font program that names its glyphs by CID: its fixed parts, and the charstrings taken out so far.

    `face` is held, so that no other gets its address. Raises ValueError for any other font.
    """

    def __init__(self, face: Any) -> None:
        self.face = face
        self.charstrings: dict[int, bytes] = {}
        data = table(face)
        if not data:
            raise ValueError("no CFF program")
        self.names, at = _index(data, data[2])
        tops, at = _index(data, at)
        strings, _ = _index(data, at)
        top = _dictionary(tops[0])
        if _ROS not in top:
            raise ValueError("not named by CID")
        *named, supplement = _numbers(top[_ROS])
        own = [number for number in named if number >= _STANDARD_STRINGS]
        self.strings = _packed([strings[number - _STANDARD_STRINGS] for number in own])
        numbers = [_STANDARD_STRINGS + own.index(number) if number in own else number for number in named]
        self.fixed = b"".join(map(_integer, (*numbers, supplement))) + _ROS
        self.fixed += b"".join(top[key] + key for key in (_MATRIX, _BOUNDS, _CID_COUNT) if key in top)
        fonts, _ = _index(data, _numbers(top[_FD_ARRAY])[0])
        self.fonts = [_font(data, font) for font in fonts]
        (count,) = struct.unpack_from(">H", data, _numbers(top[_CHARSTRINGS])[0])
        self.cids = _charset(data, _numbers(top[_CHARSET])[0], count)
        self.first_glyphs, self.selected = _selection(data, _numbers(top[_FD_SELECT])[0], count)

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """The program with these glyphs, 0 first and ascending, each under its own CID.

        Nothing when HarfBuzz fails or a glyph has another number as CID: it would not be found.
        """
        if any(glyph >= len(self.cids) or self.cids[glyph] != glyph for glyph in glyphs) or not self._take(glyphs):
            return b""
        fonts = [self.selected[bisect_right(self.first_glyphs, glyph) - 1] for glyph in glyphs]
        used = sorted(set(fonts))
        ranges: list[tuple[int, int]] = []
        for place, font in enumerate(map(used.index, fonts)):
            if not ranges or ranges[-1][1] != font:
                ranges.append((place, font))
        selection = struct.pack(">BH", 3, len(ranges)) + b"".join(struct.pack(">HB", *each) for each in ranges)
        charset = b"\0" + struct.pack(f">{len(glyphs) - 1}H", *glyphs[1:])
        charstrings = _packed([self.charstrings[glyph] for glyph in glyphs])
        return self._joined(charset, selection + struct.pack(">H", len(glyphs)), charstrings, used)

    def _joined(self, charset: bytes, selection: bytes, charstrings: bytes, used: Iterable[int]) -> bytes:
        names = _packed(self.names)
        top_length = len(self.fixed) + 4 * len(_integer(0)) + len(_CHARSET + _FD_SELECT + _CHARSTRINGS + _FD_ARRAY)
        begin = len(names) + len(_packed([bytes(top_length)])) + len(self.strings) + 4 + 2
        charset_at, selection_at = begin, begin + len(charset)
        charstrings_at = selection_at + len(selection)
        at = charstrings_at + len(charstrings)
        privates, dictionaries = b"", []
        for number in used:
            matrix, private = self.fonts[number]
            place = _integer(len(private)) + _integer(at + len(privates)) + _PRIVATE
            dictionaries.append(matrix + place)
            privates += private
        top = self.fixed + _integer(charset_at) + _CHARSET + _integer(selection_at) + _FD_SELECT
        top += _integer(charstrings_at) + _CHARSTRINGS + _integer(at + len(privates)) + _FD_ARRAY
        head = b"\1\0\4\4", names, _packed([top]), self.strings, _packed([])
        return b"".join((*head, charset, selection, charstrings, privates, _packed(dictionaries)))

    def _take(self, glyphs: Sequence[int]) -> bool:
        """Have the charstrings of these glyphs at hand; whether that could be done."""
        if len(self.charstrings) > _MAX_CHARSTRINGS:
            self.charstrings.clear()
        lacking = [glyph for glyph in glyphs if glyph not in self.charstrings]
        if lacking:
            face = _subset(self.face, sorted({0, *lacking}))
            if face is None:
                return False
            data = table(face)
            _, at = _index(data, data[2])
            top = _dictionary(_index(data, at)[0][0])
            strings, _ = _index(data, _numbers(top[_CHARSTRINGS])[0])
            # HarfBuzz adds a glyph now and then; glyphs of such a font have their CIDs as numbers.
            self.charstrings.update(zip(_charset(data, _numbers(top[_CHARSET])[0], len(strings)), strings, strict=True))
        return self.charstrings.keys() >= set(glyphs)


_programs: Store[Program] = Store("font programs", _MAX_FONTS)


def program(face: Any, glyphs: Sequence[int]) -> bytes:
    """The CFF table with these glyphs; nothing where WeasyPrint has to make its own."""
    from weasyprint.text.ffi import ffi

    address = int(ffi.cast("uintptr_t", face))
    try:
        found = _programs.get(address) or _programs.keep(address, Program(face))
    except (ValueError, KeyError, IndexError, struct.error):
        return b""
    return found.subset(glyphs)


def table(face: Any) -> bytes:
    """The CFF table of a face."""
    from weasyprint.text.ffi import ffi, harfbuzz

    tag = harfbuzz.hb_tag_from_string(CFF, -1)
    blob = ffi.gc(harfbuzz.hb_face_reference_table(face, tag), harfbuzz.hb_blob_destroy)
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return b"" if data == ffi.NULL else bytes(ffi.unpack(data, length[0]))


def _subset(face: Any, glyphs: Sequence[int]) -> Any:
    """A face with these glyphs only; None when HarfBuzz fails."""
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    # With the table of substitutions HarfBuzz would keep every variant of a glyph as well.
    dropped = [harfbuzz.hb_tag_from_string(b"GSUB", -1)]
    tables = harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG)
    for target, numbers in ((harfbuzz_subset.hb_subset_input_glyph_set(wanted), glyphs), (tables, dropped)):
        harfbuzz.hb_set_add_sorted_array(target, ffi.new("hb_codepoint_t[]", numbers), len(numbers))
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE | harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags | harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE)
    found = harfbuzz_subset.hb_subset_or_fail(face, wanted)
    return None if found == ffi.NULL else ffi.gc(found, harfbuzz.hb_face_destroy)


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The entries of an INDEX (clause 5) and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size, begin = data[at + 2], at + 3
    base = begin + size * (count + 1) - 1
    offsets = [int.from_bytes(data[place : place + size], "big") for place in range(begin, base + 1, size)]
    entries = [data[base + start : base + end] for start, end in pairwise(offsets)]
    return entries, base + offsets[-1]


def _packed(entries: Sequence[bytes]) -> bytes:
    """An INDEX of these entries."""
    if not entries:
        return b"\0\0"
    offsets = [1]
    for entry in entries:
        offsets.append(offsets[-1] + len(entry))
    size = (offsets[-1].bit_length() + 7) // 8
    numbers = b"".join(offset.to_bytes(size, "big") for offset in offsets)
    return struct.pack(">HB", len(entries), size) + numbers + b"".join(entries)


def _dictionary(data: bytes) -> dict[bytes, bytes]:
    """Operators of a DICT (clause 4) with the bytes of their operands."""
    found, at, begin = {}, 0, 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            end = at + (2 if first == 12 else 1)
            found[data[at:end]] = data[begin:at]
            begin = at = end
        elif first == 30:  # a real number ends with a nibble of ones
            at += 1
            while data[at] & 15 != 15:
                at += 1
            at += 1
        else:
            at += _operand_length(first)
    return found


def _operand_length(first: int) -> int:
    return {28: 3, 29: 5}.get(first, 1 if first <= 246 else 2)


def _numbers(data: bytes) -> list[int]:
    """Whole numbers among operands."""
    found, at = [], 0
    while at < len(data):
        first, length = data[at], _operand_length(data[at])
        if first <= 29:
            found.append(int.from_bytes(data[at + 1 : at + length], "big", signed=True))
        elif length == 1:
            found.append(first - 139)
        elif first <= 250:
            found.append((first - 247) * 256 + data[at + 1] + 108)
        else:
            found.append(-(first - 251) * 256 - data[at + 1] - 108)
        at += length
    return found


def _integer(number: int) -> bytes:
    """An operand of five bytes, whatever its value."""
    return b"\x1d" + struct.pack(">i", number)


def _font(data: bytes, font: bytes) -> tuple[bytes, bytes]:
    """Matrix and private dictionary of one of a program's fonts; charstrings call no subroutines and have no hints."""
    entries = _dictionary(font)
    size, offset = _numbers(entries[_PRIVATE])
    private = _dictionary(data[offset : offset + size])
    matrix = entries[_MATRIX] + _MATRIX if _MATRIX in entries else b""
    return matrix, b"".join(private[key] + key for key in _WIDTHS if key in private)


def _charset(data: bytes, at: int, count: int) -> list[int]:
    """The CIDs of a program, glyph by glyph (clause 13)."""
    kind, cids = data[at], [0]
    at += 1
    if kind == 0:
        return [0, *struct.unpack_from(f">{count - 1}H", data, at)]
    while len(cids) < count:
        first, left = struct.unpack_from(">HB" if kind == 1 else ">HH", data, at)
        cids += range(first, first + left + 1)
        at += 3 if kind == 1 else 4
    return cids


def _selection(data: bytes, at: int, count: int) -> tuple[Sequence[int], Sequence[int]]:
    """Where stretches of glyphs of one font begin, and the number of the font (clause 19)."""
    if data[at] == 0:
        return range(count), data[at + 1 : at + 1 + count]
    (ranges,) = struct.unpack_from(">H", data, at + 1)
    flat = struct.unpack_from(">" + "HB" * ranges, data, at + 3)
    return flat[::2], flat[1::2]
