"""Lines of a measured text."""

import pytest

from gkgen.line_setter import CharacterStyle, Justification, LineRules, Measure, MeasuredText, measured, set_lines
from gkgen.line_setter.line_breaking import Line

LOOSE = LineRules(size=10.0, justification=Justification.CHARACTERS)
RAGGED = LineRules(size=10.0)
TIGHT = CharacterStyle(size=10.0, tracking=-1.0, gap=2.5)
PLAIN = CharacterStyle(size=10.0)
OF_LIBREOFFICE = LineRules(size=10.0, hanging="", breaks_as_unicode=True, tracks_edges=False)


def text(letters: str, style: CharacterStyle = PLAIN, *, rules: LineRules = RAGGED, may_break: int = 0) -> MeasuredText:
    """Ten pixels a character; `may_break` is what Unicode says of breaks where Word has no rule."""
    return measured(letters, [10.0] * len(letters), bytes([may_break]) * len(letters), [style] * len(letters), rules)


def lines(found: MeasuredText, room: float, first: float | None = None, start: int = 0) -> list[Line]:
    return list(set_lines(found, start, Measure(room, room if first is None else first)))


def shown(found: MeasuredText, room: float, first: float | None = None, start: int = 0) -> list[str]:
    return [found.text[line.start : line.stop] for line in lines(found, room, first, start)]


def test_a_line_ends_at_the_last_permitted_break_that_has_room() -> None:
    assert shown(text("甲乙丙丁戊"), 30) == ["甲乙丙", "丁戊"]
    assert shown(text("甲乙丙…丁戊"), 30) == ["甲乙", "丙…丁", "戊"]
    assert shown(text("甲乙《丙丁"), 30) == ["甲乙", "《丙丁"]
    assert shown(text("甲乙丙丁戊"), 30, first=10) == ["甲", "乙丙丁", "戊"]
    assert shown(text("甲乙丙丁戊"), 30, start=2) == ["丙丁戊"]
    assert shown(text(""), 30) == []


@pytest.mark.parametrize(
    ("letters", "wanted"),
    [
        ("甲乙丙，丁", ["甲乙丙，", "丁"]),  # one mark stands beyond the edge
        ("甲乙丙）丁", ["甲乙丙）", "丁"]),
        ("甲乙）。丁", ["甲乙）。", "丁"]),
        ("甲乙丙）。丁", ["甲乙", "丙）。", "丁"]),  # never two
        ("甲乙丙。", ["甲乙丙。"]),
        ("甲乙丙……丁", ["甲乙", "丙……", "丁"]),
    ],
)
def test_one_mark_hangs_where_the_line_is_full(letters: str, wanted: list[str]) -> None:
    assert shown(text(letters), 30) == wanted


def test_a_hanging_mark_stands_wholly_outside_and_the_text_before_it_fills_the_line() -> None:
    first = lines(text("甲乙丙，丁戊己"), 33)[0]
    assert (first.stop, first.is_hanging, first.width) == (4, True, 43.0)
    assert first.spacings == (1.0, 1.0, 1.0, 0.0)
    assert lines(text("甲乙丙，丁戊己", rules=OF_LIBREOFFICE), 33)[0].stop == 2
    assert lines(text("甲乙丙，"), 40)[0].is_hanging is False


def test_without_a_permitted_break_it_ends_where_the_room_ends() -> None:
    assert shown(text("abcdefg"), 30) == ["abc", "def", "g"]
    assert shown(text("ab"), 1) == ["a", "b"]


def test_numbers_words_and_telephone_numbers_stay_whole() -> None:
    assert shown(text("甲乙12.5%丙"), 50) == ["甲乙", "12.5%", "丙"]
    assert shown(text("甲ab-cd丙"), 50) == ["甲ab-", "cd丙"]
    assert shown(text("甲0371-62593612丙"), 130) == ["甲", "0371-62593612", "丙"]
    assert shown(text("甲——乙"), 20) == ["甲", "——", "乙"]
    assert shown(text("甲≥3丙"), 20) == ["甲", "≥3", "丙"]


@pytest.mark.parametrize(("may_break", "wanted"), [(0, ["甲", "乙བད"]), (1, ["甲乙བ", "ད"])])
def test_what_word_has_no_rule_for_is_left_to_unicode(may_break: int, wanted: list[str]) -> None:
    assert shown(text("甲乙བད", may_break=may_break), 30) == wanted


def test_blanks_at_the_ends_of_lines_need_no_room() -> None:
    found = text("ab  cd ")
    assert shown(found, 20) == ["ab", "cd"]
    assert [line.width for line in lines(found, 20)] == [20, 20]


def test_a_line_feed_ends_its_line_and_the_line_is_not_justified() -> None:
    found = text("甲乙\n丙\n\n丁", rules=LOOSE)
    assert shown(found, 21) == ["甲乙", "丙", "", "丁"]
    assert lines(found, 21)[0].spacings == (0.0, 0.0)


def test_a_gap_stands_between_scripts_and_begins_or_ends_no_line() -> None:
    found = text("甲a1乙", TIGHT)
    (line,) = lines(found, 41)
    assert line.width == 41.0  # four tens, four trackings, two gaps
    assert line.spacings == (1.5, -1.0, 1.5, -1.0)
    first, second = lines(found, 40)
    assert (first.width, second.width) == (29.5, 9.0)
    assert first.spacings == (1.5, -1.0, -1.0)


def test_where_the_font_changes_libreoffice_subtracts_no_tracking() -> None:
    (line,) = lines(text("甲，a）乙", TIGHT, rules=OF_LIBREOFFICE), 100)
    assert line.spacings == (-1.0, 0.0, 0.0, -1.0, -1.0)
    assert lines(text("甲，a）乙", TIGHT), 100)[0].spacings == (-1.0,) * 5


def test_libreoffice_breaks_an_address_behind_a_slash_where_half_an_em_more_has_room() -> None:
    assert shown(text("甲abc/defg"), 60) == ["甲", "abc/de", "fg"]
    found = text("abc/defg", rules=OF_LIBREOFFICE)
    assert shown(found, 45) == ["abc/", "defg"]
    assert lines(found, 45)[0].width == 45.0
    assert shown(found, 44) == ["abc/", "defg"]  # there is no other break: where the room ends
    assert lines(found, 44)[0].width == 45.0


@pytest.mark.parametrize(("room", "space"), [(30, 0.0), (32, 1.0), (41, 0.0)])
def test_a_line_is_opened_between_loose_characters_but_not_too_far(room: float, space: float) -> None:
    line = lines(text("甲乙丙丁" * 3 if room < 40 else "甲乙丙abcd", rules=LOOSE), room)[0]
    assert line == Line(0, 3, 3, 30.0 + 2 * space, (space, space, 0.0))


def test_the_last_line_and_a_ragged_block_stay_natural() -> None:
    assert lines(text("甲乙丙丁", rules=LOOSE), 32)[-1].spacings == (0.0,)
    assert lines(text("甲乙丙丁", rules=RAGGED), 32)[0].spacings == (0.0, 0.0, 0.0)


def test_the_last_tracking_of_a_justified_line_may_stand_in_the_margin() -> None:
    style = CharacterStyle(size=10.0, tracking=1.0)
    (line, *_) = set_lines(text("甲乙丙丁", style, rules=LOOSE), 0, Measure(33.0, 33.0, margin=1.0))
    assert line.spacings == (2.0, 2.0, 1.0)


def test_addresses_and_combining_characters_are_not_moved_apart() -> None:
    def spaces(letters: str) -> list[int]:
        found = text(letters + "字字", rules=LOOSE)
        line = lines(found, 10.0 * len(letters) + 1)[0]
        assert line.stop == len(letters)
        return [place for place, spacing in enumerate(line.spacings) if spacing > 0]

    assert spaces("甲乙丙") == [0, 1]
    assert spaces("甲ab丙") == [0, 2]
    assert spaces("甲abcd丙丁") == [0, 4, 5]
    assert spaces("e\u0301甲乙") == [2]


def test_word_widens_blanks_then_gaps_up_to_half_an_em_then_all_places() -> None:
    word = LineRules(size=10.0, justification=Justification.WORD)
    style = CharacterStyle(size=10.0, gap=2.5)
    advances = [10.0, 10.0, 2.0, 10.0, 10.0]

    def opened(room: float) -> list[float]:
        letters = "甲a b丙" + "字" * 9
        found = measured(letters, advances + [10.0] * 9, bytes(14), [style] * 14, word)
        line = lines(found, room)[0]
        assert line.stop == 5
        return [round(space, 6) for space in line.spacings]

    assert opened(47.0) == [2.5, 0.0, 0.0, 2.5, 0.0]
    assert opened(49.0) == [2.5, 0.0, 2.0, 2.5, 0.0]
    assert opened(52.0) == [3.5, 0.0, 3.0, 3.5, 0.0]
    assert opened(56.9) == pytest.approx([5.475, 0.475, 3.475, 5.475, 0.0])
