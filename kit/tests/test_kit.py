"""The kit under Wine: what is typed and what is dropped, the same files as on Linux, and nothing written into it."""

import json
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

from kit.tests.unpacked import ROOT, Kit

OFFICES = sorted(path.name for path in (ROOT / "examples").glob("*.yaml"))


def listing(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def words_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def built(kit: Kit, examples: Path) -> Path:
    """All examples built by the kit, as they are when they are dropped on gkgen.bat."""
    before = listing(kit.folder)
    done = kit.gkgen(*(examples / name for name in OFFICES), home=examples)
    assert f"{len(OFFICES)} 个文件：没有发现问题" in done.stderr.decode(), done
    assert "按回车键关闭这个窗口" in done.stdout.decode()
    assert listing(kit.folder) == before, "a folder may be read-only: nothing is written into it"
    return examples


def test_it_is_whole_and_every_patch_is_on(kit: Kit, examples: Path) -> None:
    done = kit.gkgen("doctor", "--output-format", "json", home=examples)
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert told["left_out"] == {}
    assert told["fault"] is None and told["harfbuzz_subset"] is True
    assert {name: each["can_be_made"] for name, each in told["formats"].items()} == {"docx": True, "pdf": True}
    assert told["versions"]["Pango"].startswith("1.56.")
    assert [font["families"][0] for font in told["fonts"]] == [
        *("FandolSong", "FandolFang", "FandolKai", "FandolHei", "FandolSong", "Liberation Serif")
    ]
    if (kit.folder / "gkgen.html").exists():
        assert told["page"].endswith("gkgen.html")


def test_findings_are_those_of_linux(kit: Kit, examples: Path) -> None:
    wrong = examples / "错.yaml"
    wrong.write_text("年度: 2025\n机关：某某镇人民政府\n复议诉讼情况: 全零\n", encoding="utf-8")
    try:
        done = kit.gkgen("check", "--output-format", "json", ".", home=examples)
        here = kit.linux("check", "--output-format", "json", ".", home=examples)
        assert done.returncode == here.returncode == 1
        assert json.loads(done.stdout.replace(b"\\\\", b"/")) == json.loads(here.stdout)
    finally:
        wrong.unlink()


@pytest.mark.parametrize("name", OFFICES)
def test_files_are_those_of_linux(name: str, kit: Kit, built: Path, tmp_path: Path) -> None:
    done = kit.linux("build", name, "-o", str(tmp_path), home=built)
    assert done.returncode == 0, done.stderr.decode()
    stem = name.removesuffix(".yaml")
    assert words_of(built / f"{stem}.pdf") == words_of(tmp_path / f"{stem}.pdf")
    here, there = (folder / f"{stem}.docx" for folder in (tmp_path, built))
    assert there.read_bytes() == here.read_bytes()


def test_a_finished_file_is_imported_where_it_is_dropped(kit: Kit, built: Path, tmp_path: Path) -> None:
    for suffix in ("docx", "pdf"):
        home = tmp_path / suffix
        home.mkdir()
        report = home / f"公布的.{suffix}"
        shutil.copy(built / f"shangdulu.{suffix}", report)
        out = kit.gkgen(report, home=home).stdout.decode()
        assert "按回车键关闭这个窗口" in out
        assert "机关:" in report.with_suffix(".yaml").read_text(encoding="utf-8"), out


@pytest.mark.parametrize("verb", ["preview", "form"])
def test_the_browser_gets_its_page(verb: str, kit: Kit, examples: Path) -> None:
    with (
        kit.served(verb, "shangdulu.yaml", "--no-browser", home=examples) as address,
        urllib.request.urlopen(address, timeout=60) as answer,
    ):
        assert answer.status == 200
        assert "gkgen" in answer.read().decode()
