"""Embedded fonts made small.

WeasyPrint keeps a place for every glyph of a font, used or not: 60,000 in a Chinese one, and their list does not
compress. A font that names its glyphs by CID needs no places (ISO 32000-1, 9.7.4.2): those that are used stay under
their CIDs, in a bare CFF program instead of an OpenType file. Nor need its 20 MB be copied for every document.
"""

import threading
from typing import Any

from gkgen.weasyprint_cache.cff import CFF, program
from gkgen.weasyprint_cache.patching import Patch, Target, font_configuration

# WeasyPrint goes by the first bytes of an OpenType font with a CFF program; the rest tells ours from others.
_OPEN_TYPE = b"OTTO"
_BARE = _OPEN_TYPE + b"bare"

_making = threading.local()
"""Has `is_ours` while a font of a document of gkgen is being made in this thread."""


def unwrap(pdf: Any) -> None:
    """Declare the bare programs of a finished PDF as what they are."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Subtype") == "/OpenType" and item.stream[0].startswith(_BARE):
            item.stream[0] = item.stream[0][len(_BARE) :]
            item.extra["Subtype"] = "/CIDFontType0C"


def _embedding(original: Any) -> Any:
    """The class of embedded fonts, with bare programs where there can be one."""
    from weasyprint.pdf import fonts
    from weasyprint.text.ffi import harfbuzz_subset

    class BareFont(original):  # type: ignore[misc]
        file_content: bytes

        def clean(self, to_unicode: dict[int, str], hinting: bool) -> None:
            if self.file_content == _OPEN_TYPE:
                found = program(self.hb_face, sorted({0, *to_unicode}))
                if found:
                    self.file_content = _BARE + found
                    return
                self.file_content = fonts.get_hb_object_data(self.hb_face)
            super().clean(to_unicode, hinting)

    def made(*words: Any) -> Any:
        _making.is_ours = harfbuzz_subset is not None
        try:
            return BareFont(*words)
        finally:
            _making.is_ours = False

    return made


def _reading(whole: Any) -> Any:
    """Reading a font file, which is not done where a bare program will take its place."""

    def read(face: Any, *rest: Any) -> Any:
        return whole(face, *rest) if rest or not _has_program(face) else _OPEN_TYPE

    return read


def _has_program(face: Any) -> bool:
    from weasyprint.text.ffi import harfbuzz

    blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(CFF, -1))
    length: int = harfbuzz.hb_blob_get_length(blob)
    harfbuzz.hb_blob_destroy(blob)
    return length > 0


def _is_from_our_map(pango_font: Any, *_: Any) -> bool:
    from weasyprint.text.ffi import pango

    return bool(pango.pango_font_get_font_map(pango_font) == font_configuration().font_map)


PATCH = Patch(
    "font embedding",
    __name__,
    (
        Target(
            "weasyprint.pdf.stream",
            "Font",
            _embedding,
            _is_from_our_map,
            frozenset({"64bade0f1b1f8867", "sha256=mtmiAqQWuEWF5Z11"}),
            source="Font.__init__",
        ),
        Target(
            "weasyprint.pdf.fonts",
            "get_hb_object_data",
            _reading,
            lambda *_: getattr(_making, "is_ours", False),
            frozenset({"a921ed57bd7b3498", "sha256=WddNDBYTSbhBbx0T"}),
        ),
    ),
)
