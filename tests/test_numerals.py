"""Chinese numerals against a list of all below 100,000, and the marks of headings."""

import re
from collections.abc import Iterator

import pytest

from gkgen import numerals
from gkgen.numerals import chinese, circled, number_of, ordinal

LETTERS = "零一二三四五六七八九"


def below_ten_thousand(number: int) -> str:
    """A numeral written digit by digit, as a child learns it: 1005 is 一千零五, 1010 is 一千零一十."""
    text, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + LETTERS[digit] + sign
        gap = not digit
    return text


def spellings() -> Iterator[tuple[str, int]]:
    for number in range(1, 100_000):
        high, low = divmod(number, 10_000)
        zero = "零" if high and 0 < low < 1000 else ""
        text = (below_ten_thousand(high) + "万" if high else "") + zero + below_ten_thousand(low)
        yield text, number
        if text.startswith("一十"):
            yield text[1:], number


def test_every_numeral_below_a_hundred_thousand_is_read() -> None:
    wrong = [(text, number, number_of(text)) for text, number in spellings() if number_of(text) != number]
    assert sum(1 for _ in spellings()) > 100_000
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("两百", 200),
        ("二〇二一", 2021),
        ("一二三", 123),
        ("一百二", 120),
        ("两千三", 2_300),
        ("一千二百三", 1_230),
        ("一万二", 12_000),
        ("十万二", 102_000),
        ("一百十二", 112),
        ("一千十一", 1_011),
        ("一千零十一", 1_011),
        ("一万三百", 10_300),
        ("一万零五千", 15_000),
        ("十二万三", 123_000),
        ("两千万", 20_000_000),
        ("九千九百九十九万九千九百九十九", 99_999_999),
    ],
)
def test_numerals_are_read_as_people_write_them(text: str, number: int) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "十十", "百", "百十二", "万", "百万", "一百零", "零十二", "二十三五", "三三百", "一万万", "件", "12"]
)
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert number_of(text) is None


def test_what_is_written_below_a_hundred_is_read_again() -> None:
    assert [ordinal(chinese(number)) for number in range(1, 100)] == list(range(1, 100))
    assert [chinese(number) for number in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]


@pytest.mark.parametrize("number", [0, 100, -1])
def test_numerals_are_written_below_a_hundred_alone(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


def test_numbers_in_circles_end_with_twenty() -> None:
    assert [circled(1), circled(20)] == ["①", "⑳"]
    for number in (0, 21):
        with pytest.raises(ValueError, match=str(number)):
            circled(number)


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("十二", 12), ("一十二", 12), ("一一", 0), ("十十", 0), ("件", 0)]
)
def test_ordinals(text: str, number: int) -> None:
    assert ordinal(text) == number


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("PART_MARK", "第一部分"),
        ("PART_MARK", "第十二章"),
        ("FIRST_MARK", "十二、"),
        ("FIRST_MARK", "一."),
        ("SECOND_MARK", "（二）"),
        ("SECOND_MARK", "(二)"),
        ("THIRD_MARK", "3."),
        ("THIRD_MARK", "3、"),
        ("FOURTH_MARK", "（4）"),
        ("DASHES", "——"),
    ],
)
def test_each_mark_is_of_its_own_kind(mark: str, text: str) -> None:
    names = ("PART_MARK", "FIRST_MARK", "SECOND_MARK", "THIRD_MARK", "FOURTH_MARK", "DASHES")
    assert [name for name in names if re.fullmatch(getattr(numerals, name), text)] == [mark]
    is_level = mark not in {"PART_MARK", "DASHES"}
    assert bool(re.fullmatch(numerals.HEADING_MARK, text)) is is_level
