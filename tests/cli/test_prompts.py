"""What is missing is asked for on a terminal."""

import io
from pathlib import Path

import pytest

from gkgen.cli import run
from tests.office import office

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of an office file in which nothing is wrong, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("镇.yaml").write_text(office(), encoding="utf-8")
    Path("空").mkdir()
    return "镇.yaml"


def test_what_is_missing_is_asked_for_on_a_terminal(
    file: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal("去年\n2021\n张庄镇人民政府\n"))
    assert run(["new", "新.yaml"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "新.yaml\n"
    assert "报告哪一年" in shown.err
    assert "不能是 去年" in shown.err
    text = Path("新.yaml").read_text(encoding="utf-8")
    assert "年度: 2021\n" in text
    assert "机关: 张庄镇人民政府\n" in text
