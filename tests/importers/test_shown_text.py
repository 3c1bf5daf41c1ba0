"""What a cell says of characters that nobody sees, and of a raised number that stands alone."""

import pytest

from gkgen.importers.shown_text import ShownRun, read_cell


@pytest.mark.parametrize("joint", ["\u200b", "\u00ad", "\u2060\ufeff"])
def test_characters_without_a_width_part_no_number_and_are_told(joint: str) -> None:
    read = read_cell((ShownRun(f"20{joint}4"), ShownRun(f"{joint}17")))
    assert (read.text, read.readings) == ("20417", ())
    assert read.left_out == tuple(f"U+{ord(each):04X}" for each in joint)


def test_between_words_they_are_nothing_to_speak_of() -> None:
    assert read_cell((ShownRun("行政\u200b许可\u00ad"),)).left_out == ()


def test_what_turns_letters_around_makes_a_number_uncertain() -> None:
    assert read_cell((ShownRun("2\u202e13\u202c"),)).readings


def test_a_raised_number_alone_may_be_the_mark_of_a_note() -> None:
    assert read_cell((ShownRun("3", is_raised=True),)).readings == ("3",)
    assert read_cell((ShownRun("3", is_raised=True), ShownRun("件"))).readings == ()
