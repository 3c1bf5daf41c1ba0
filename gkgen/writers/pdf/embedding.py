"""Embedded fonts made small.

WeasyPrint keeps a place for every glyph of a font, used or not: 60,000 in a Chinese one, and their list does not
compress. A font that names its glyphs by CID needs no places (ISO 32000-1, 9.7.4.2): those that are used stay under
their CIDs, in a bare CFF program instead of an OpenType file. Nor need its 20 MB be copied for every report.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gkgen.writers.installed_fonts import load_libraries
from gkgen.writers.pdf.subsetting import CFF, program

# WeasyPrint goes by the first bytes of an OpenType font with a CFF program; the rest tells ours from others.
_OPEN_TYPE = b"OTTO"
_BARE = _OPEN_TYPE + b"bare"


@contextmanager
def bare_programs() -> Iterator[None]:
    """While it lasts, WeasyPrint takes bare programs for the fonts that have one; `unwrap` then declares them such.

    A font whose glyphs would get other names is embedded as WeasyPrint does it. It changes WeasyPrint itself, so one
    document is to be written at a time.
    """
    if load_libraries().harfbuzz_subset is None:
        yield
        return
    from weasyprint.pdf import fonts, stream

    font, whole, clean = fonts.Font, fonts.get_hb_object_data, fonts.Font.clean

    def opened(*words: Any) -> Any:
        fonts.get_hb_object_data = lambda face: _OPEN_TYPE if _has_program(face) else whole(face)
        try:
            return font(*words)
        finally:
            fonts.get_hb_object_data = whole

    def cleaned(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
        program = _program(self.hb_face, sorted({0, *to_unicode})) if self.file_content == _OPEN_TYPE else b""
        if program:
            self.file_content = _BARE + program
            return
        self.file_content = whole(self.hb_face)
        clean(self, to_unicode, hinting)

    stream.Font, font.clean = opened, cleaned
    try:
        yield
    finally:
        stream.Font, font.clean = font, clean


def unwrap(pdf: Any) -> None:
    """Declare the bare programs of a finished PDF as what they are."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Subtype") == "/OpenType" and item.stream[0].startswith(_BARE):
            item.stream[0] = item.stream[0][len(_BARE) :]
            item.extra["Subtype"] = "/CIDFontType0C"


def _has_program(face: Any) -> bool:
    libraries = load_libraries()
    harfbuzz = libraries.harfbuzz
    blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(CFF, -1))
    length: int = harfbuzz.hb_blob_get_length(blob)
    harfbuzz.hb_blob_destroy(blob)
    return length > 0


def _program(face: Any, glyphs: list[int]) -> bytes:
    """The CFF table with these glyphs only; nothing when they would not be found under the same numbers."""
    table = program(face, glyphs)
    return table if table and _cids(table).issuperset(glyphs) else b""


def _cids(table: bytes) -> frozenset[int]:
    """The CIDs of a CFF program; none when it names its glyphs otherwise."""
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(table), None)
    top = fonts.topDictIndex[0]
    if "ROS" not in top.rawDict:
        return frozenset()
    return frozenset(int(name.removeprefix("cid")) if name.startswith("cid") else 0 for name in top.charset)
