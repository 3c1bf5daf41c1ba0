"""Findings shown: the line that editors parse, the source with its caret, counts."""

import unicodedata

import pytest

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.text import concise, full, summary

KEYS = ["file", "line", "column", "end_line", "end_column", "path", "code", "severity", "message", "hint"]
KEYS += ["fixable", "waived", "addends"]


def outcome(*diagnostics: Diagnostic, lines: tuple[str, ...] = (), source: str = "办公室.yaml") -> Outcome:
    return Outcome(source, "failed" if diagnostics else "built", (), 0.1234, diagnostics, lines)


def at(line: int, column: int, end_column: int, end_line: int | None = None) -> Diagnostic:
    return diagnose(
        "N16", Span("办公室.yaml", line, column, end_line or line, end_column), "overview", field="总体情况"
    )


def shown(line: str, column: int, end_column: int, end_line: int = 1) -> tuple[str, str]:
    """The source line and the line of its carets, without their margin."""
    _, excerpt, carets, *_ = full(outcome(at(1, column, end_column, end_line), lines=(line,)), "zh")
    assert excerpt.startswith("    ")
    assert carets.startswith("    ")
    return excerpt[4:], carets[4:]


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


# One line


def test_one_line_tells_place_severity_code_and_message() -> None:
    assert concise(at(41, 12, 15), "zh") == "办公室.yaml:41:12 错误 N16 “总体情况”没有文字"
    assert concise(at(41, 12, 15), "en") == "办公室.yaml:41:12 error N16 '总体情况' has no text"


def test_a_finding_about_a_whole_file_has_no_line() -> None:
    assert concise(diagnose("N15", "办公室.yaml"), "zh") == "办公室.yaml 错误 N15 列表套得太深"


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [("N15", "错误", "error"), ("N13", "警告", "warning"), ("E05.subset", "提示", "note")],
)
def test_severities_are_named_in_both_languages(kind: str, zh: str, en: str) -> None:
    found = diagnose(kind, "a.yaml", advice="")
    assert concise(found, "zh").split(" ")[1] == zh
    assert concise(found, "en").split(" ")[1] == en


# With the source


def test_the_caret_stands_under_what_was_typed_wide_characters_counting_two() -> None:
    line = "  自然人: 3  # 说明"
    excerpt, carets = shown(line, 8, 9)
    assert excerpt == line
    assert carets == " " * width("  自然人: ") + "^"


def test_carets_are_as_wide_as_what_they_mark() -> None:
    assert shown("机关: 张庄镇", 5, 8)[1] == " " * 6 + "^" * 6


def test_a_tab_is_shown_as_one_space() -> None:
    assert shown("\t自然人: 3", 1, 2) == (" 自然人: 3", "^")


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\r", "\x7f", "\x9b", "\u200b", "\u202e", "\ufeff", "\u2028"])
def test_signs_that_a_terminal_would_obey_or_hide_are_question_marks(sign: str) -> None:
    assert shown(f"机关: 甲{sign}[31m乙", 6, 7) == ("机关: 甲?[31m乙", " " * 8 + "^")
    found = diagnose("N08", f"a{sign}b.yaml", name=f"{sign}[2J.png")
    assert concise(found, "zh") == "a?b.yaml 错误 N08 找不到图片“?[2J.png”"


def test_an_empty_place_still_has_a_caret() -> None:
    assert shown("引言:", 4, 4)[1] == " " * 5 + "^"


def test_a_place_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert shown("引言: 一二", 5, 3, end_line=4)[1] == " " * 6 + "^" * 4


@pytest.mark.parametrize("column", [1, 50, 500, 4_990])
def test_a_long_line_is_cut_around_its_place(column: int) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(5_000))
    excerpt, carets = shown(line, column, column + 3)
    assert len(excerpt) <= 100
    marked = excerpt[(len(carets) - carets.count("^")) // 2 :][:3]
    assert marked == line[column - 1 : column + 2]


def test_a_long_place_has_no_more_carets_than_its_excerpt_is_wide() -> None:
    excerpt, carets = shown("字" * 5_000, 4_000, 5_000)
    assert len(carets) <= width(excerpt)


@pytest.mark.parametrize("lines", [(), ("",), ("   ",)])
def test_without_a_line_to_show_only_the_finding_is_shown(lines: tuple[str, ...]) -> None:
    assert list(full(outcome(at(1, 1, 2), lines=lines), "zh")) == [
        "办公室.yaml:1:1 错误 N16 “总体情况”没有文字",
        "    建议：写上内容；没有发生的，也用一句话说明",
    ]


def test_hints_speak_the_language_of_the_messages() -> None:
    wanted = "    hint: write something; a sentence does where nothing happened"
    assert list(full(outcome(at(1, 1, 2)), "en"))[-1] == wanted


def test_a_finding_without_a_hint_has_no_empty_one() -> None:
    found = diagnose("N06", "a.yaml", text="1 / 0")
    assert found.hint() == ""
    assert list(full(outcome(found), "zh")) == ["a.yaml 错误 N06 1 / 0：除数是 0"]


def test_many_findings_of_one_kind_are_counted_and_those_of_others_shown() -> None:
    many = [diagnose("N16", "办公室.yaml", field=str(number)) for number in range(20)]
    lines = list(full(outcome(*many, diagnose("N15", "办公室.yaml")), "zh"))
    assert sum(" N16 " in line for line in lines) == 12
    assert sum(" N15 " in line for line in lines) == 1
    assert lines[-1] == "办公室.yaml 另有 8 条同类"
    assert list(full(outcome(*many), "en"))[-1] == "办公室.yaml 8 more of the same kind"


def test_twelve_of_a_kind_are_all_shown() -> None:
    many = [diagnose("N16", "办公室.yaml", field=str(number)) for number in range(12)]
    assert not any("同类" in line for line in full(outcome(*many), "zh"))


# The last line


def test_the_last_line_counts_files_and_severities() -> None:
    found = (outcome(diagnose("N15", "a"), diagnose("N13", "a")), outcome(diagnose("N15", "b")), outcome())
    assert summary(found, "zh") == "3 个文件：2 个错误，1 个警告，0 个提示"
    assert summary(found, "en") == "3 files: 2 errors, 1 warnings, 0 notes"


def test_the_last_line_says_when_nothing_was_found() -> None:
    assert summary([outcome()], "zh") == "1 个文件：没有发现问题"
    assert summary([outcome()], "en") == "1 files: nothing found"
