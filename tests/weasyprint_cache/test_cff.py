"""CFF programs put together from kept charstrings: the outlines and widths of the font, whatever was asked before."""

import io
import random
from functools import cache
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen

from gkgen.weasyprint_cache import cff
from gkgen.writers import pdf
from gkgen.writers.installed_fonts import load_libraries
from tests.writers.pages import built_in, paragraph, report


@cache
def faces() -> tuple[Any, ...]:
    """The fonts of a report that have a CFF program, as HarfBuzz has them, by family."""
    from weasyprint.pdf import stream

    found: dict[str, Any] = {}
    made = stream.Font

    def noted(*words: Any) -> Any:
        font = made(*words)
        found[font.family] = font.hb_face
        return font

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "Font", noted)
        pdf.write(report(paragraph("甲", bold=True), paragraph("乙")), built_in())
    programs = tuple(face for _, face in sorted(found.items()) if cff.table(face))
    assert len(found) > len(programs) >= 3
    return programs


def decompiled(program: bytes) -> Any:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    return fonts.topDictIndex[0]


def outline(top: Any, glyph: int) -> tuple[Any, float]:
    charstring = top.CharStrings[f"cid{glyph:05}" if glyph else ".notdef"]
    pen = RecordingPen()
    charstring.draw(pen)
    return pen.value, charstring.width


@pytest.fixture(params=range(3))
def face(request: pytest.FixtureRequest) -> Any:
    return faces()[request.param]


def test_a_program_is_the_same_whatever_was_asked_before(face: Any) -> None:
    count = load_libraries().harfbuzz.hb_face_get_glyph_count(face)
    chance = random.Random(1)
    wanted = [sorted({0, *chance.sample(range(1, min(count, 6000)), 40)}) for _ in range(6)]
    alone = []
    for glyphs in wanted:
        cff._programs.clear()
        alone.append(cff.program(face, glyphs))
    assert all(alone)
    assert len(set(alone)) == len(alone)
    for glyphs, program in (*zip(wanted, alone, strict=True), *zip(wanted[::-1], alone[::-1], strict=True)):
        assert cff.program(face, glyphs) == program


def test_outlines_and_widths_are_those_of_the_font(face: Any) -> None:
    whole = decompiled(cff.table(face))
    chance = random.Random(2)
    cff.program(face, [0])
    (found,) = (found for found in map(cff._programs.get, list(cff._programs._values)) if found and found.face == face)
    # Those that are embedded under their own numbers; the others are left to WeasyPrint.
    numbered = [glyph for glyph, cid in enumerate(found.cids) if glyph == cid]
    glyphs = sorted({0, *chance.sample(numbered[1:], 400)})
    if len(numbered) < len(found.cids):
        assert cff.program(face, [0, next(glyph for glyph, cid in enumerate(found.cids) if glyph != cid)]) == b""
    ours = decompiled(cff.program(face, glyphs))
    assert len(ours.charset) == len(glyphs) > 300
    for glyph in glyphs:
        assert outline(ours, glyph) == outline(whole, glyph)


def test_no_more_charstrings_are_held_than_there_is_room_for(face: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cff.program(face, [0, 5, 9])
    monkeypatch.setattr(cff, "_MAX_CHARSTRINGS", 2)
    assert cff.program(face, [0, 7, 8]) != cff.program(face, [0, 5, 9]) == before


def test_what_is_no_cff_program_named_by_cid_is_left_to_weasyprint(face: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in (b"", b"\1\0\4\4", b"no font"):
        cff._programs.clear()
        monkeypatch.setattr(cff, "table", lambda _, table=table: table)
        assert cff.program(face, [0, 5]) == b""
