"""Markdown: what is struck, raised or a note is no part of a number; grid tables; tags around the text."""

import pytest

from gkgen.importers.parsed_document import GridBlock, ParsedDocument, TextBlock
from gkgen.importers.readers.plain import markdown


def read(words: str) -> ParsedDocument:
    return markdown.read(words.encode(), "x.md")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("49<sup>1</sup>", "49"),
        ("49[^1]", "49"),
        ("49^2^", "49"),
        ("~~12~~13", "13"),
        ("<del>12</del>13", "13"),
        ("**49**", "49"),
        ("12<br>13", "12\n13"),
        ("1&nbsp;2", "1\u00a02"),
    ],
)
def test_a_cell_says_what_is_shown(typed: str, seen: str) -> None:
    (grid,) = read(f"| 形式 | 数量 |\n|---|---|\n| 图文 | {typed} |\n").blocks
    assert isinstance(grid, GridBlock)
    assert grid.rows[1][1].text == seen


def test_marks_in_a_text_are_left_out_and_told() -> None:
    found = read("主动公开49[^1]条，~~删去~~完成。")
    assert [block.text for block in found.blocks if isinstance(block, TextBlock)] == ["主动公开49条，完成。"]
    assert [each.kind for each in found.diagnostics] == ["I45.marked"]


def test_a_grid_table_of_pandoc_is_a_table() -> None:
    rows = [
        "+------+------+",
        "| 形式 | 数量 |",
        "+======+======+",
        "| 图文 | 17   |",
        "+------+------+",
        "| 视频 | 14   |",
    ]
    words = "\n".join(["前。", "", *rows, "+------+------+", "", "后。"])
    first, grid, last = read(words).blocks
    assert isinstance(first, TextBlock)
    assert isinstance(grid, GridBlock)
    assert isinstance(last, TextBlock)
    assert [[cell.text for cell in row] for row in grid.rows] == [["形式", "数量"], ["图文", "17"], ["视频", "14"]]


def test_tags_and_fences_around_a_text_are_none_of_it() -> None:
    blocks = read('<div class="p">\n\n依法公开。\n\n</div>\n\n::: t\n完成。\n:::\n').blocks
    assert [block.text for block in blocks if isinstance(block, TextBlock)] == ["依法公开。", "完成。"]
