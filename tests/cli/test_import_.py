"""gkgen import: reports become office files; what stands there already is never overwritten."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.named_files import FilesInMemory
from tests.cli.calls import ROOT, Gkgen, environment

TEXT = """\
张庄镇人民政府2021年政府信息公开工作年度报告
一、总体情况
依法主动公开政府信息。
五、存在的主要问题及改进情况
公开的内容不够细，下一步改进审核办法。
六、其他需要报告的事项
本年度未收取信息处理费。
没有其他需要报告的事项。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report as text, without its tables."""
    path = tmp_path / "旧报告.txt"
    path.write_text(TEXT, encoding="gb18030")
    return path


def test_what_is_missing_ends_with_1_and_stands_as_comments_in_the_file(gkgen: Gkgen, report: Path) -> None:
    called = gkgen("import", report)
    target = report.with_suffix(".yaml")
    assert (called.status, called.out) == (1, f"{target}\n")
    text = target.read_text(encoding="utf-8")
    assert text.count("# I10 原文里没有找到") == 3
    assert "年度: 2021\n机关: 张庄镇人民政府\n" in text
    assert "信息处理费: {收取: 否}" in text
    # A table that was not found is never one of zeros: it does not build until somebody has looked.
    line = text.split("\n").index("依申请公开情况: 待核对") + 1
    assert f"  要核对    {target}:{line - 3} I10 " in called.err
    assert "同样的另有 2 处：三、收到和处理政府信息公开申请情况" in called.err
    assert check_text(text.encode(), "x.yaml", FilesInMemory()).document is None


def test_the_process_that_only_writes_loads_nothing_that_reads_or_checks(report: Path) -> None:
    """Guard: form, narrative and review were loaded in both processes, a third of the time of a short report."""
    script = "import sys\nfrom gkgen.cli import run\nif __name__ == '__main__':\n    run(sys.argv[1:])"
    script += "\n    print(*sys.modules)"
    command = [sys.executable, "-c", script, "import", str(report)]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    assert report.with_suffix(".yaml").is_file()
    loaded = {".".join(name.split(".")[:2]) for name in done.stdout.splitlines()[-1].split()}
    assert "gkgen.pipeline" in loaded
    assert not loaded & {f"gkgen.{name}" for name in ("form", "narrative", "review", "checks", "editors", "assembly")}
    assert not loaded & {"markdown_it", "lxml.etree", "jinja2"}


def test_editors_are_told_where_the_schema_is_and_find_it_there(gkgen: Gkgen, report: Path) -> None:
    gkgen("import", report)
    top, source, *_ = report.with_suffix(".yaml").read_text(encoding="utf-8").split("\n")
    assert top.startswith("# yaml-language-server: $schema=")
    assert source == "# 由 旧报告.txt 转来"
    assert '"年度"' in (report.parent / top.partition("=")[2]).read_text(encoding="utf-8")


def test_a_file_that_is_there_is_left_alone(gkgen: Gkgen, report: Path) -> None:
    target = report.with_suffix(".yaml")
    target.write_text("我的", encoding="utf-8")
    called = gkgen("import", report)
    assert called.status == 2
    assert "O06" in called.err
    assert target.read_text(encoding="utf-8") == "我的"


def test_keys_comments_and_messages_in_english(gkgen: Gkgen, report: Path, tmp_path: Path) -> None:
    called = gkgen("import", report, "-o", tmp_path / "new" / "office.yaml", "--keys", "en", "--lang", "en")
    text = (tmp_path / "new" / "office.yaml").read_text(encoding="utf-8")
    assert "year: 2021\n" in text
    assert "# I10 no table of 'requests' was found" in text
    assert f"  to check  {tmp_path / 'new' / 'office.yaml'}:" in called.err
    assert "2 more of the kind: requests; disputes" in called.err


def test_the_account_as_json_is_all_of_standard_output(gkgen: Gkgen, report: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 word/document")
    called = gkgen("import", report, tmp_path / "坏.docx", "-o", tmp_path / "out", "--output-format", "json")
    assert called.status == 1
    read, refused = json.loads(called.out)["reports"]
    assert (read["source"], read["outputs"]) == (str(report), [str(tmp_path / "out" / "旧报告.yaml")])
    assert (refused["outputs"], refused["account"]) == ([], [])
    assert (tmp_path / "out" / "旧报告.yaml").exists()


def test_the_original_beside_the_file_is_a_page_of_its_own(gkgen: Gkgen, report: Path, tmp_path: Path) -> None:
    page = tmp_path / "对照.html"
    called = gkgen("import", report, "--beside", page)
    assert called.out.split() == [str(report.with_suffix(".yaml")), str(page)]
    text = page.read_text(encoding="utf-8")
    assert "依法主动公开政府信息。" in text
    assert "依申请公开情况: 待核对" in text
    assert gkgen("import", report, "--beside", tmp_path / "对照.docx").status == 2


def test_a_folder_becomes_a_folder_with_a_summary(gkgen: Gkgen, report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "a.md", "sub/b.txt", "~$a.docx", "c.zip"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    called = gkgen("import", folder, "-o", tmp_path / "out")
    written = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.yaml"))
    assert written == ["a-txt.yaml", "a.yaml", "sub/b.yaml"]
    assert called.err.strip().split("\n")[-1].startswith("3 个文件：9 个错误")


def test_what_is_no_report_is_told(gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04 word/document")
    called = gkgen("import", path)
    assert called.status == 1
    assert "I30" in called.err
    assert not path.with_suffix(".yaml").exists()


def test_several_reports_do_not_become_one_file(gkgen: Gkgen, report: Path, tmp_path: Path) -> None:
    other = report.with_name("另一份.txt")
    other.write_text(TEXT, encoding="utf-8")
    assert gkgen("import", report, other, "-o", tmp_path / "x.yaml").status == 2
    assert gkgen("import", tmp_path / "没有").status == 2


def test_pictures_that_reports_cannot_hold_become_png_or_are_told(gkgen: Gkgen, tmp_path: Path) -> None:
    files = tmp_path / "page_files"
    files.mkdir()
    for ending in ("bmp", "gif", "tiff", "webp", "png"):
        Image.new("RGB", (40, 40), "red").save(files / f"a.{ending}")
    (files / "a.emf").write_bytes(b"\x01\0\0\0 drawing of Windows")
    shown = "".join(f"<p>看图，图里有数。<img src='page_files/{path.name}'></p>" for path in sorted(files.iterdir()))
    page = tmp_path / "page.html"
    text = TEXT.replace("\n", "</p><p>").replace("依法主动", f"</p>{shown}<p>依法主动")
    page.write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
    called = gkgen("import", page)
    assert [path.name for path in sorted((tmp_path / "pictures").iterdir())] == [f"page-{at}.png" for at in range(1, 6)]
    assert called.err.count("I39") == 1
    assert "a.emf" in called.err
    written = tmp_path / "page.yaml"
    written.write_text(written.read_text(encoding="utf-8").replace("待核对", "全零"), encoding="utf-8")
    assert gkgen("check", written).status == 0
