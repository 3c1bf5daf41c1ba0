"""Embedded fonts made small.

WeasyPrint keeps a place for every glyph of a font, used or not: 60,000 in a Chinese one, and their list does not
compress. A font that names its glyphs by CID needs no places (ISO 32000-1, 9.7.4.2): those that are used stay under
their CIDs, in a bare CFF program instead of an OpenType file.
"""

import io
from collections.abc import Iterable
from typing import Any

from gkgen.writers.fonts import load_libraries

_CFF = b"CFF "


def shrink(pdf: Any, embedded: Iterable[Any]) -> None:
    """Replace the font files that can be made smaller; a font whose glyphs would get other names stays as it is."""
    if load_libraries().harfbuzz_subset is None:
        return
    streams = {id(item.stream[0]): item for item in pdf.objects if _is_open_type(item)}
    by_file: dict[int, list[Any]] = {}
    for font in embedded:
        by_file.setdefault(id(font.file_content), []).append(font)
    for key, fonts in by_file.items():
        glyphs = sorted({0}.union(*(font.to_unicode for font in fonts)))
        program = _program(fonts[0].hb_face, glyphs) if key in streams else b""
        if program:
            streams[key].stream[0] = program
            streams[key].extra["Subtype"] = "/CIDFontType0C"


def _is_open_type(item: Any) -> bool:
    return getattr(item, "extra", {}).get("Subtype") == "/OpenType"


def _program(face: Any, glyphs: list[int]) -> bytes:
    """The CFF table with these glyphs only; nothing when they would not be found under the same numbers."""
    table = _table(face, glyphs)
    return table if table and _cids(table).issuperset(glyphs) else b""


def _table(face: Any, glyphs: list[int]) -> bytes:
    libraries = load_libraries()
    ffi, harfbuzz, subsetter = libraries.ffi, libraries.harfbuzz, libraries.harfbuzz_subset
    wanted = ffi.gc(subsetter.hb_subset_input_create_or_fail(), subsetter.hb_subset_input_destroy)
    # With the table of substitutions HarfBuzz would keep every variant of a glyph as well.
    dropped = [harfbuzz.hb_tag_from_string(b"GSUB", -1)]
    tables = subsetter.hb_subset_input_set(wanted, subsetter.HB_SUBSET_SETS_DROP_TABLE_TAG)
    for target, numbers in ((subsetter.hb_subset_input_glyph_set(wanted), glyphs), (tables, dropped)):
        harfbuzz.hb_set_add_sorted_array(target, ffi.new("hb_codepoint_t[]", numbers), len(numbers))
    flags = subsetter.HB_SUBSET_FLAGS_DESUBROUTINIZE | subsetter.HB_SUBSET_FLAGS_NO_HINTING
    subsetter.hb_subset_input_set_flags(wanted, flags | subsetter.HB_SUBSET_FLAGS_NOTDEF_OUTLINE)
    found = subsetter.hb_subset_or_fail(face, wanted)
    if found == ffi.NULL:
        return b""
    found = ffi.gc(found, harfbuzz.hb_face_destroy)
    blob = ffi.gc(
        harfbuzz.hb_face_reference_table(found, harfbuzz.hb_tag_from_string(_CFF, -1)), harfbuzz.hb_blob_destroy
    )
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return b"" if data == ffi.NULL else bytes(ffi.unpack(data, length[0]))


def _cids(table: bytes) -> frozenset[int]:
    """The CIDs of a CFF program; none when it names its glyphs otherwise."""
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(table), None)
    top = fonts.topDictIndex[0]
    if "ROS" not in top.rawDict:
        return frozenset()
    return frozenset(int(name.removeprefix("cid")) if name.startswith("cid") else 0 for name in top.charset)
