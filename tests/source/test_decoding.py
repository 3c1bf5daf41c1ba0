"""Bytes to text: encodings, line ends, limits, control characters."""

import codecs
import time

import pytest

from gkgen.source import MAX_BYTES, decode
from tests.office import check, document, kinds, office

TEXT = "年度: 2021\n机关: 张庄镇人民政府\n"


def found(data: bytes) -> list[tuple[str, int, int]]:
    """Kind and place of each finding of decoding; no text is passed on beside a finding about the encoding."""
    _, diagnostics = decode(data, "office.yaml")
    return [(d.kind, d.span.line if d.span else 0, d.span.column if d.span else 0) for d in diagnostics]


def test_utf8_is_read_as_it_stands() -> None:
    assert decode(TEXT.encode(), "office.yaml") == (TEXT, ())


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + TEXT.encode(), "office.yaml") == (TEXT, ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_made_uniform(end: str) -> None:
    assert decode(TEXT.replace("\n", end).encode(), "office.yaml") == (TEXT, ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_places_do_not_depend_on_the_line_ends(end: str) -> None:
    faulty = office(依申请公开情况="本年新收: {自然人: 三}\n上年结转: {自然人: 四}")
    before = [diagnostic.span for diagnostic in check(faulty).diagnostics]
    assert len(before) == 2
    assert [diagnostic.span for diagnostic in check(faulty.replace("\n", end)).diagnostics] == before


def test_a_file_with_byte_order_mark_and_windows_line_ends_gives_the_same_document() -> None:
    text = office(总体情况="|\n第一段。\n第二段。")
    assert document(codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode()) == document(text)


@pytest.mark.parametrize("data", [b"", b"   \n\t\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\r\n"])
def test_an_empty_file_is_told_as_such(data: bytes) -> None:
    assert found(data) == [("Y01.empty", 0, 0)]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_a_file_of_notepad_is_told_to_be_gbk(encoding: str) -> None:
    text, diagnostics = decode(office().encode(encoding), "office.yaml")
    assert text == ""
    assert [(d.kind, dict(d.values)["encoding"]) for d in diagnostics] == [("Y01.encoding", "GBK")]


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf16_is_told_by_its_byte_order_mark(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    text, diagnostics = decode(mark + TEXT.encode(encoding), "office.yaml")
    assert text == ""
    assert [(d.kind, dict(d.values)["encoding"]) for d in diagnostics] == [("Y01.encoding", "UTF-16")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff", id="PNG"),
        pytest.param(b"\x1f\x8b\x08\x00\x00\x00!\x00\xdf\xa4\xd2lZ", id="gzip"),
    ],
)
def test_a_binary_file_is_no_text(data: bytes) -> None:
    assert [kind for kind, _, _ in found(data)] == ["Y01.bytes"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_order_mark_is_no_text(encoding: str) -> None:
    assert [kind for kind, _, _ in found(office().encode(encoding))] == ["Y01.bytes"]


def test_damage_deep_inside_utf8_is_told_at_its_line_and_not_taken_for_gbk() -> None:
    good = "机关: 某某市某某区张庄镇人民政府办公室\n引言: 根据"
    assert found(good.encode() + b"\xff" + "条例\n".encode()) == [("Y01.bytes", 2, 7)]


def test_a_file_of_one_megabyte_is_read_and_one_byte_more_is_not() -> None:
    assert found(b"#" * MAX_BYTES) == []
    assert found(b"#" * (MAX_BYTES + 1)) == [("Y01.size", 0, 0)]


def test_a_file_of_fifty_megabytes_is_refused_at_once() -> None:
    data = b"x" * 50_000_000
    begun = time.monotonic()
    assert kinds(data) == ["Y01.size"]
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff"]
)
def test_a_character_that_no_output_can_hold_is_named_and_placed(letter: str) -> None:
    """Guard: the pattern of forbidden characters; PyYAML gives no line for them, or takes them for a line end."""
    diagnostics = check(office(引言=f"根据{letter}条例")).diagnostics
    assert [(d.kind, d.span and (d.span.line, d.span.column)) for d in diagnostics] == [("Y02", (9, 7))]
    assert dict(diagnostics[0].values)["character"] == f"U+{ord(letter):04X}"


def test_a_file_full_of_control_characters_gives_few_findings() -> None:
    assert len(check("\x07" * 1000).diagnostics) == 20
