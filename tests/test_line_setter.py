"""Lines of a measured text."""

import pytest

from gkgen.line_setter import Line, Manner, MeasuredText, break_lines, measured, opening

PLAIN = Manner(tracking=0.0, hyphen=5.0, is_hidden=False, is_loose=True)
FIXED = Manner(tracking=0.0, hyphen=5.0, is_hidden=False, is_loose=False)
HIDDEN = Manner(tracking=0.0, hyphen=0.0, is_hidden=True, is_loose=False)


def text(letters: str, manner: Manner = PLAIN, shut: str = "") -> MeasuredText:
    """Ten pixels a character, breaks everywhere but before the characters of `shut`; soft hyphens have no width."""
    breaks = bytes(int(letter not in shut) for letter in letters)
    return measured(letters, [0.0 if letter == "\xad" else 10.0 for letter in letters], breaks, [manner] * len(letters))


def shown(found: MeasuredText, room: float, first: float | None = None, start: int = 0) -> list[str]:
    lines = break_lines(found, start, room, room if first is None else first)
    return [found.text[line.start : line.stop] for line in lines]


def test_a_line_ends_at_the_last_permitted_break_that_has_room() -> None:
    assert shown(text("甲乙丙丁戊"), 30) == ["甲乙丙", "丁戊"]
    assert shown(text("甲乙丙，丁戊", shut="，"), 30) == ["甲乙", "丙，丁", "戊"]
    assert shown(text("甲乙丙丁戊"), 30, first=10) == ["甲", "乙丙丁", "戊"]
    assert shown(text("甲乙丙丁戊"), 30, start=2) == ["丙丁戊"]
    assert shown(text(""), 30) == []


def test_without_a_permitted_break_it_ends_where_the_room_ends() -> None:
    assert shown(text("abcdefg", shut="abcdefg"), 30) == ["abc", "def", "g"]
    assert shown(text("ab", shut="ab"), 1) == ["a", "b"]


def test_blanks_at_the_ends_of_lines_need_no_room() -> None:
    found = text("ab  cd ")
    assert shown(found, 20) == ["ab", "cd"]
    assert [line.width for line in break_lines(found, 0, 20, 20)] == [20, 20]


def test_a_soft_hyphen_ends_a_line_where_what_is_drawn_for_it_has_room() -> None:
    found = text("ab\xadcd\xadef", shut="\xadbdf")
    assert shown(found, 25) == ["ab\xad", "cd\xad", "ef"]
    assert [line.width for line in break_lines(found, 0, 25, 25)] == [25, 25, 20]
    assert shown(found, 45) == ["ab\xadcd\xad", "ef"]
    assert shown(found, 44) == ["ab\xad", "cd\xadef"]


@pytest.mark.parametrize(("width", "gap"), [(30, 0.0), (32, 1.0), (36, 0.0), (20, 0.0)])
def test_a_line_is_opened_between_loose_characters_but_not_too_far(width: float, gap: float) -> None:
    found = text("甲乙丙丁")
    (line, *_) = break_lines(found, 0, 30, 30)
    assert line == Line(0, 3, 3, 30.0)
    assert opening(found, line, width - line.width, size=10) == gap


def test_fixed_hidden_and_combining_characters_are_not_moved_apart() -> None:
    def gap(letters: str, *manners: Manner) -> float:
        found = measured(letters, [10.0] * len(letters), bytes(len(letters)), manners)
        return opening(found, Line(0, len(letters), len(letters), 10.0 * len(letters)), 1.0, size=10)

    assert gap("甲乙丙", PLAIN, PLAIN, PLAIN) == 0.5
    assert gap("甲乙丙", PLAIN, HIDDEN, PLAIN) == 1.0
    assert gap("甲a丙", PLAIN, FIXED, PLAIN) == 1.0
    assert gap("甲a", PLAIN, FIXED) == 1.0
    assert gap("e\u0301甲", PLAIN, PLAIN, PLAIN) == 1.0
    assert gap("ab", FIXED, FIXED) == gap("ab", HIDDEN, HIDDEN) == 0.0
