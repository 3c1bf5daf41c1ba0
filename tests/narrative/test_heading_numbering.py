"""Numbers of headings: （一） 1. （1）, counted anew below each heading, unless the author has counted."""

import pytest

from gkgen.document import Heading, Paragraph, Run, plain
from gkgen.narrative import number_headings


def numbered(*headings: tuple[int, str]) -> list[str]:
    blocks = tuple(Heading(level, (Run(text),)) for level, text in headings)
    return [plain(block.runs) for block in number_headings(blocks) if isinstance(block, Heading)]


def test_each_level_has_its_own_style_and_starts_again_below_a_higher_one() -> None:
    assert numbered((2, "甲"), (3, "乙"), (4, "丙"), (4, "丁"), (3, "戊"), (4, "己"), (2, "庚"), (3, "辛")) == [
        "（一）甲",
        "1.乙",
        "（1）丙",
        "（2）丁",
        "2.戊",
        "（1）己",
        "（二）庚",
        "1.辛",
    ]


def test_a_text_may_begin_with_a_lower_level() -> None:
    assert numbered((4, "甲"), (3, "乙"), (4, "丙")) == ["（1）甲", "1.乙", "（1）丙"]


@pytest.mark.parametrize(
    "text", ["（三）甲", "(三) 甲", "三、甲", "3.甲", "3、甲", "（3）甲", "十二、甲", "一.甲", "1.2 甲"]
)
def test_a_heading_that_the_author_numbered_stays_and_counts(text: str) -> None:
    assert numbered((2, "甲"), (2, text), (2, "乙")) == ["（一）甲", text, "（三）乙"]


@pytest.mark.parametrize("text", ["一是甲", "2021年", "三大任务", "（试行）", "2021、2022年", "（2021）年"])
def test_a_heading_that_only_begins_with_a_number_word_is_numbered(text: str) -> None:
    assert numbered((2, text)) == [f"（一）{text}"]


def test_other_blocks_stay_as_they_are() -> None:
    paragraph = Paragraph((Run("正文"),))
    assert number_headings((paragraph,)) == (paragraph,)


def test_the_number_is_not_bold_where_the_heading_begins_so() -> None:
    (heading,) = number_headings((Heading(2, (Run("甲", bold=True),)),))
    assert isinstance(heading, Heading)
    assert heading.runs == (Run("（一）"), Run("甲", bold=True))


def test_more_headings_than_numerals_do_not_end_the_work() -> None:
    assert numbered(*[(2, "甲")] * 101)[-1] == "（九十九）甲"
