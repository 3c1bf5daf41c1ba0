"""Texts compared sentence by sentence."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.comparison import Part, SentenceChange, compare_sentences, cut
from gkgen.comparison.moved_sentences import with_moves
from gkgen.comparison.sentence_diff import split
from gkgen.diagnostics import Term

TITLE = Term("一、总体情况", "overview")


def changes(before: list[str], after: list[str]) -> list[SentenceChange]:
    old, new = (cut(Part("overview", TITLE, tuple(paragraphs))) for paragraphs in (before, after))
    return list(compare_sentences(old, new))


def told(before: list[str], after: list[str]) -> list[tuple[str, str, str]]:
    return [(change.where.zh, change.before, change.after) for change in changes(before, after)]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("甲。乙；丙", ["甲。", "乙；", "丙"]),
        ("他说：“好。”然后走了。", ["他说：“好。”", "然后走了。"]),
        ("（见附件。）另有！？", ["（见附件。）", "另有！？"]),
        ("| 甲。乙 | 丙；丁 |", ["| 甲。乙 | 丙；丁 |"]),
        ("。开头", ["。", "开头"]),
        ("", []),
    ],
)
def test_a_paragraph_is_cut_behind_the_marks_that_end_sentences(paragraph: str, sentences: list[str]) -> None:
    assert [text for text, _ in split(paragraph)] == sentences


def test_equal_texts_have_no_changes() -> None:
    assert changes(["甲。乙。", "丙。"], ["甲。乙。", "丙。"]) == []


def test_a_changed_sentence_is_one_change_at_its_place() -> None:
    assert told(["第一句不变。", "全年公开信息100条。"], ["第一句不变。", "全年公开信息120条。"]) == [
        ("第 2 段", "全年公开信息100条。", "全年公开信息120条。")
    ]


def test_sentences_with_nothing_in_common_are_one_removed_and_one_added() -> None:
    assert told(["全年公开信息。"], ["没有收到申请！"]) == [
        ("第 1 段", "全年公开信息。", ""),
        ("第 1 段", "", "没有收到申请！"),
    ]


def test_what_follows_an_inserted_sentence_is_compared_with_itself() -> None:
    before = ["甲乙丙丁戊一。子丑寅卯辰二。"]
    after = ["完全是新写的话。甲乙丙丁戊三。子丑寅卯辰四。"]
    assert [(old, new) for _, old, new in told(before, after)] == [
        ("", "完全是新写的话。"),
        ("甲乙丙丁戊一。", "甲乙丙丁戊三。"),
        ("子丑寅卯辰二。", "子丑寅卯辰四。"),
    ]


def test_a_paragraph_that_was_divided_is_told_where_it_was_divided() -> None:
    (change,) = changes(["前一句话。后一句话。"], ["前一句话。", "后一句话。"])
    assert [(each.kind, each.text) for each in change.stretches] == [
        ("same", "前一句话。"),
        ("added", "‖"),
        ("same", "后一句话。"),
    ]
    (back,) = changes(["前一句话。", "后一句话。"], ["前一句话。后一句话。"])
    assert [each.kind for each in back.stretches] == ["same", "removed", "same"]


def test_a_new_paragraph_is_no_division() -> None:
    assert told(["头一段。", "末一段。"], ["头一段。", "这里插进来一整段新的内容。", "末一段。"]) == [
        ("第 2 段", "", "这里插进来一整段新的内容。")
    ]


MOVED, STAYING = "全年举办培训三次。", ["甲乙丙丁戊己庚辛！", "子丑寅卯辰巳午未！"]


def test_a_sentence_that_was_moved_names_its_other_place() -> None:
    gone, come = with_moves(changes([MOVED, *STAYING], [*STAYING, MOVED]))
    assert (gone.before, gone.moved) == (MOVED, Term("第 3 段", "paragraph 3"))
    assert (come.after, come.moved) == (MOVED, Term("第 1 段", "paragraph 1"))
    other = replace(come, group=Term("五、问题", "problems"), moved=None)
    gone, come = with_moves((replace(gone, moved=None), other))
    assert gone.moved == Term("五、问题 第 3 段", "problems, paragraph 3")
    assert come.moved == Term("一、总体情况 第 1 段", "overview, paragraph 1")


def test_one_that_was_removed_once_and_added_twice_moved_once_and_short_ones_never() -> None:
    found = with_moves(changes([MOVED, *STAYING], [*STAYING, MOVED, MOVED]))
    assert [change.moved is not None for change in found] == [True, True, False]
    short = with_moves(changes(["短句。", *STAYING], [*STAYING, "短句。"]))
    assert [change.moved for change in short] == [None, None]


TEXTS = st.text("甲乙丙。；|", max_size=40)


@given(TEXTS, TEXTS)
def test_every_sentence_that_only_one_side_has_is_told(before: str, after: str) -> None:
    """Nothing is lost: the earlier sentences with the changes made are the later ones."""
    olds, news = (Counter(text for text, _ in split(side)) for side in (before, after))
    for change in changes([before], [after]):
        olds.update({change.before: -1, change.after: 1})
    del olds[""]
    assert +olds == news


def test_long_repetitive_texts_are_compared_in_time() -> None:
    before, after = ["没有。" * 20_000], ["没有！" * 20_000]
    assert len(changes(before, after)) == 20_000
