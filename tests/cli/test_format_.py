"""gkgen format: files rewritten, named or shown; bases too; what cannot be read is told and left alone."""

import stat
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen
from tests.office import office

MESSY = office(机关=None) + "机关:   某某局   # 全称\n"


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "乱.yaml"
    path.write_text(MESSY, encoding="utf-8")
    return path


def test_a_file_is_rewritten_once(gkgen: Gkgen, messy: Path) -> None:
    messy.chmod(0o600)
    called = gkgen("format", messy)
    assert (called.status, called.out) == (0, f"{messy}\n")
    assert called.err == "1 个文件：1 个已改\n"
    assert messy.read_text(encoding="utf-8").startswith("年度: 2021\n机关: 某某局  # 全称\n\n总体情况:")
    assert stat.S_IMODE(messy.stat().st_mode) == 0o600
    again = gkgen("format", messy, "--check")
    assert (again.status, again.out, again.err) == (0, "", "1 个文件：都已排好\n")


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_nothing_is_written_where_that_is_not_wanted(option: str, gkgen: Gkgen, messy: Path) -> None:
    called = gkgen("format", messy, option)
    assert called.status == 1
    assert messy.read_text(encoding="utf-8") == MESSY
    assert "1 个要改" in called.err
    shown = called.out.splitlines()
    if option == "--diff":
        assert shown[:2] == [f"--- {messy}", f"+++ {messy}"]
        assert "+机关: 某某局  # 全称" in shown
    else:
        assert shown == [str(messy)]


def test_keys_are_turned_into_the_other_language_and_back(gkgen: Gkgen, good: Path) -> None:
    assert gkgen("format", good).status == 0
    chinese = good.read_bytes()
    assert gkgen("format", good, "--keys", "en").status == 0
    assert good.read_text(encoding="utf-8").startswith("year: 2021\noffice: ")
    assert gkgen("check", good).status == 0
    assert gkgen("format", good, "--keys", "zh").status == 0
    assert good.read_bytes() == chinese


def test_bases_in_a_folder_are_put_in_order_and_hidden_files_left_alone(gkgen: Gkgen, messy: Path) -> None:
    base, hidden = messy.with_name("_共用.yaml"), messy.with_name(".别动.yaml")
    for path in (base, hidden):
        path.write_text("署名:   某局\n", encoding="utf-8")
    called = gkgen("format", messy.parent)
    assert called.status == 0
    assert set(called.out.splitlines()) == {str(messy), str(base)}
    assert base.read_text(encoding="utf-8") == "署名: 某局\n"
    assert hidden.read_text(encoding="utf-8") == "署名:   某局\n"


@pytest.mark.parametrize(
    ("text", "code"), [("年度：2021\n", "Y10"), ("年度: [\n", "Y03"), ("年度: 2021\nyear: 2021\n", "F03"), ("", "Y01")]
)
def test_what_cannot_be_put_in_order_is_told_and_left_alone(text: str, code: str, gkgen: Gkgen, messy: Path) -> None:
    messy.write_text(text, encoding="utf-8")
    called = gkgen("format", messy)
    assert (called.status, called.out) == (1, "")
    assert code in called.err
    assert called.err.endswith("\n1 个文件：1 个有错误，没有动\n")
    assert messy.read_text(encoding="utf-8") == text


def test_a_file_that_may_not_be_written_is_told(gkgen: Gkgen, messy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gkgen.pipeline.core.atomic_write.os.access", lambda *_: False)
    called = gkgen("format", messy)
    assert called.status == 3
    assert "O02" in called.err
    assert messy.read_text(encoding="utf-8") == MESSY


def test_a_text_without_a_last_line_end_is_ordinary_and_no_file_ends_the_others(
    gkgen: Gkgen, good: Path, tmp_path: Path
) -> None:
    """Notepad leaves the last line open; a lone ? was a fault that left all other files undone."""
    (tmp_path / "a.yaml").write_text(f"{office(问题及改进=None)}问题及改进: |\n  正文", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("?", encoding="utf-8")
    (tmp_path / "z.yaml").write_text(office(问题及改进="正文  "), encoding="utf-8")
    called = gkgen("format", tmp_path)
    assert f"{tmp_path / 'b.yaml'}:1:2 错误 Y06" in called.err
    assert "a.yaml 错误" not in called.err
    assert "问题及改进: |\n  正文\n" in (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "z.yaml").read_text(encoding="utf-8").count("正文\n") == 1
