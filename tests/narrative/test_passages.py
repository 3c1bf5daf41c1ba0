"""Passages: the words as they print, where they stand, which of them references printed."""

import json
import time

import pytest

from gkgen.assembly import draft, names
from gkgen.narrative import Group, Passage, compose
from gkgen.source import ScalarNode, read
from tests.office import office, read_office

TEXT = """|
  ## 公开**平台**
  共公开 {{ 公开总数 }} 条，其中网站 {{ 网站 }} 条。
  - 第一项
  | 甲 | 乙 |
  |---|---|
  | 1 | {{ 网站 }} |
  末段"""


def passages(text: str = TEXT) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    found, numbers, broken = read_office(office(总体情况=text, 数据="{公开总数: 66, 网站: 4}"))
    assert not broken
    words = draft(found, names(found, numbers)).passages
    return tuple(passage for passage in words if passage.section == "overview"), found.lines


def test_every_kind_of_text_is_there_as_it_prints_in_its_order() -> None:
    assert [(passage.kind, passage.text, passage.level) for passage in passages()[0]] == [
        ("heading", "公开平台", 2),
        ("paragraph", "共公开 66 条，其中网站 4 条。", 0),
        ("item", "第一项", 0),
        ("cell", "甲", 0),
        ("cell", "乙", 0),
        ("cell", "1", 0),
        ("cell", "4", 0),
        ("paragraph", "末段", 0),
    ]


def test_what_references_printed_is_known_to_the_character() -> None:
    words, _ = passages()
    text = words[1]
    assert [text.text[start:end] for start, end in text.references] == ["66", "4"]
    assert text.is_referred(4, 6)
    assert text.is_referred(5, 9)
    assert not text.is_referred(0, 4)


def test_each_passage_has_its_line_and_a_stretch_its_columns() -> None:
    words, lines = passages()
    for passage in words:
        assert passage.text.strip("0123456789")[:2].strip("公开") in lines[passage.span.line - 1]
    text = words[1]
    start = text.text.index("其中网站")
    span = text.spot(start, start + 4, lines)
    assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == "其中网站"
    # A number that a reference printed is not in the file: the line is.
    assert text.spot(4, 6, lines) == text.span


def test_of_the_same_words_twice_the_right_ones_are_meant() -> None:
    words, lines = passages("收到 3 件，办结 3 件。")
    text = words[0]
    span = text.spot(text.text.rindex("3"), text.text.rindex("3") + 1, lines)
    assert lines[span.line - 1][: span.column - 1].endswith("办结 ")


TOKENS = ("1\n", "- 1\n", '"\n', "{甲}\n", "}}", "**", "｛甲", "{{ 甲 }", "TODO", "_ _", "| 甲 ", "![", "\\")


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("head", ["引言: |\n  {}", "引言: {}"])
def test_a_text_of_twenty_thousand_characters_is_read_within_a_second(token: str, head: str) -> None:
    """Ten thousand lines that are the same took 12 s: the place of each was counted from the beginning."""
    text = (token * 20_000)[:20_000]
    typed = text.replace("\n", "\n  ") if "|" in head else json.dumps(text, ensure_ascii=False)
    source = read(head.format(typed).encode(), "office.yaml")
    assert source.root is not None
    scalar = source.root.entries[0].value
    assert isinstance(scalar, ScalarNode)
    begun = time.process_time()
    compose(scalar, source.lines, Group({"甲": 1}), "preface")
    assert time.process_time() - begun < 1
