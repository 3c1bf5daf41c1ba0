"""Tables typed as text: between bars, blanks and commas, with rules."""

import pytest

from gkgen.importers.parsed_document import GridBlock, LooseTable, TextBlock
from gkgen.importers.readers.text_tables import MAX_FRAGMENTS, blocks_of

ROWS = (("信息内容", "本年制发件数", "现行有效件数"), ("规章", "0", "0"), ("行政规范性文件", "3", "12"))


def read(*lines: str) -> list[object]:
    return list(blocks_of(list(enumerate(lines, start=1))))


def cells(block: object) -> list[list[str]]:
    """The rows of a table, whichever kind it is."""
    if isinstance(block, GridBlock):
        return [[cell.text for cell in row] for row in block.rows]
    assert isinstance(block, LooseTable)
    middles = sorted({fragment.middle for fragment in block.fragments})
    lines = [[each for each in block.fragments if each.middle == middle] for middle in middles]
    return [[each.text for each in sorted(line, key=lambda each: each.left)] for line in lines]


@pytest.mark.parametrize("joint", [" | ", "|", "｜", " │ ", "\t", "  ", "      ", " ", "\u3000", ",", "，"])
def test_cells_are_those_between_the_marks(joint: str) -> None:
    found = read("二、主动公开政府信息情况", *(joint.join(row) for row in ROWS), "以上为全年数。")
    assert [type(block) for block in found[::2]] == [TextBlock, TextBlock]
    assert cells(found[1]) == [list(row) for row in ROWS]


def test_bars_around_rows_and_rules_between_them_are_no_cells() -> None:
    rule = "+------+------+"
    (grid,) = read(rule, "| 行政 | 3    |", "| 许可 |      |", rule, "| 处罚 | 7    |", "| 决定 |      |", rule)
    assert cells(grid) == [["行政\n许可", "3"], ["处罚\n决定", "7"]]


def test_numbers_below_one_another_between_two_rules_stay_two() -> None:
    rule = "+------+------+"
    (grid,) = read(rule, "| 许可 | 3    |", "|      | 4    |", rule, "| 处罚 | 7    |", rule)
    assert cells(grid)[0][1] == "3\n4"


def test_bars_of_cells_on_lines_of_their_own_go() -> None:
    found = read("规章 |", "0 |", "12 |")
    assert [block.text for block in found if isinstance(block, TextBlock)] == ["规章", "0", "12"]


@pytest.mark.parametrize("line", ["全年公开信息 120 条。", "联系电话 0371", "依法公开 内容准确"])
def test_a_line_of_text_is_no_row(line: str) -> None:
    assert all(isinstance(block, TextBlock) for block in read("一、总体情况", line, "内容真实。"))


def test_more_pieces_than_tables_have_are_lines() -> None:
    found = read(*["甲 1 2"] * MAX_FRAGMENTS)
    assert len(found) == MAX_FRAGMENTS
    assert all(isinstance(block, TextBlock) for block in found)
