"""Drafts: reports with errors that can be seen, and that nobody can take for finished ones."""

import json
import zipfile
from pathlib import Path

import pytest

from gkgen.batch import build_all, left_over, prune
from gkgen.document import DRAFT_MARK, DRAFT_WORD
from gkgen.pipeline.comparing.verifying import verify_file
from gkgen.pipeline.core.building import BuildOptions, build_file, render_file
from gkgen.pipeline.core.drafts import is_draft
from gkgen.pipeline.importing.converted_report import ImportOptions
from gkgen.pipeline.importing.import_files import import_file
from tests.cli.calls import Gkgen
from tests.office import office

BROKEN = office(
    主动公开情况="行政许可: 34件", 问题及改进="存在问题: |\n\n改进措施: 逐月核对栏目，按时更新，确保内容准确。"
)
FORMATS = ("docx", "html", "json")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "甲.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_a_report_with_errors_is_nothing_without_draft_and_a_draft_with_it(file: Path) -> None:
    assert (build_file(file, BuildOptions(formats=FORMATS)).state, len(list(file.parent.iterdir()))) == ("failed", 1)
    outcome = build_file(file, BuildOptions(formats=FORMATS, draft=True))
    assert outcome.state == "draft"
    assert [Path(path).name for path in outcome.outputs] == [f"甲{DRAFT_MARK}.{suffix}" for suffix in FORMATS]
    assert {found.code for found in outcome.diagnostics} >= {"R05", "N16"}


def test_holes_are_marked_and_all_that_is_there_is_shown(file: Path) -> None:
    page = render_file(file, BuildOptions(formats=("html", "json"), draft=True)).files
    shown = page["html"].decode()
    for words in ("【待填：存在的主要问题】", "逐月核对栏目", "？", f"{DRAFT_MARK}</title>"):
        assert words in shown
    data = json.loads(page["json"])
    assert data["draft"] is True
    assert "decisions" not in data["tables"]["disclosure"].get("licensing", {})
    assert data["tables"]["disclosure"]["penalties"] == {"decisions": 0}


@pytest.mark.parametrize(
    "changes",
    [
        {"机关": None},
        {"年度": "去年"},
        {"年度": None},
        {"总体情况": None},
        {"主动公开情况": None},
        {"总体情况": "{{ 无此名 }}"},
        {"总体情况": "|\n![图](没有.png)"},
        {"依申请公开情况": "本年新收: {自燃人: 3}"},
        {"发布信息": "成文日期: 昨天"},
        {"其他事项": "信息处理费: 收了"},
        {"联系方式": "邮编: 45"},
        {"复议诉讼情况": "行政复议: [1]"},
        {"核对": "- 1 == 2"},
    ],
)
def test_whatever_is_wrong_there_is_a_draft(tmp_path: Path, changes: dict[str, str | None]) -> None:
    """Guard: anything that a writer needs and an author may leave out."""
    path = tmp_path / "甲.yaml"
    path.write_text(office(**changes), encoding="utf-8")
    rendered = render_file(path, BuildOptions(formats=("docx", "html", "json"), draft=True))
    assert rendered.outcome.state == "draft", [each.message("en") for each in rendered.outcome.diagnostics]
    assert rendered.document is not None
    assert rendered.document.is_draft


def test_a_finished_report_has_no_mark_even_where_a_draft_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    path.write_text(office(), encoding="utf-8")
    rendered = render_file(path, BuildOptions(formats=FORMATS, draft=True))
    assert rendered.outcome.state == "built"
    assert DRAFT_WORD not in rendered.files["html"].decode()
    assert "draft" not in json.loads(rendered.files["json"])


def test_every_page_of_word_and_the_properties_say_that_it_is_a_draft(file: Path) -> None:
    build_file(file, BuildOptions(formats=("docx",), draft=True))
    path = file.with_name(f"甲{DRAFT_MARK}.docx")
    with zipfile.ZipFile(path) as package:
        footers = [name for name in package.namelist() if "footer" in name and name.endswith(".xml")]
        assert len(footers) == 2
        assert all(f'string="{DRAFT_WORD}"' in package.read(name).decode() for name in footers)
        core = package.read("docProps/core.xml").decode()
    assert DRAFT_MARK in core
    renamed = path.rename(file.with_name("成品.docx"))
    assert is_draft(renamed, renamed.read_bytes())


def test_a_finished_build_removes_its_draft_in_all_formats_and_no_other(file: Path) -> None:
    build_file(file, BuildOptions(formats=FORMATS, draft=True))
    other = file.with_name(f"乙{DRAFT_MARK}.docx")
    other.write_bytes(b"x")
    file.write_text(office(), encoding="utf-8")
    assert build_file(file, BuildOptions(formats=("html",))).state == "built"
    assert sorted(path.name for path in file.parent.iterdir()) == sorted(["甲.html", "甲.yaml", other.name])


def test_batches_and_strict_make_no_drafts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gkgen = Gkgen(capsys)
    other = file.with_name("乙.yaml")
    other.write_text(BROKEN, encoding="utf-8")
    options = BuildOptions(file.parent / "out", ("html",), draft=True)
    assert [outcome.state for outcome in build_all([file, other], options)] == ["failed", "failed"]
    assert build_file(file, BuildOptions(formats=("html",), draft=True, strict=True)).state == "failed"
    for words in ((file, other, "--draft"), (file, "--draft", "--strict"), (file.parent, "--draft")):
        called = gkgen("build", *words)
        assert (called.status, "--draft" in called.err) == (2, True)
    assert sorted(path.suffix for path in file.parent.rglob("*.*")) == [".yaml", ".yaml"]


def test_verify_and_import_know_a_draft(file: Path) -> None:
    build_file(file, BuildOptions(formats=("docx",), draft=True))
    draft = file.with_name(f"甲{DRAFT_MARK}.docx")
    assert [found.code for found in verify_file(file, draft).diagnostics] == ["V02"]
    imported = import_file(draft, file.with_name("丙.yaml"), ImportOptions())
    assert "I50" in {found.code for found in imported.diagnostics}


def test_prune_removes_the_draft_of_an_office_that_is_gone(file: Path) -> None:
    folder = file.parent / "out"
    options = BuildOptions(folder, ("html",))
    kept = file.with_name("乙.yaml")
    for path in (file, kept):
        path.write_text(office(), encoding="utf-8")
    assert [outcome.state for outcome in build_all([file, kept], options)] == ["built", "built"]
    file.write_text(BROKEN, encoding="utf-8")
    assert build_file(file, BuildOptions(folder, ("html",), draft=True)).state == "draft"
    file.unlink()
    draft = folder / f"甲{DRAFT_MARK}.html"
    assert draft in left_over([kept], options)
    assert draft in prune([kept], options)
    assert not draft.exists()
