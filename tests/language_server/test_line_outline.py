"""What each line is, read line by line: also in a file that no parser takes."""

from gkgen.language_server.line_outline import Outline

LINES = (
    "总体情况:",
    "  主动公开: |",
    "    本年新收: 3件，这是正文",
    "",
    "    还是正文",
    "  依申请公开: 一行",
    "依申请公开情况:",
    "  办理结果:",
    "# 说明",
    "",
    "    予以公开: {自然人: 2",
    "豁免:",
    "  - 规则: R40",
    "    理由: 已核对",
    "  - {规则: R41}",
)


def test_lines_of_a_text_are_no_entries() -> None:
    outline = Outline.of(LINES)
    assert [each.number for each in outline.lines if each.is_text] == [2, 3, 4]
    assert outline.trail(4) == ("总体情况", "主动公开")


def test_entries_know_what_they_are_below_whatever_stands_between() -> None:
    outline = Outline.of(LINES)
    assert outline.trail(10) == ("依申请公开情况", "办理结果")
    assert outline.beside(5, 2) == {"主动公开"}
    assert outline.trail_at(9, 4) == ("依申请公开情况", "办理结果")


def test_items_belong_to_their_list() -> None:
    outline = Outline.of(LINES)
    assert [outline.trail(number) for number in (12, 13, 14)] == [("豁免",)] * 3
    assert outline.beside(13, 4) == {"规则"}
    assert outline.lines[14].is_item
