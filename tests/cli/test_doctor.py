"""gkgen doctor: what it says of a machine with everything, without fonts, without the typesetter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gkgen.diagnostics import Status
from gkgen.pipeline.inspecting.machine_health import RARE
from tests.cli.calls import Gkgen, shell

NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@pytest.fixture
def without_fonts(tmp_path: Path) -> dict[str, str]:
    """Variables with which fontconfig finds no font at all."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    path = tmp_path / "fonts.conf"
    path.write_text(NO_FONTS.format(folder=folder), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(path)}


@pytest.fixture
def without_weasyprint(tmp_path: Path) -> dict[str, str]:
    """Variables with which the libraries of WeasyPrint cannot be loaded, as on a fresh Windows."""
    broken = tmp_path / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n", encoding="utf-8")
    path = os.pathsep.join([str(broken.parent), *filter(None, sys.path)])
    return {"PYTHONPATH": path}


def font_files(family: str) -> list[str]:
    return subprocess.run(
        ["fc-list", "-f", "%{file}\n", family], capture_output=True, text=True, check=True
    ).stdout.split()


def test_a_machine_that_has_everything(gkgen: Gkgen) -> None:
    called = gkgen("doctor")
    assert called.status == Status.OK
    lines = called.out.splitlines()
    assert lines[0].startswith("gkgen ")
    for role in ("标题", "正文", "二级标题", "一级标题", "表格和页码"):
        (line,) = (line for line in lines if line.startswith(f"  {role}（"))
        assert not line.endswith("没有")
    assert f"  生僻字和标点 {RARE}：齐全" in lines
    assert "  harfbuzz-subset：有" in lines
    assert "缺少" not in called.out
    assert lines[-1].startswith("可以生成 Word（试写用了 ")
    assert "，可以生成 PDF（试写用了 " in lines[-1]


def test_it_speaks_english(gkgen: Gkgen) -> None:
    lines = gkgen("doctor", "--lang", "en").out.splitlines()
    assert f"  rare characters and marks {RARE}: all there" in lines
    assert "PDF can be made (" in lines[-1]


def test_json_tells_the_same(gkgen: Gkgen) -> None:
    told = json.loads(gkgen("doctor", "--output-format", "json").out)
    assert [font["role"] for font in told["fonts"]] == ["xiaobiaosong", "fangsong", "kaiti", "heiti", "songti", "latin"]
    assert all(font["families"] for font in told["fonts"])
    assert told["rare_characters"] == {"tried": RARE, "missing": ""}
    assert told["missing"] == []
    assert {name: each["can_be_made"] for name, each in told["formats"].items()} == {"docx": True, "pdf": True}
    assert told["versions"]["WeasyPrint"]


def test_without_any_font_it_says_how_to_get_them(without_fonts: dict[str, str], tmp_path: Path) -> None:
    """Pango ends the process with a signal where it is made to set text without a font."""
    called = shell("doctor", folder=tmp_path, **without_fonts)
    out = called.stdout.decode()
    assert (called.returncode, called.stderr) == (Status.ENVIRONMENT, b"")
    assert out.splitlines()[-1].endswith("秒），不能生成 PDF")
    for role in ("标题", "正文", "二级标题", "一级标题", "表格和页码"):
        assert f"  {role}（" in out
    for remedy in ("apt install fonts-noto-cjk", "Windows：在“设置", "macOS：在“字体册”里下载华文仿宋"):
        assert remedy in out
    assert "齐全" not in out


def test_characters_that_no_font_has_stop_no_other_report(tmp_path: Path) -> None:
    """One folder of fonts, which lack them; reports of common characters can be built with it."""
    (fandol,) = {str(Path(line).parent) for line in font_files("FandolFang")}
    conf = tmp_path / "fonts.conf"
    conf.write_text(NO_FONTS.format(folder=fandol), encoding="utf-8")
    called = shell("doctor", folder=tmp_path, FONTCONFIG_FILE=str(conf))
    out = called.stdout.decode()
    assert called.returncode == Status.OK
    assert "收录 㙟𬭚 的字体" in out or "：缺 " in out
    assert "可以生成 PDF（" in out


def test_without_any_font_an_office_is_not_built(without_fonts: dict[str, str], good: Path) -> None:
    called = shell("build", good, folder=good.parent, **without_fonts)
    assert called.returncode == Status.ENVIRONMENT
    assert "没有可用于正文（仿宋体）的字体" in called.stderr.decode()
    assert [path.name for path in good.parent.iterdir() if path.suffix in {".pdf", ".docx"}] == []


def test_without_the_typesetter_word_can_still_be_made(without_weasyprint: dict[str, str], tmp_path: Path) -> None:
    called = shell("doctor", folder=tmp_path, **without_weasyprint)
    out = called.stdout.decode()
    assert (called.returncode, called.stderr) == (Status.ENVIRONMENT, b"")
    assert "cannot load library libpango-1.0-0" in out
    assert "apt install libpango-1.0-0" in out
    assert out.splitlines()[-1].startswith("可以生成 Word（")
    assert out.splitlines()[-1].endswith("不能生成 PDF")


def test_templates_with_fonts_that_are_not_there(gkgen: Gkgen, tmp_path: Path) -> None:
    css = ':root { --fangsong: "没有这种字体"; --songti: "Noto Serif CJK SC"; } body { font-family: var(--fangsong) }'
    (tmp_path / "report.css").write_text(css, encoding="utf-8")
    called = gkgen("doctor", "--templates", tmp_path)
    assert called.status == Status.ENVIRONMENT
    assert "  正文（仿宋体）：没有" in called.out
    assert "不能生成 PDF" in called.out
