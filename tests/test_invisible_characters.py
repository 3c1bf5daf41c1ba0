"""Characters that are not seen: none of them passes, and no letter of a script that needs joiners is taken for one."""

import unicodedata

import pytest

from gkgen.invisible_characters import find_unseen, visible, without_unseen

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_no_control_of_direction_passes() -> None:
    for letter in BIDI:
        assert without_unseen(f"新收{letter}12件") == "新收12件"
        assert visible(f"a{letter}b") == "a?b"


def test_no_format_character_of_unicode_passes_between_digits_or_chinese() -> None:
    formats = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    # Signs that are seen: Arabic number signs, Egyptian and other joining of drawn letters.
    seen = {
        *"\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
        *map(chr, range(0x13430, 0x13440)),
    }
    hidden = [letter for letter in formats if letter not in seen]
    assert len(hidden) > 100
    for letter in hidden:
        assert without_unseen(f"1{letter}2") == "12", f"U+{ord(letter):04X}"
        assert without_unseen(f"公{letter}开") == "公开", f"U+{ord(letter):04X}"


@pytest.mark.parametrize("filler", ["\u3164", "\uffa0", "\u115f", "\u034f", "\u00ad", "\ufe0f"])
def test_what_is_no_format_character_and_not_seen_either_is_found(filler: str) -> None:
    assert [match.group() for match in find_unseen(f"1{filler}2")] == [filler]


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "ᠮᠣᠩ\u180eᠣ", "\u9089\U000e0100", "葛\ufe00", "表情😀", "１，０２４", "a\u00a0b\u3000c"]
)
def test_letters_that_need_a_joiner_or_a_selector_keep_it(text: str) -> None:
    assert without_unseen(text) == text
    assert not list(find_unseen(text))


@pytest.mark.parametrize("name", ["a\n::error::pwn", "a\x1b]0;x\x07b", "a\rb", "a\tb", "a\u2028b"])
def test_a_name_is_shown_on_one_line_and_commands_nothing(name: str) -> None:
    shown = visible(name)
    assert len(shown) == len(name)
    assert shown.isprintable()
