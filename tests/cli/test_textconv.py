"""gkgen textconv, and Git showing reports through it."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.calls import ROOT, Gkgen, shell
from tests.gitting import Repository
from tests.office import office
from tests.pipeline.importing.test_report_loading import HOSTILE

TEXT = office(
    总体情况="|\n## 主动公开\n全年公开信息{{ 网站 }}条。内容都经过审核。",
    依申请公开情况="本年新收: {自然人: 3}\n办理结果: {予以公开: {自然人: 3}}",
    数据="{网站: 12}",
    继承="_区.yaml",
)
ZEROS = "商业企业 0，科研机构 0，社会公益组织 0，法律服务机构 0，其他 0"


def converted(path: Path) -> list[str]:
    done = shell("textconv", path, folder=path.parent, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode("utf-8").splitlines()


def test_an_office_file_is_a_line_for_each_row_and_sentence(tmp_path: Path) -> None:
    path = tmp_path / "局.yaml"
    path.write_text(TEXT, encoding="utf-8")
    lines = converted(path)
    for wanted in (
        "机关：张庄镇人民政府",
        "## 一、总体情况",
        "全年公开信息{{ 网站 }}条。",
        "内容都经过审核。",
        "## 三、收到和处理政府信息公开申请情况",
        f"一、本年新收政府信息公开申请数量：自然人 3，{ZEROS}，总计 3",
        "## 数据",
        "网站：12",
    ):
        assert lines.count(wanted) == 1, wanted


def test_the_base_is_not_read_for_git_shows_one_file_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "局.yaml"
    path.write_text(TEXT, encoding="utf-8")
    before = converted(path)
    (tmp_path / "_区.yaml").write_text("联系方式: {电话: 0371-1}\n", encoding="utf-8")
    assert converted(path) == before
    assert "电话：0371-1" in converted(tmp_path / "_区.yaml")


def test_a_word_file_is_a_line_for_each_row_and_sentence(gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "局.yaml"
    path.write_text(TEXT.replace("继承: _区.yaml\n", ""), encoding="utf-8")
    assert gkgen("build", path, "-f", "docx").status == 0
    lines = converted(path.with_suffix(".docx"))
    for wanted in (
        "## 张庄镇人民政府",
        "## 一、总体情况",
        "## （一）主动公开",
        "全年公开信息12条。",
        "一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
        "三、本年度办理结果 | （一）予以公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
        "三、本年度办理结果 | （二）部分公开（区分处理的，只计这一情形，不计其他情形） | 0 | 0 | 0 | 0 | 0 | 0 | 0",
    ):
        assert lines.count(wanted) == 1, wanted


@pytest.mark.parametrize(("suffix", "mark"), [(".html", "## "), (".pdf", "")])
def test_so_are_a_web_page_and_a_pdf(gkgen: Gkgen, tmp_path: Path, suffix: str, mark: str) -> None:
    path = tmp_path / "局.yaml"
    path.write_text(TEXT.replace("继承: _区.yaml\n", ""), encoding="utf-8")
    assert gkgen("build", path, "-f", "html,pdf").status == 0
    lines = converted(path.with_suffix(suffix))
    for wanted in (
        f"{mark}张庄镇人民政府",
        f"{mark}一、总体情况",
        f"{mark}（一）主动公开",
        "全年公开信息12条。",
        "三、本年度办理结果 | （一）予以公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
    ):
        assert lines.count(wanted) == 1, wanted


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        ("ci.yaml", b"jobs:\n  test: [a]\n", ["jobs:", "  test: [a]"]),
        ("坏.yaml", "年度: [".encode(), ["年度: ["]),
        ("旧.yaml", "年度: 2021\n机关: 局\n".encode("gb18030"), ["年度: 2021", "机关: 局"]),
        ("坏.docx", b"damaged\n", ["damaged"]),
        ("坏.pdf", b"damaged\n", ["damaged"]),
        ("LICENSE", b"text\n", ["text"]),
        ("bytes.yaml", b"\xff\xff\xff\n", ["\ufffd\ufffd\ufffd"]),
        ("empty.yaml", b"", []),
    ],
)
def test_what_is_no_report_comes_as_it_is(tmp_path: Path, name: str, content: bytes, lines: list[str]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert converted(path) == lines


@pytest.mark.parametrize("name", ["bomb.docx", "locked.pdf"])
def test_what_cannot_be_read_is_told_in_a_line_with_a_digest_so_that_git_goes_on(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name][1]())
    told, digest = converted(path)
    assert told.startswith(f"{name} 错误 ")
    assert digest == f"{path.stat().st_size:,} bytes, sha256 {sha256(path.read_bytes()).hexdigest()}"


def test_of_what_has_no_end_a_line_tells_as_well(tmp_path: Path) -> None:
    path = tmp_path / "endless.docx"
    path.symlink_to("/dev/zero")
    told, digest = converted(path)
    assert told.startswith("endless.docx 错误 I42 ")
    assert digest.startswith("50,000,000 bytes, sha256 ")


@pytest.fixture
def repository(gkgen: Gkgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository in which Git shows reports by gkgen; two commits of an office and its Word file."""
    tools = tmp_path / "tools"
    tools.mkdir()
    script = tools / "gkgen"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gkgen "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    folder = tmp_path / "区"
    folder.mkdir()
    monkeypatch.chdir(folder)
    made = Repository.begin(folder)
    assert gkgen("textconv", "--install").status == 0
    text = TEXT.replace("继承: _区.yaml\n", "")
    for version in (text, text.replace("12}", "15}").replace("都经过", "已经过")):
        (folder / "局.yaml").write_text(version, encoding="utf-8")
        assert gkgen("build", "局.yaml", "-f", "docx").status == 0
        made.commit(**{".gitattributes": "*.yaml diff=gkgen\n*.docx diff=gkgen\n"})
    return made


@pytest.mark.skipif(os.name == "nt", reason="a script of POSIX")
def test_git_shows_sentences_and_numbers_of_office_files_and_word_files(repository: Repository) -> None:
    shown = repository("log", "-p", "-1", "--format=", LC_ALL="C.UTF-8")
    changed = [line for line in shown.splitlines() if line[0] in "+-" and not line.startswith(("+++", "---"))]
    assert changed == [
        # The Word file, then the office file.
        "-全年公开信息12条。",
        "-内容都经过审核。",
        "+全年公开信息15条。",
        "+内容已经过审核。",
        "-内容都经过审核。",
        "+内容已经过审核。",
        "-网站：12",
        "+网站：15",
    ]
    assert "diff --git a/局.yaml b/局.yaml" in shown.splitlines()
    assert "@@ （一）主动公开" in shown or "@@ 张庄镇人民政府" in shown, shown


@pytest.mark.skipif(os.name == "nt", reason="a script of POSIX")
def test_git_shows_single_words_and_numbers(repository: Repository) -> None:
    shown = repository("show", "--word-diff", "--format=", LC_ALL="C.UTF-8")
    assert "全年公开信息[-12-]{+15+}条。" in shown
    assert "内容[-都-]{+已+}经过审核。" in shown


def test_git_finds_gkgen_where_the_shell_does_not(
    gkgen: Gkgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    repository = Repository.begin(tmp_path)
    monkeypatch.setattr("shutil.which", lambda name: None)
    (tmp_path / "gkgen.py").write_text("raise SystemExit('code of the repository was run')", encoding="utf-8")
    called = gkgen("textconv", "--install")
    assert f'diff.gkgen.textconv = "{Path(sys.executable).as_posix()}" -P -m gkgen textconv' in called.err.splitlines()
    for name in ("第一局", "第二局"):
        repository.commit(**{"局.yaml": office(机关=name), ".gitattributes": "*.yaml diff=gkgen\n"})
    assert "+机关：第二局" in repository("show", "--format=", LC_ALL="C.UTF-8").splitlines()


def test_outside_of_git_nothing_can_be_registered(
    gkgen: Gkgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    called = gkgen("textconv", "--install")
    assert (called.status, " G03 " in called.err) == (2, True)


def test_a_file_or_the_option_is_needed(gkgen: Gkgen, good: Path) -> None:
    assert gkgen("textconv").status == gkgen("textconv", "--install", good).status == 2
