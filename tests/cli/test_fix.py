"""gkgen fix: files mended in place, or the patch shown and nothing written."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen
from tests.office import office


@pytest.fixture
def slipped(tmp_path: Path) -> Path:
    """An office file with four slips of three kinds."""
    path = tmp_path / "漏.yaml"
    text = office(依申请公开情况="本年新收: {自然人：１，商业企业: 0}").replace(
        "机关: 张庄镇人民政府", "机关: 张庄镇人民政府  "
    )
    path.write_text(text, encoding="utf-8")
    return path


WANTED = office(依申请公开情况="本年新收: {自然人: 1, 商业企业: 0}")


def test_a_file_is_mended_and_told_in_one_line(gkgen: Gkgen, slipped: Path) -> None:
    called = gkgen("fix", slipped)
    assert called.status == 0
    assert called.out == f"{slipped}：改正 4 处（全角标点 2，全角数字 1，行尾空格 1）\n"
    assert called.err == "1 个文件：1 个已改正；其余要由您改，请运行 gkgen check\n"
    assert slipped.read_text(encoding="utf-8") == WANTED


def test_the_second_time_nothing_is_left(gkgen: Gkgen, slipped: Path) -> None:
    gkgen("fix", slipped)
    called = gkgen("fix", slipped, "--lang", "en")
    assert (called.status, called.out) == (0, "")
    assert called.err == "1 files: nothing to mend; gkgen check shows what is left for you\n"


def test_a_diff_is_all_that_is_printed_and_ends_with_1(gkgen: Gkgen, slipped: Path) -> None:
    before = slipped.read_bytes()
    called = gkgen("fix", "--diff", slipped, "--lang", "en")
    assert called.status == 1
    head, *lines = called.out.splitlines()
    assert (head, lines[0]) == (f"--- {slipped}", f"+++ {slipped}")
    assert [line for line in lines[1:] if line[0] in "+-"] == [
        "-机关: 张庄镇人民政府  ",
        "+机关: 张庄镇人民政府",
        "-  本年新收: {自然人：１，商业企业: 0}",
        "+  本年新收: {自然人: 1, 商业企业: 0}",
    ]
    assert called.err.startswith(
        f"{slipped}: 4 to mend (full-width punctuation 2, full-width digits 1, trailing spaces 1)\n"
    )
    assert slipped.read_bytes() == before


def test_a_diff_of_a_good_file_is_empty_and_ends_with_0(gkgen: Gkgen, good: Path) -> None:
    called = gkgen("fix", "--diff", good)
    assert (called.status, called.out) == (0, "")
    assert called.err == "1 个文件：没有可以自动改正的；其余要由您改，请运行 gkgen check\n"


def test_a_folder_means_the_files_below_it(gkgen: Gkgen, slipped: Path, good: Path) -> None:
    (slipped.parent / "_base.yaml").write_text("年度：2021\n", encoding="utf-8")
    called = gkgen("fix", slipped.parent)
    assert called.status == 0
    assert called.err.startswith("2 个文件：1 个已改正；")
    assert good.read_text(encoding="utf-8") == office()
    assert (slipped.parent / "_base.yaml").read_text(encoding="utf-8") == "年度：2021\n"


def test_another_encoding_is_told_without_a_number(gkgen: Gkgen, good: Path) -> None:
    good.write_bytes(office().encode("gb18030"))
    assert gkgen("fix", good).out == f"{good}：改正 1 处（编码改为 UTF-8）\n"
    assert good.read_text(encoding="utf-8") == office()


def test_a_file_that_cannot_be_written_ends_with_3(
    gkgen: Gkgen, slipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    called = gkgen("fix", slipped)
    assert (called.status, called.out) == (3, "")
    assert " 错误 O02 " in called.err


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "改成 1；可用 gkgen fix 自动改正"), ("en", "type 1; gkgen fix can mend it")]
)
def test_check_tells_what_fix_can_mend(gkgen: Gkgen, slipped: Path, language: str, told: str) -> None:
    shown = gkgen("check", slipped, "--lang", language).out
    assert told in shown
    assert shown.count("gkgen fix") == 2


@pytest.mark.unreviewed
def test_programs_are_told_what_can_be_mended(gkgen: Gkgen, slipped: Path, faulty: Path) -> None:
    found = json.loads(gkgen("check", slipped, faulty, "--output-format", "json").out)["diagnostics"]
    told = [(each["code"], each["fixable"]) for each in found]
    assert told == [("Y10", True), ("R05", True), ("N01", False)]


def test_check_promises_nothing_that_fix_cannot_do(gkgen: Gkgen, faulty: Path) -> None:
    assert "gkgen fix" not in gkgen("check", faulty).out
