"""CFF programs with some glyphs of a font only.

HarfBuzz reads all 60,000 places of a Chinese font for the twenty characters of a heading. Most reports want the same
characters of a font, so they are taken from a small font made of those that were wanted before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gkgen.writers.installed_fonts import load_libraries

CFF = b"CFF "
# A small font is made when so many reports have asked for glyphs that it had not, then for twice as many.
_FIRST = 8
# WeasyPrint keeps its fonts as long as its font map, so few are ever met.
_MOST = 64


@dataclass(slots=True)
class _Small:
    """What was wanted of a font, and the small font made of it; `whole` is held, so that no other gets its address."""

    whole: Any
    wanted: set[int] = field(default_factory=set)
    misses: int = 0
    face: Any = None
    glyphs: frozenset[int] = frozenset()


_small: dict[int, _Small] = {}


def program(face: Any, glyphs: list[int]) -> bytes:
    """The CFF table with these glyphs; nothing when it cannot be made."""
    subset = _subset(_source(face, glyphs), glyphs)
    return _content(subset) if subset else b""


def _source(face: Any, glyphs: list[int]) -> Any:
    """The face to take the glyphs from: the small one when it has them all."""
    libraries = load_libraries()
    if len(_small) > _MOST:
        _small.clear()
    small = _small.setdefault(int(libraries.ffi.cast("uintptr_t", face)), _Small(face))
    if small.glyphs.issuperset(glyphs):
        return small.face
    small.wanted.update(glyphs)
    small.misses += 1
    if small.misses >= _FIRST and not small.misses & (small.misses - 1):
        small.face = _subset(face, small.wanted, libraries.harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS)
        small.glyphs = frozenset(small.wanted if small.face else ())
    return face


def _subset(face: Any, glyphs: Iterable[int], flags: int = 0) -> Any:
    """A face with these glyphs only; None when HarfBuzz fails."""
    libraries = load_libraries()
    ffi, harfbuzz, subsetter = libraries.ffi, libraries.harfbuzz, libraries.harfbuzz_subset
    wanted = ffi.gc(subsetter.hb_subset_input_create_or_fail(), subsetter.hb_subset_input_destroy)
    # With the table of substitutions HarfBuzz would keep every variant of a glyph as well.
    dropped = [harfbuzz.hb_tag_from_string(b"GSUB", -1)]
    tables = subsetter.hb_subset_input_set(wanted, subsetter.HB_SUBSET_SETS_DROP_TABLE_TAG)
    for target, numbers in ((subsetter.hb_subset_input_glyph_set(wanted), sorted(glyphs)), (tables, dropped)):
        harfbuzz.hb_set_add_sorted_array(target, ffi.new("hb_codepoint_t[]", numbers), len(numbers))
    flags |= subsetter.HB_SUBSET_FLAGS_DESUBROUTINIZE | subsetter.HB_SUBSET_FLAGS_NO_HINTING
    subsetter.hb_subset_input_set_flags(wanted, flags | subsetter.HB_SUBSET_FLAGS_NOTDEF_OUTLINE)
    found = subsetter.hb_subset_or_fail(face, wanted)
    return None if found == ffi.NULL else ffi.gc(found, harfbuzz.hb_face_destroy)


def _content(face: Any) -> bytes:
    libraries = load_libraries()
    ffi, harfbuzz = libraries.ffi, libraries.harfbuzz
    blob = ffi.gc(
        harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(CFF, -1)), harfbuzz.hb_blob_destroy
    )
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    return b"" if data == ffi.NULL else bytes(ffi.unpack(data, length[0]))
