"""Names and texts of others, as they reach a terminal and the log of a build service: shown, never obeyed."""

from pathlib import Path

import pytest

from gkgen.cli.main import run
from gkgen.cli.printing import say, without_commands
from tests.office import office

FOLDERS = ("s\n::error::pwn", "::error::pwn", "\x1b]0;pwn\x07", "a\u202eb", "##[add-mask]x", "##vso[task.x]y")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("verb", ["check", "build", "format", "fix", "init", "import"])
def test_no_name_of_a_folder_speaks(
    verb: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    place = Path(folder)
    place.mkdir()
    (place / "x.yaml").write_text(office(总体情况="正文\u200b"), encoding="utf-8")
    (place / "y.yaml").write_text(office(), encoding="utf-8")
    (place / "z.txt").write_text("张庄镇人民政府2021年政府信息公开工作年度报告\n一、总体情况\n正文\n", encoding="utf-8")
    arguments = {"build": ["-f", "html"], "init": ["--year", "2021"]}.get(verb, [])
    run([verb, "." if verb != "init" else str(place / "new"), *arguments])
    out, err = capfd.readouterr()
    lines = [line for text in (out, err) for line in text.splitlines()]
    assert any("pwn" in line or "a?b" in line or "x" in line for line in lines)
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line or "##vso[" in line]
    assert not {"\x1b", "\u202e", "\x07"} & set(out + err)


def test_a_line_of_an_office_file_is_no_command_where_it_is_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(office(总体情况="|\n::error::pwn {{ 甲 }}\n##[error]{{ 甲 }}"), encoding="utf-8")
    run(["check", str(path)])
    out, _ = capfd.readouterr()
    assert ": :error::pwn" in out
    assert "# #[error]" in out


def test_colons_elsewhere_stay() -> None:
    assert without_commands("a::b\n a: b\n## [x]") == "a::b\n a: b\n## [x]"


def test_a_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(Path("a\nb"))
    assert capsys.readouterr().out == "a?b\n"
