"""A new user's path in a fresh folder, step by step: init, edit, check, build, a hook that refuses, diff, merge."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from tests.acceptance.conftest import ROOT
from tests.acceptance.language_server import language_server

BIN = Path(sys.executable).parent
STREET, BUREAU = "2025/青石街道.yaml", "2025/民政局.yaml"


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody at a shell in a work tree."""

    folder: Path
    name: str = "甲"

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """A command, and what it said."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "GKGEN"))
        }
        person = {f"GIT_{role}_{what}": self.name for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        own = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PRE_COMMIT_HOME": str(self.folder.parent / "cache")}
        still = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        surroundings = {**kept, **person, **own, **still}
        command = [str(word) for word in words]
        return subprocess.run(
            command, cwd=self.folder, env=surroundings, capture_output=True, encoding="utf-8", check=False
        )

    def does(self, *words: str | Path) -> str:
        """The same, which must succeed."""
        done = self.run(*words)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def edits(self, file: str, before: str, after: str) -> None:
        """Other words in one place of a file."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (file, before)
        path.write_text(text.replace(before, after), encoding="utf-8")

    def commits(self, message: str) -> None:
        self.does("git", "add", "-A")
        self.does("git", "commit", "-q", "-m", message)


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """The README of `gkgen init` followed to its first commit."""
    home = tmp_path_factory.mktemp("云溪 区")
    assert subprocess.run([BIN / "gkgen", "init", home / "报告", "--year", "2025"], check=False).returncode == 0
    clerk = Clerk(home / "报告")
    clerk.does("git", "init", "-q", "-b", "main")
    clerk.does("gkgen", "textconv", "--install")
    clerk.does("pre-commit", "install")
    clerk.commits("开始")
    yield clerk


def test_every_command_of_the_readme_is_known(clerk: Clerk) -> None:
    readme = (clerk.folder / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    named = set(re.findall(r"^gkgen (\w+)", "".join(blocks), re.MULTILINE))
    assert named >= {"check", "build", "diff", "init", "new", "textconv"}
    for verb in named:
        clerk.does("gkgen", verb, "--help")


def test_the_first_commit_holds_everything_but_nothing_made(clerk: Clerk) -> None:
    files = clerk.does("git", "-c", "core.quotePath=false", "ls-files").splitlines()
    assert {STREET, BUREAU, "2025/_共用.yaml", ".gkgen/office.schema.json", ".pre-commit-config.yaml"} <= set(files)
    assert clerk.does("git", "status", "--porcelain") == ""


def test_an_edit_is_checked_built_and_committed(clerk: Clerk) -> None:
    clerk.edits(STREET, "本年新收: {自然人: 5, 商业企业: 1}", "本年新收: {自然人: 7, 商业企业: 1}")
    found = clerk.run("gkgen", "check", ".")
    assert found.returncode == 1
    assert "R10" in found.stdout
    clerk.edits(STREET, "予以公开: {自然人: 4, 商业企业: 1}", "予以公开: {自然人: 6, 商业企业: 1}")
    assert "没有发现问题" in clerk.run("gkgen", "check", ".").stderr
    built = clerk.does("gkgen", "build", ".", "-o", "成品", "-f", "docx,html").splitlines()
    assert {Path(line).name for line in built} == {
        f"{name}.{kind}" for name in ("青石街道", "民政局") for kind in ("docx", "html")
    }
    words = "\n".join(
        paragraph.text for paragraph in docx.Document(str(clerk.folder / "成品" / "青石街道.docx")).paragraphs
    )
    assert "全年收到政府信息公开申请8件" in words
    assert "2025年1月1日至2025年12月31日" in words
    clerk.commits("青石街道：申请件数改为8件")
    assert clerk.does("git", "status", "--porcelain") == ""


def test_a_wrong_sum_is_refused_by_the_hook(clerk: Clerk) -> None:
    before = clerk.does("git", "rev-parse", "HEAD")
    clerk.edits(STREET, "部分公开: {自然人: 1}", "部分公开: {自然人: 2}")
    clerk.does("git", "add", "-A")
    refused = clerk.run("git", "commit", "-m", "错的")
    assert refused.returncode == 1
    assert re.search(rf"{STREET}:\d+:\d+ 错误 R10 自然人：", refused.stderr + refused.stdout)
    assert clerk.does("git", "rev-parse", "HEAD") == before
    clerk.does("git", "checkout", "-q", "HEAD", "--", STREET)


def test_a_slip_is_mended_and_the_order_restored_before_the_commit(clerk: Clerk) -> None:
    clerk.edits(BUREAU, "机关类型: 部门\n", "")
    clerk.edits(BUREAU, "继承: _共用.yaml\n", "机关类型：部门\n继承: _共用.yaml\n")
    clerk.does("git", "add", "-A")
    assert clerk.run("git", "commit", "-m", "一").returncode == 1
    assert clerk.does("git", "diff", "HEAD", "--stat", "--", BUREAU) == ""


def test_a_shared_text_that_breaks_reports_is_refused(clerk: Clerk) -> None:
    clerk.edits("2025/_共用.yaml", "收取: 否", "收取: 也许")
    clerk.does("git", "add", "-A")
    refused = clerk.run("git", "commit", "-m", "错的")
    assert refused.returncode == 1
    assert "_共用.yaml:9:15 错误 F09" in refused.stderr + refused.stdout
    clerk.does("git", "checkout", "-q", "HEAD", "--", "2025/_共用.yaml")


def test_changes_are_shown_cell_by_cell(clerk: Clerk) -> None:
    compared = clerk.run("gkgen", "diff", "HEAD~1", STREET)
    assert compared.returncode == 1
    shown = compared.stdout
    assert re.search(r"本年新收.*自然人.*5.*7", shown)
    by_git = clerk.does("git", "diff", "HEAD~1", "--", STREET)
    assert re.search(r"^-.*本年新收.*5", by_git, re.MULTILINE)
    assert re.search(r"^\+.*本年新收.*7", by_git, re.MULTILINE)


def test_two_people_who_change_different_sections_merge_without_conflict(clerk: Clerk) -> None:
    other = Clerk(clerk.folder, "乙")
    clerk.does("git", "switch", "-q", "-c", "甲")
    clerk.edits(STREET, "组织培训2次", "组织培训3次")
    clerk.commits("甲：培训3次")
    other.does("git", "switch", "-q", "-c", "乙", "main")
    other.edits(STREET, "行政许可: {处理决定: 34}", "行政许可: {处理决定: 36}")
    other.edits(STREET, "复议诉讼情况: 全零", "复议诉讼情况:\n  行政复议: {结果维持: 1}")
    other.edits(STREET, "图解和视频少", "图解少")
    other.commits("乙：表二、表四、存在问题")
    clerk.does("git", "switch", "-q", "main")
    clerk.does("git", "merge", "-q", "甲")
    merged = clerk.run("git", "merge", "-q", "--no-edit", "乙")
    assert merged.returncode == 0, merged.stdout
    text = (clerk.folder / STREET).read_text(encoding="utf-8")
    assert all(words in text for words in ("组织培训3次", "处理决定: 36", "行政复议: {结果维持: 1}", "图解少"))
    assert clerk.run("gkgen", "check", ".").returncode == 0
    assert clerk.run("gkgen", "format", "--check", ".").returncode == 0


def test_the_reports_are_complete_in_an_editor(clerk: Clerk) -> None:
    with language_server(clerk.folder) as server:
        for path in sorted((clerk.folder / "2025").iterdir()):
            assert server.wrong(path) == []
            assert server.wrong(path, path.read_text(encoding="utf-8") + "没有: 1\n") != []


def test_next_year_begins_from_this_one(clerk: Clerk) -> None:
    clerk.does("gkgen", "new", "2026/民政局.yaml", "--from", BUREAU)
    text = (clerk.folder / "2026" / "民政局.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.gkgen/office.schema.json\n")
    assert "\n年度: 2026\n" in text
    (clerk.folder / "2026" / "民政局.yaml").unlink()


def test_the_folder_needs_nothing_of_the_checkout(clerk: Clerk) -> None:
    for name in clerk.does("git", "-c", "core.quotePath=false", "ls-files").splitlines():
        assert str(ROOT) not in (clerk.folder / name).read_text(encoding="utf-8"), name
