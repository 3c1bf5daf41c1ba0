"""gkgen explain: codes explained, listed, in Markdown and JSON, completed."""

import json

import pytest

from gkgen.pipeline.inspecting.explanations import FAMILIES, explanations
from tests.cli.calls import Gkgen
from tests.reporters.test_text import width


def test_a_code_is_explained_with_both_examples(gkgen: Gkgen) -> None:
    called = gkgen("explain", "R10")
    assert (called.status, called.err) == (0, "")
    lines = called.out.splitlines()
    assert lines[0] == "R10 错误 新收加结转，等于办理结果加结转下年度"
    assert [line for line in lines if line.startswith("    ") and line[4] != " "] == [
        "    适用：各年度",
        "    说明：七列逐列成立。“结转下年度”可以不写，由 gkgen 算出；写了就要对得上。",
        "    依据：表三左上角印明的勾稽关系",
        "    不对：",
        "    对：",
        "    提示语：",
    ]
    assert lines.count("          本年新收: {自然人: 3}") == 2


def test_english_is_spoken_when_asked_for(gkgen: Gkgen) -> None:
    out = gkgen("explain", "R07", "--lang", "en").out
    assert out.startswith("R07 error The change is a whole number")
    assert "\n    years: 2019 to 2020\n    why: " in out
    assert "\n    wrong:\n" in out


def test_small_letters_and_several_codes_will_do(gkgen: Gkgen) -> None:
    out = gkgen("explain", "r5", "N07.remote", "R05").out
    assert [line.split(" ")[0] for line in out.splitlines() if line[:1].strip()] == ["R05", "N07"]


def test_a_code_without_rule_data_shows_its_messages_and_what_to_do(gkgen: Gkgen) -> None:
    out = gkgen("explain", "N06", "N08").out
    assert out == (
        "N06 错误 …：除数是 0\n    提示语：\n        - …：除数是 0\n\n"
        "N08 错误 找不到图片“…”\n    提示语：\n        - 找不到图片“…”\n          建议：检查文件名和文件夹\n"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_code_all_are_listed_by_family(language: str, gkgen: Gkgen) -> None:
    lines = gkgen("explain", "--lang", language).out.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert listed == list(explanations())
    families = {each.family for each in explanations().values()}
    titles = [term.zh if language == "zh" else term.en for name, term in FAMILIES.items() if name in families]
    assert [line for line in lines if line[:1].strip()] == titles


@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_fit_a_terminal_of_eighty_columns(language: str, gkgen: Gkgen) -> None:
    lines = [
        *gkgen("explain", "--lang", language).out.splitlines(),
        *gkgen("explain", *explanations(), "--lang", language).out.splitlines(),
    ]
    examples = {line.strip() for each in explanations().values() for line in (each.wrong + each.right).splitlines()}
    long = [line for line in lines if width(line) > 80 and line.strip() not in examples and line[:1] == " "]
    assert len(lines) > 300
    assert long == []


def test_no_line_begins_with_a_closing_mark(gkgen: Gkgen) -> None:
    lines = [line.strip() for line in gkgen("explain", *explanations()).out.splitlines()]
    assert [line for line in lines if line[:1] in set("，。；：、”）》")] == []
    assert [line for line in lines if line[-1:] in set("“（《")] == []


def test_an_unknown_code_is_a_usage_error_that_names_a_near_one(gkgen: Gkgen) -> None:
    called = gkgen("explain", "R1O")
    assert (called.status, called.out) == (2, "")
    assert called.err.splitlines()[0] == "gkgen: 没有 R1O 这个代号，是不是 R10？"
    assert gkgen("explain", "R1O", "--lang", "en").err.startswith("gkgen: no code R1O, did you mean R10?")
    assert "运行 gkgen explain 看全部" in gkgen("explain", "规则").err


def test_json_has_a_version_and_every_key(gkgen: Gkgen) -> None:
    data = json.loads(gkgen("explain", "R05", "R36", "--output-format", "json").out)
    assert data["version"] == 1
    first, second = data["rules"]
    assert list(first) == list(second)
    assert (first["code"], first["severity"], first["family"]) == ("R05", "error", "form")
    assert first["wrong"].startswith("主动公开情况:\n")
    assert {"severity": "error", "message": "“某项”应当是整数，不能是“…”", "hint": "只写阿拉伯数字，不写单位"} in first[
        "messages"
    ]
    assert (second["severity"], second["checklist"], second["messages"]) == (None, True, [])
    assert len(json.loads(gkgen("explain", "--output-format", "json").out)["rules"]) == len(explanations())


def test_markdown_is_the_section_of_the_page(gkgen: Gkgen) -> None:
    whole = gkgen("explain", "--output-format", "markdown").out
    part = gkgen("explain", "R10", "--output-format", "markdown").out
    assert whole.startswith("# 核对规则\n")
    assert part.startswith("### R10 ")
    assert part.rstrip("\n") in whole


def test_shells_complete_codes(gkgen: Gkgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GKGEN_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "gkgen explain r1")
    monkeypatch.setenv("COMP_CWORD", "2")
    out = gkgen().out
    assert "R10" in out
    assert "R05" not in out
