"""Help pages and usage errors as they stand in a terminal of 80 columns, in both languages."""

from pathlib import Path

import pytest

from gkgen.cli.help_pages import wrapped
from gkgen.cli.main import _VERBS
from gkgen.terminal_width import cells
from tests.cli.calls import Gkgen

VERBS = [verb.rstrip("_") for verb in _VERBS]
COLUMNS = 80


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_line_of_a_help_page_is_wider_than_the_terminal(
    gkgen: Gkgen, monkeypatch: pytest.MonkeyPatch, verb: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    page = gkgen(verb, "--help", "--lang", language).out.splitlines()
    assert len(page) > 5
    assert [line for line in page if cells(line) > COLUMNS] == []
    assert not [line for line in page if line.lstrip()[:1] in set("，。；：、）”")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_command_shows_an_example_that_names_it(gkgen: Gkgen, verb: str, language: str) -> None:
    page = gkgen(verb, "--help", "--lang", language).out
    _, _, examples = page.partition("例子:" if language == "zh" else "Examples:")
    assert f"gkgen {verb}" in examples


def test_the_meanings_of_options_stand_in_one_column(gkgen: Gkgen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard: labels are measured in cells; 文件夹 takes six of them."""
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    page = gkgen("build", "--help").out.splitlines()
    meanings = ("有警告也不生成", "自己的模板", "写到哪个文件夹", "同时用几个进程", "提示用中文")
    columns = {cells(line[: line.index(text)]) for line in page for text in meanings if text in line}
    assert len(columns) == 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("核对年度报告，指出问题。", 12, ["核对年度报", "告，指出问", "题。"]),
        ("运行 gkgen check 文件", 12, ["运行 gkgen", "check 文件"]),
        ("（一）和（二）", 8, ["（一）和", "（二）"]),
        ("", 10, [""]),
        ("supercalifragilistic", 8, ["supercalifragilistic"]),
    ],
)
def test_lines_break_between_chinese_letters_and_at_blanks(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "青石街道.yaml").write_text("年度: 2025\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chek", "x"), "没有 chek 这个命令，是不是 check"),
        (("check", "青石"), "找不到 青石，是不是 青石街道.yaml？"),
        (("check", "青石街到.yaml"), "是不是 青石街道.yaml？"),
        (("new", "x.yaml", "--office", "云溪市", "青石街道"), "名称里有空格的，整个名称加引号"),
        (("new", "x.yaml", "—year", "2025"), "选项前面是两个减号：--year"),
        (("new", "青石.docx", "--year", "2025", "--office", "甲"), "写成 青石.yaml"),
        (("build", "青石街道.yaml", "-f", "word"), "不支持 word；可用 docx、pdf"),
        (("build", "青石街道.yaml", "--strict=1"), "--strict 后面不能写值"),
        (("build", "青石街道.yaml", "--report", "情况.xlsx"), "--report：不能写成 .xlsx"),
        (("build", "青石街道.yaml", "-o", "甲.docx"), "要写文件夹，不能是 甲.docx"),
        (("doctor", "x"), "多出了 x"),
        (("preview", "青石街道.yaml", "乙.yaml"), "多出了 乙.yaml"),
    ],
)
def test_a_usage_error_says_what_was_meant_and_names_the_page_of_its_command(
    gkgen: Gkgen, folder: Path, words: tuple[str, ...], said: str
) -> None:
    called = gkgen(*words)
    assert called.status == 2
    assert said in called.err
    known = words[0] in VERBS
    assert f"运行 gkgen {words[0]} --help 看用法" in called.err or not known
    assert "Got unexpected" not in called.err
    assert sorted(path.name for path in folder.iterdir()) == ["青石街道.yaml"]


def test_a_full_width_comma_separates_formats_and_a_year_may_have_its_word(gkgen: Gkgen, folder: Path) -> None:
    assert "--format" not in gkgen("build", "青石街道.yaml", "-f", "docx，pdf").err
    assert gkgen("new", "乙", "--year", "２０２５年", "--office", "甲街道办事处").status == 0
    assert (folder / "乙.yaml").exists()


def test_the_list_of_commands_stands_once(gkgen: Gkgen) -> None:
    page = gkgen("--help").out
    assert page.count("  build ") == 1
    assert [line for line in page.splitlines() if cells(line) > COLUMNS] == []
