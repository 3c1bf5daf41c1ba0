"""Wrong calls: status 2, one line that says what is wrong in the user's language, nothing done."""

import gettext
import re
from pathlib import Path

import click
import pytest

from gkgen.cli.i18n import CATALOGUE, MODULES
from tests.cli.calls import Gkgen

WRONG = [
    (["bild"], "没有 bild 这个命令，是不是 build？", "No such command 'bild'. Did you mean 'build'?"),
    ([""], "没有  这个命令", "No such command ''"),
    (["check"], "缺少 文件或文件夹", "Missing argument 'PATH...'"),
    (["check", "没有.yaml"], "找不到 没有.yaml", "'没有.yaml' does not exist"),
    (
        ["check", ".", "--strickt"],
        "没有 --strickt 这个选项，是不是 --strict？",
        "No such option '--strickt'. Did you mean",
    ),
    (["check", ".", "--output-format", "xml"], "不支持 xml；可用 text、concise、json", "xml is none of text"),
    (
        ["check", ".", "--output-format"],
        "--output-format 后面要有一个值",
        "Option '--output-format' requires an argument",
    ),
    (["check", ".", "--strict=1"], "--strict 后面不能写值", "does not take a value"),
    (["schema", "x.json", "y"], "多出了 x.json y", "unexpected extra arguments (x.json y)"),
    (["build", ".", "-f", "docx,doc"], "不支持 doc", "doc is none of docx"),
    (["build", ".", "-f", ""], "可用 docx", "none of docx"),
    (["build", ".", "-j", "0"], "1 到 256 之间的整数，不能是 0", "from 1 to 256, not 0"),
    (["build", ".", "-j", "-2"], "不能是 -2", "not -2"),
    (["build", ".", "-j", "两"], "不能是 两", "not 两"),
    (["build", ".", "-j", "²"], "不能是 ²", "not ²"),
    (["build", ".", "--name", "{机关}{月}"], "没有 {月}", "no {月}"),
    (["build", ".", "--templates", "没有"], "找不到 没有", "'没有' does not exist"),
    (["new", "x.yaml", "--year", "二〇", "--office", "某局"], "不能是 二〇", "not 二〇"),
    (["new", "x.yaml", "--year", "2021"], "缺少 --office", "--office is missing"),
    (["new", "x.yaml", "--office", "某局"], "缺少 --year", "--year is missing"),
    (["new", "x.yaml", "--keys", "de"], "不支持 de", "de is none of zh, en"),
    (["new"], "缺少 --year", "--year is missing"),
    (["template", "paint"], "没有 paint 这个命令", "No such command 'paint'"),
    (["template", "check", "."], "没有 report.docx", "no report.docx"),
    (["init"], "缺少 文件夹", "Missing argument 'FOLDER'"),
    (["init", "区"], "缺少 --year", "--year is missing"),
    (["new", "--year", "2021", "--office", "某局"], "缺少 文件", "FILE is missing"),
    (["schema", "--year", "2018"], "没有 2018 年度的格式", "no form for 2018"),
    (["completion", "tcsh"], "不支持 tcsh", "tcsh is none of bash"),
    (["check", "."], "没有 .yaml 文件", "no .yaml file"),
    (["check", "--", "--lang"], "找不到 --lang", "'--lang' does not exist"),
]


@pytest.mark.parametrize(("words", "zh", "en"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_a_wrong_call_is_told_in_two_lines_and_does_nothing(
    words: list[str], zh: str, en: str, gkgen: Gkgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for language, wanted in (("zh", zh), ("en", en)):
        called = gkgen("--lang", language, *words)
        assert called.status == 2
        assert called.out == ""
        told, where = called.err.splitlines()
        assert told.startswith("gkgen: ")
        assert wanted in told
        assert re.search(r"gkgen( [a-z]+){0,2} --help", where)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["圈.yaml", "没有"])
def test_a_link_to_nothing_is_told_and_no_similar_name(target: str, gkgen: Gkgen, tmp_path: Path) -> None:
    (tmp_path / "圈.yaml").symlink_to(target)
    called = gkgen("check", tmp_path / "圈.yaml")
    assert called.err.splitlines()[0].endswith("圈.yaml：它是链接，指到的文件不在，或者链接绕成了圈")
    assert "是不是" not in called.err


def test_a_language_that_is_not_spoken_is_told_in_chinese(gkgen: Gkgen, good: Path) -> None:
    called = gkgen("check", good, "--lang", "fr")
    assert called.status == 2
    assert "不支持 fr；可用 zh、en" in called.err


@pytest.mark.parametrize("words", [[], ["template"]])
def test_a_group_without_a_verb_shows_its_help(words: list[str], gkgen: Gkgen) -> None:
    called = gkgen(*words)
    assert (called.status, called.out) == (2, "")
    assert "用法：gkgen" in called.err
    assert "命令" in called.err


def test_every_message_of_the_catalogue_is_one_of_click() -> None:
    """A message that a later click words otherwise would be English in the midst of Chinese."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert len(CATALOGUE) > 5
    assert [message for message in CATALOGUE if f'"{message}"' not in source] == []


def test_the_messages_of_click_are_its_own_again_afterwards(gkgen: Gkgen) -> None:
    lookups = [(name, vars(module)[name]) for module in MODULES for name in ("_", "ngettext") if name in vars(module)]
    assert len(lookups) >= len(MODULES)
    assert "多出了" in gkgen("completion", "bash", "x").err
    assert all(lookup is (gettext.gettext if name == "_" else gettext.ngettext) for name, lookup in lookups)
