"""Differences as a page, as Markdown, and on a terminal in colour."""

import json
import re
from dataclasses import replace

import pytest

from gkgen.comparison import Comparison, FactChange, SentenceChange, Stretch
from gkgen.diagnostics import Term, diagnose
from gkgen.pipeline.comparing.report_diff import Compared
from gkgen.reporters.differences.change_labels import shortened, summary
from gkgen.reporters.differences.html import differences_page
from gkgen.reporters.differences.json import differences_json
from gkgen.reporters.differences.markdown import differences_markdown
from gkgen.reporters.differences.text import differences

TABLE, TEXT = Term("三、申请", "requests"), Term("一、总体情况", "overview")
HOSTILE = "<script>a</script>{{ b }}**c**\x1b[2J"
FACTS = (
    FactChange("a", TABLE, Term("自然人", "person"), "3", "5", 2),
    FactChange("b", TABLE, Term("总计", "total"), "3", "1", -2, is_computed=True),
    FactChange("c", TABLE, TABLE, None, HOSTILE),
)
SENTENCES = (
    SentenceChange(
        "overview",
        TEXT,
        Term("第 2 段", "paragraph 2"),
        (Stretch("same", "全年公开"), Stretch("removed", "3"), Stretch("added", HOSTILE), Stretch("same", "条。")),
    ),
)
CHANGED = Compared("旧.yaml", "新.yaml", Comparison("旧.yaml", "新.yaml", FACTS, SENTENCES), faults=(0, 2))
EQUAL = Compared("旧.yaml", "新.yaml", Comparison("旧.yaml", "新.yaml", (), ()))
NEW, GONE = Compared(None, "新.yaml"), Compared("旧.yaml", None)
FAILED = Compared("旧.yaml", "新.yaml", diagnostics=(diagnose("G12", "旧.yaml"),))


def test_text_in_colour_marks_with_colours_and_without_it_with_brackets() -> None:
    plain = "\n".join(differences(CHANGED, "zh"))
    assert "    自然人：3 → 5（+2）" in plain
    assert "    总计：3 → 1（-2，由计算得出）" in plain
    assert "[-3-]{+" in plain
    coloured = "\n".join(differences(CHANGED, "zh", colour=True))
    assert "\x1b[31;9m3\x1b[0m → \x1b[32;4m5\x1b[0m（+2）" in coloured
    assert "[-" not in coloured


def test_nothing_that_an_author_wrote_reaches_a_terminal_as_a_command() -> None:
    plain = "\n".join(differences(CHANGED, "zh"))
    assert "\x1b" not in plain
    assert "?[2J" in plain


def test_nothing_that_an_author_wrote_becomes_markup() -> None:
    page = differences_page([CHANGED], "zh")
    assert "<script" not in page
    assert page.count("&lt;script&gt;a&lt;/script&gt;{{ b }}**c**") == 2
    markdown = "\n".join(differences_markdown([CHANGED], "zh"))
    assert "<script" not in markdown
    assert re.findall(r"(?<!\\)\*\*c", markdown) == []


def test_english_is_spoken_throughout_but_for_names() -> None:
    text = "\n".join((*differences(CHANGED, "en"), summary([CHANGED], "en")))
    assert re.findall("[一-龥]+", text.replace("旧.yaml", "").replace("新.yaml", "")) == ["全年公开", "条"]


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([CHANGED], "3 项不同，1 句不同"),
        ([CHANGED, EQUAL, NEW, GONE], "3 份报告有变化：3 项不同，1 句不同"),
        ([EQUAL, EQUAL], "没有差异"),
        ([], "没有差异"),
        ([CHANGED, FAILED], "1 份不能比较"),
    ],
)
def test_the_last_line_says_how_much_differs(results: list[Compared], words: str) -> None:
    assert summary(results, "zh") == words
    assert re.search("[a-z]{4}", summary(results, "en"))


def test_equal_reports_are_shown_nowhere() -> None:
    assert list(differences(EQUAL, "zh")) == []
    assert "<article>" not in differences_page([EQUAL], "zh")
    assert "<article>" in differences_page([CHANGED], "zh")
    assert list(differences_markdown([EQUAL], "zh")) == ["没有差异"]


def test_what_was_left_out_of_a_finished_file_is_said_beside_its_differences() -> None:
    compared = replace(CHANGED, notes=(diagnose("I45", "局.html", pieces=Term("首页", "home")),))
    for shown in (differences_page([compared], "zh"), "\n".join(differences_markdown([compared], "zh"))):
        assert "首页" in shown
    (report,) = json.loads(differences_json([compared], "zh"))["reports"]
    assert [(each["code"], each["severity"]) for each in report["diagnostics"]] == [("I45", "note")]


def test_new_and_lost_reports_are_named() -> None:
    assert list(differences(NEW, "zh")) == ["新增的报告：新.yaml"]
    assert list(differences(GONE, "zh")) == ["没有了的报告：旧.yaml"]
    assert "新增的报告：新.yaml" in differences_page([NEW], "zh")


def test_what_both_sides_say_is_cut_to_what_stands_beside_a_change() -> None:
    long = "".join(chr(0x4E00 + number) for number in range(100))
    cut = [each.text for each in shortened((Stretch("same", long), Stretch("added", "新"), Stretch("same", long)))]
    assert cut == [f"……{long[-14:]}", "新", f"{long[:14]}……"]
    middle = (Stretch("added", "新"), Stretch("same", long), Stretch("removed", "旧"))
    assert [each.text for each in shortened(middle)] == ["新", f"{long[:14]}……{long[-14:]}", "旧"]
    assert [each.text for each in shortened((Stretch("added", long),))] == [long]


def test_a_sentence_that_was_moved_says_where_to() -> None:
    there = Term("第 9 段", "paragraph 9")
    gone = replace(SENTENCES[0], stretches=(Stretch("removed", "一句。"),), moved=there)
    come = replace(SENTENCES[0], stretches=(Stretch("added", "一句。"),), moved=there)
    compared = Compared("a", "b", Comparison("a", "b", (), (gone, come)))
    assert list(differences(compared, "zh"))[-2:] == [
        "    第 2 段（移到第 9 段）：[-一句。-]",
        "    第 2 段（从第 9 段移来）：{+一句。+}",
    ]
    assert "    paragraph 2 (moved to paragraph 9): [-一句。-]" in list(differences(compared, "en"))
    assert "<small>（移到第 9 段）</small>" in differences_page([compared], "zh")
    assert "- 第 2 段（移到第 9 段）：<del>一句。</del>" in list(differences_markdown([compared], "zh"))


def test_a_value_that_only_prints_otherwise_has_no_difference() -> None:
    change = replace(FACTS[0], before="1.5", after="1.50", difference=0)
    compared = Compared("a", "b", Comparison("a", "b", (change,), ()))
    assert "    自然人：1.5 → 1.50" in list(differences(compared, "zh"))
