"""Texts of an editor: places in its units, changes in ranges, line ends as the protocol has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp

from gkgen.diagnostics import Span
from gkgen.language_server.buffer_text import UNITS, BufferText, Units

LETTERS = st.text(alphabet=["甲", "𬭚", "a", "\r", "\n", "\u2028", "\x0b", "é", "\ufeff", " "], max_size=30)


def place(line: int, character: int) -> lsp.Position:
    return lsp.Position(line, character)


def test_a_rare_character_is_two_units_of_utf16() -> None:
    text = BufferText("机关: 𬭚镇政府\n", "utf-16")
    assert text.position(1, 6) == place(0, 6)
    assert text.place(place(0, 6)) == (1, 6)
    assert text.range(Span("", 1, 5, 1, 6)) == lsp.Range(place(0, 4), place(0, 6))
    assert text.place(place(0, 5)) == (1, 6)  # in the middle of it


@pytest.mark.parametrize(("units", "width"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_columns_are_counted_in_the_units_of_the_editor(units: Units, width: int) -> None:
    assert BufferText("𬭚a", units).position(1, 2) == place(0, width)


def test_a_mark_at_the_start_is_a_character_of_the_editor_and_none_of_the_file() -> None:
    text = BufferText("\ufeff年度: 2025\n")
    assert text.lines[0] == "年度: 2025"
    assert text.position(1, 1) == place(0, 1)
    assert text.place(place(0, 1)) == (1, 1)
    assert text.changed(lsp.Range(place(0, 1), place(0, 3)), "year").text == "\ufeffyear: 2025\n"


def test_only_the_line_ends_of_the_protocol_end_lines() -> None:
    assert BufferText("甲\u2028乙\x0b丙\r\n丁\r戊\n").lines == ("甲\u2028乙\x0b丙", "丁", "戊", "")


def test_positions_outside_of_the_text_are_moved_into_it() -> None:
    text = BufferText("甲乙\n丙")
    assert text.offset(place(0, 99)) == 2
    assert text.offset(place(9, 0)) == 4
    assert text.changed(lsp.Range(place(9, 0), place(9, 9)), "丁").text == "甲乙\n丙丁"
    assert text.position(99, 1) == place(1, 1)


@given(LETTERS, st.sampled_from(UNITS))
def test_every_place_goes_to_the_editor_and_back(content: str, units: Units) -> None:
    text = BufferText(content, units)
    for number, line in enumerate(text.lines, start=1):
        for column in range(1, len(line) + 2):
            assert text.place(text.position(number, column)) == (number, column)


@given(LETTERS, LETTERS, st.data())
def test_a_change_in_a_range_is_that_change(content: str, new: str, data: st.DataObject) -> None:
    text = BufferText(content)
    line = data.draw(st.integers(1, len(text.lines)))
    column = data.draw(st.integers(1, len(text.lines[line - 1]) + 1))
    position = text.position(line, column)
    offset = text.offset(position)
    assert text.changed(lsp.Range(position, position), new).text == content[:offset] + new + content[offset:]


@given(st.lists(st.sampled_from(["甲", "乙", ""]), max_size=6), st.lists(st.sampled_from(["甲", "丙", ""]), max_size=6))
def test_edits_turn_the_lines_of_a_text_into_others(before: list[str], after: list[str]) -> None:
    text = BufferText("\n".join(before))
    wanted = "\n".join(after)
    edits = text.replacement(wanted.split("\n"))
    assert len(edits) <= 1
    for edit in edits:
        text = text.changed(edit.range, edit.new_text)
    assert text.text == wanted
