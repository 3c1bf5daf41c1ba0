"""What an attack on gkgen did, as it was done: each line of it by its number, with its right outcome.

What needs no command line stands beside the code: the selectors, sheets and sizes of drawings and pictures (A1, A9) in
tests/pictures, the bounds of import (A2, A3) in tests/pipeline/importing, edited Word files (A7) in
tests/pipeline/comparing, long texts (A10) in tests/benchmarks and tests/narrative, Git in tests/cli/test_diff.py.
"""

import os
import re
import struct
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import gkgen as api
from gkgen.importers.readers.format_detection import read_document
from gkgen.ooxml.package import read_package, write_package
from gkgen.pipeline.importing.conversion import convert
from gkgen.pipeline.importing.converted_report import ImportOptions
from tests.acceptance.conftest import ROOT
from tests.cli.calls import Gkgen
from tests.office import office

OFFICE = """\
年度: 2021
机关: 张庄镇人民政府
主动公开情况: 全零
依申请公开情况: 全零
复议诉讼情况: 全零
总体情况: 正文
问题及改进: |
  正文
  ![图](p.svg)
其他事项: {信息处理费: {收取: 否}}
"""
SELECTORS = "z " + "g " * 10 + "rect{fill:red}"
NESTED = "<g>" * 150 + '<rect width="1" height="1"/>' + "</g>" * 150
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>{SELECTORS}</style>{NESTED}</svg>'
SECONDS = 20.0
"""Without its mend none of them ends within a minute."""


@pytest.fixture
def gkgen(capsys: pytest.CaptureFixture[str]) -> Gkgen:
    """The command line."""
    return Gkgen(capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which commands are called."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Nothing of all this takes long."""
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < SECONDS


def written(folder: Path, text: str, name: str = "o.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("check", "o.yaml"),
        ("build", "o.yaml", "--timeout", "9", "-o", "out", "-f", "html"),
        ("build", ".", "-j", "1", "--timeout", "9", "-o", "out", "-f", "html"),
        ("check", "."),
    ],
)
def test_a1_a_drawing_of_half_a_kilobyte_is_a_finding(words: tuple[str, ...], gkgen: Gkgen, folder: Path) -> None:
    written(folder, OFFICE)
    written(folder, DRAWING, "p.svg")
    called = gkgen(*words)
    assert called.status == 1
    assert " N18 " in called.out + called.err
    assert "o.yaml:9:" in called.out + called.err


def test_a5_controls_of_direction_are_errors_that_fix_removes(gkgen: Gkgen, folder: Path) -> None:
    path = written(folder, office(总体情况="新收政府信息公开申请\u202e12\u202c件。", 问题及改进='"甲\\u202e乙"'))
    assert gkgen("check", path).out.count(" Y02 ") == 3
    gkgen("fix", path)
    assert "\u202e" not in path.read_text(encoding="utf-8") + gkgen("check", path).out
    assert " Y02 " not in gkgen("check", path).out


CELL = "491"
HIDDEN = "<style>.q{display:none}</style>"
AMBIGUOUS = (
    "49<sup>1</sup>",
    *("<s>9</s>49", "<strike>9</strike>49", '<i style="text-decoration:line-through">9</i>49'),
    *('<b style="color:white">9</b>49', '<b style="font-size:0">9</b>49', '<b style="font-size:0.5pt">9</b>49'),
    f"{HIDDEN}<b class=q>9</b>49",
    '<b style="position:absolute;left:-9999px">9</b>49',
    "<ruby>49<rt>9</rt></ruby>",
    *("<del>9</del>49", "<b hidden>9</b>49", '<b style="display:none">9</b>49'),
)


@pytest.fixture(scope="module")
def page() -> str:
    """gkgen's own page without its head, with 491 in table one."""
    text = office(主动公开情况=f"行政规范性文件: {{现行有效件数: {CELL}}}")
    html = api.render(text, ("html",)).files["html"].decode("utf-8")
    assert html.count(f">{CELL}<") == 1
    return html[: html.index("<head>")] + html[html.index("</head>") + len("</head>") :]


@pytest.mark.parametrize("cell", AMBIGUOUS)
def test_a6_a_cell_of_a_page_is_what_is_seen_of_it(cell: str, page: str) -> None:
    data = page.replace(f">{CELL}<", f">{cell}<").encode("utf-8")
    converted = convert(read_document(data, "a.html"), "a.yaml", ImportOptions())
    assert converted.text is not None
    assert re.findall(r"现行有效: (\d+)", converted.text) == ["49"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>9</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
INSTRUCTION = '<w:r><w:fldChar w:fldCharType="begin"/><w:t>9</w:t><w:fldChar w:fldCharType="end"/></w:r>'
RUNS = (
    run("49") + run("1", '<w:vertAlign w:val="superscript"/>'),
    *(run("9", f"<w:{mark}/>") + run("49") for mark in ("strike", "dstrike", "vanish", "webHidden")),
    *(run("9", mark) + run("49") for mark in ('<w:color w:val="FFFFFF"/>', '<w:sz w:val="1"/>')),
    run("49") + BOX,
    INSTRUCTION + run("49"),
)


@pytest.fixture(scope="module")
def parts() -> Mapping[str, bytes]:
    """The parts of a Word file with 491 in table one."""
    text = office(主动公开情况=f"行政规范性文件: {{现行有效件数: {CELL}}}")
    return read_package(api.render(text, ("docx",)).files["docx"])


@pytest.mark.parametrize("runs", RUNS)
def test_a6_a_cell_of_a_word_file_is_what_is_seen_of_it(runs: str, parts: Mapping[str, bytes]) -> None:
    body, old = parts["word/document.xml"].decode("utf-8"), f'<w:r><w:t xml:space="preserve">{CELL}</w:t></w:r>'
    assert body.count(old) == 1
    data = write_package({**parts, "word/document.xml": body.replace(old, runs).encode("utf-8")})
    converted = convert(read_document(data, "a.docx"), "a.yaml", ImportOptions())
    assert converted.text is not None
    # What prints in one program and not in another is a question, with both numbers.
    assert re.findall(r"现行有效: (49\b|{待核对: \[49, 9, )", converted.text)


def test_a8_no_line_of_a_file_that_is_no_office_file_is_shown(gkgen: Gkgen, folder: Path) -> None:
    (folder / ".git").mkdir()
    written(folder / ".git", '[remote "origin"]\n\turl = https://ci:SECRET-TOKEN@gitlab.local/x.git\n', "config")
    for base in (".git/config", "secrets.yaml"):
        written(folder, "SECRET-TOKEN: SECRET-TOKEN\n", "secrets.yaml")
        path = written(folder, office(继承=base))
        for form in ("text", "json", "markdown", "sarif", "github", "gitlab"):
            called = gkgen("check", path, "--output-format", form)
            assert called.status == 1
            assert "SECRET-TOKEN" not in called.out + called.err


def test_a9_a_picture_of_one_row_is_refused(gkgen: Gkgen, folder: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40_000_000, 1, 8, 6, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    (folder / "p.png").write_bytes(data)
    path = written(folder, OFFICE.replace("p.svg", "p.png"))
    assert " N10 " in gkgen("build", path, "-f", "html").err


def test_a11_one_file_stops_no_other(gkgen: Gkgen, folder: Path) -> None:
    open_line = OFFICE.replace("  ![图](p.svg)\n", "").replace("问题及改进: |\n  正文\n", "") + "问题及改进: |\n  正文"
    written(folder, open_line, "a.yaml")
    written(folder, "?", "b.yaml")
    written(folder, "机关:   甲局\n", "c.yaml")
    called = gkgen("format", "--check", ".")
    assert called.status == 1
    assert "Traceback" not in called.err
    assert "c.yaml" in called.out


@pytest.mark.parametrize("changes", [{"总体情况": "共{{ 1e400 }}件"}, {"核对": '["甲 == 1e400"]', "数据": "{甲: 1}"}])
def test_a12_numbers_beyond_sense_are_findings(changes: dict[str, str], gkgen: Gkgen, folder: Path) -> None:
    path = written(folder, office(**changes))
    called = gkgen("build", path, "-f", "json")
    assert called.status == 1
    assert not {"O04", "70"} & set(called.err.split())
    assert not list(folder.glob("*.json"))


@pytest.mark.parametrize(
    "text",
    [
        "公开{{ 甲\n  + 1 }}条。",
        "公开{{甲",
        "公开{{{{ 甲 }}条。",
        "公开{{ 甲 }}}}条。",
        "{甲}",
        "{{ 甲 }",
        "｛｛甲｝｝",
    ],
)
def test_a13_a_broken_reference_never_prints(text: str, gkgen: Gkgen, folder: Path) -> None:
    path = written(folder, office(总体情况=f"|\n  {text}", 数据="{甲: 1}"))
    called = gkgen("build", path, "-f", "json")
    assert " N02 " in called.err
    shown = "".join(each.read_text(encoding="utf-8") for each in folder.glob("*.json"))
    assert "{" not in shown.replace("{\n", "").replace("{}", "") or called.status == 1


@pytest.mark.parametrize("name", ["batches.md", "batches.zh-CN.md"])
def test_a14_who_must_be_trusted_stands_where_the_scheduler_is_started(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    after = page[page.index("dask scheduler --host") :]
    assert all(word in after for word in ("pickle", "tls://", "require-encryption", "8786"))


def test_a16_2_a_folder_speaks_to_no_build_service(gkgen: Gkgen, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for name in ("s\n::error::pwn", "\x1b]0;pwn\x07"):
        (folder / name).mkdir()
        written(folder / name, office())
    called = gkgen("build", ".", "-f", "json")
    assert called.out.count("o.json") == 2
    assert not any(line.startswith("::error") for line in (called.out + called.err).splitlines())
    assert not {"\x1b", "\x07"} & set(called.out + called.err)


def test_a16_4_a_folder_that_is_a_link_to_itself_is_told(gkgen: Gkgen, folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    called = gkgen("build", written(folder, office()), "-o", "loop", "-f", "json")
    assert (called.status, " O02 " in called.err) == (3, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words", [("build", "-f", "json", "--report"), ("check", "--output-format", "json", "--output-file")]
)
def test_a16_6_the_file_that_a_full_disk_did_not_take_is_named(
    words: tuple[str, ...], gkgen: Gkgen, folder: Path
) -> None:
    (folder / "r.html").symlink_to("/dev/full")
    called = gkgen(words[0], written(folder, office()), *words[1:], "r.html")
    assert (called.status, "r.html" in called.err) == (3, True)


def test_a16_7_what_is_said_to_be_mended_is_mended(gkgen: Gkgen, folder: Path) -> None:
    path = written(folder, office(总体情况="|\n   \t正文\n  正文"))
    told = gkgen("check", path).out
    mended = gkgen("fix", path)
    assert ("gkgen fix" in told) == ("改正" in mended.err)
    assert " Y12 " not in gkgen("check", path).out or "gkgen fix" not in told


def _new(folder: Path) -> tuple[str, ...]:
    return ("new", "甲.yaml", "--year", "2021", "--office", "甲局")


def _init(folder: Path) -> tuple[str, ...]:
    return ("init", ".", "--year", "2021")


def _import(folder: Path) -> tuple[str, ...]:
    drawing = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0H9'/></svg>"
    text = f'<h1>张庄镇人民政府2021年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>正文</p><img src="{drawing}">'
    return ("import", str(written(folder, text, "x.html")), "-o", "x.yaml")


@pytest.mark.parametrize("command", [_new, _init, _import])
def test_a16_11_nothing_is_written_through_a_link_out_of_the_project(
    command: Callable[[Path], tuple[str, ...]], gkgen: Gkgen, folder: Path
) -> None:
    outside, project = folder / "outside", folder / "project"
    outside.mkdir()
    project.mkdir()
    (project / ".git").mkdir()
    for name in (".gkgen", "pictures", "图片"):
        (project / name).symlink_to(outside)
    os.chdir(project)
    gkgen(*command(project))
    assert list(outside.iterdir()) == []
