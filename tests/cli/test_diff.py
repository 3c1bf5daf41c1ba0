"""gkgen diff: two files, two revisions, folders; every format; exit statuses."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen
from tests.gitting import Repository
from tests.office import office


def row(count: int) -> str:
    return office(依申请公开情况=f"本年新收: {{自然人: {count}}}\n办理结果: {{予以公开: {{自然人: {count}}}}}")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two commits of an office and its state now, each with another number; the user is in the folder."""
    made = Repository.begin(tmp_path)
    made.commit(局__yaml=row(1))
    made.commit(局__yaml=row(2))
    (tmp_path / "局.yaml").write_text(row(5), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return made


def changes(gkgen: Gkgen, *words: str | Path) -> list[tuple[str, str, int]]:
    """Before, after and difference of 本年新收·自然人 for each report."""
    called = gkgen("diff", *words, "--output-format", "json")
    assert called.status in {0, 1}, called.err
    facts = [fact for report in json.loads(called.out)["reports"] for fact in report["facts"]]
    wanted = [fact for fact in facts if fact["path"] == "requests.new_received.natural_person"]
    return [(fact["before"], fact["after"], fact["difference"]) for fact in wanted]


def test_two_files_are_compared_cell_by_cell_and_by_sentence(gkgen: Gkgen, tmp_path: Path) -> None:
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    old.write_text(row(1), encoding="utf-8")
    new.write_text(row(2).replace("无其他", "再没有其他"), encoding="utf-8")
    called = gkgen("diff", old, new)
    assert called.status == 1
    assert called.out.splitlines() == [
        f"{old} → {new}",
        "  三、收到和处理政府信息公开申请情况",
        "    一、本年新收政府信息公开申请数量·自然人：1 → 2（+1）",
        "    一、本年新收政府信息公开申请数量·总计：1 → 2（+1，由计算得出）",
        "    三、本年度办理结果·（一）予以公开·自然人：1 → 2（+1）",
        "    三、本年度办理结果·（一）予以公开·总计：1 → 2（+1，由计算得出）",
        "    三、本年度办理结果·（七）总计·自然人：1 → 2（+1，由计算得出）",
        "    三、本年度办理结果·（七）总计·总计：1 → 2（+1，由计算得出）",
        "  六、其他需要报告的事项",
        "    第 1 段：[-无-]{+再没有+}其他需要报告的事项。",
    ]
    assert called.err == "6 项不同，1 句不同\n"


def test_two_equal_files_have_no_differences_whatever_their_keys_and_comments(gkgen: Gkgen, tmp_path: Path) -> None:
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    old.write_text(row(1), encoding="utf-8")
    new.write_text("# 说明\n" + row(1).replace("年度: 2021", "year: 2021").replace("全零", "0"), encoding="utf-8")
    called = gkgen("diff", old, new)
    assert (called.status, called.out, called.err) == (0, "", "没有差异\n")


# Git


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["局.yaml"], ("2", "5", 3)),
        (["HEAD", "局.yaml"], ("2", "5", 3)),
        (["HEAD~1", "局.yaml"], ("1", "5", 4)),
        (["HEAD~1", "HEAD", "局.yaml"], ("1", "2", 1)),
        (["HEAD~1..HEAD", "局.yaml"], ("1", "2", 1)),
        (["HEAD~1..", "局.yaml"], ("1", "2", 1)),
        (["HEAD~1:局.yaml", "HEAD:局.yaml"], ("1", "2", 1)),
        (["HEAD~1:局.yaml", "局.yaml"], ("1", "5", 4)),
        (["局.yaml", "HEAD~1:局.yaml"], ("5", "1", -4)),
        ([":局.yaml", "局.yaml"], ("2", "5", 3)),
        (["HEAD~1", "."], ("1", "5", 4)),
        (["main", "."], ("2", "5", 3)),
    ],
)
def test_revisions_are_named_as_in_git(
    gkgen: Gkgen, repository: Repository, words: list[str], wanted: tuple[str, str, int]
) -> None:
    assert changes(gkgen, *words) == [wanted]


def test_three_dots_compare_with_where_the_branches_parted(gkgen: Gkgen, repository: Repository) -> None:
    repository("stash", "-q")
    repository("checkout", "-q", "-b", "side", "HEAD~1")
    repository.commit(局__yaml=row(7))
    assert changes(gkgen, "main..side", "局.yaml") == [("2", "7", 5)]
    assert changes(gkgen, "main...side", "局.yaml") == [("1", "7", 6)]


def test_a_file_is_found_from_another_folder(
    gkgen: Gkgen, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = repository.folder / "下" / "级"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert changes(gkgen, "HEAD~1", Path("../../局.yaml")) == [("1", "5", 4)]
    assert changes(gkgen, "HEAD~1:局.yaml", "HEAD:../../局.yaml") == [("1", "2", 1)]
    monkeypatch.chdir("/")
    assert changes(gkgen, "HEAD~1", repository.folder / "局.yaml") == [("1", "5", 4)]


def test_a_base_is_read_from_the_revision_that_the_office_is_of(gkgen: Gkgen, repository: Repository) -> None:
    office_text = row(2) + "继承: _区.yaml\n"
    repository.commit(局__yaml=office_text, _区__yaml="联系方式: {电话: 0371-1}\n")
    repository.commit(_区__yaml="联系方式: {电话: 0371-2}\n")
    called = gkgen("diff", "HEAD~1", "HEAD", "局.yaml")
    assert "电话：0371-1 → 0371-2" in called.out
    # In a folder the office itself, of which no byte changed, is compared for its base.
    assert "电话：0371-1 → 0371-2" in gkgen("diff", "HEAD~1", "HEAD", ".").out


def test_a_picture_that_was_exchanged_under_its_name_is_told(gkgen: Gkgen, repository: Repository) -> None:
    text = office(总体情况="|\n![图](图.png)")
    repository.commit(局__yaml=text, 图__png=b"one")
    repository.commit(图__png=b"another")
    called = gkgen("diff", "HEAD~1", "HEAD", "局.yaml")
    assert called.status == 1
    assert "图.png：3 B, " in called.out


def test_a_folder_tells_offices_that_are_new_gone_and_changed_and_no_others(
    gkgen: Gkgen, repository: Repository
) -> None:
    repository.commit(同__yaml=row(1), 改__yaml=row(1), 去__yaml=row(1), _区__yaml="联系方式: {电话: 1}\n")
    (repository.folder / "去.yaml").unlink()
    (repository.folder / "新.yaml").write_text(office(机关="新设的局"), encoding="utf-8")
    (repository.folder / "改.yaml").write_text(row(3), encoding="utf-8")
    called = gkgen("diff", ".", "--lang", "en")
    assert [line for line in called.out.splitlines() if line[0] != " "] == [
        "gone: HEAD:去.yaml",
        "HEAD:改.yaml → 改.yaml",
        "new: 新.yaml",
    ]
    assert called.err == "3 reports changed: 6 items and 0 sentences differ\n"


def test_a_file_under_another_name_is_known_by_its_office(gkgen: Gkgen, tmp_path: Path) -> None:
    """But not where two files of a side are of that office."""
    old, new = tmp_path / "旧", tmp_path / "新"
    texts = {name: row(1).replace("张庄镇", name) for name in ("甲镇", "乙镇", "丙镇")}
    for folder, files in (
        (old, {"a": "甲镇", "b": "乙镇", "c": "丙镇"}),
        (new, {"d": "甲镇", "e": "乙镇", "f": "丙镇", "g": "丙镇"}),
    ):
        folder.mkdir()
        for file, name in files.items():
            (folder / f"{file}.yaml").write_text(texts[name], encoding="utf-8")
    (new / "d.yaml").write_text(texts["甲镇"].replace("自然人: 1", "自然人: 2"), encoding="utf-8")
    called = gkgen("diff", old, new)
    headings = [line for line in called.out.splitlines() if line[0] != " "]
    assert headings == [
        f"没有了的报告：{old / 'c.yaml'}",
        f"{old / 'a.yaml'} → {new / 'd.yaml'}（文件改名）",
        f"{old / 'b.yaml'} → {new / 'e.yaml'}（文件改名）",
        f"新增的报告：{new / 'f.yaml'}",
        f"新增的报告：{new / 'g.yaml'}",
    ]
    reports = json.loads(gkgen("diff", old, new, "--output-format", "json").out)["reports"]
    told = [(each["status"], each["renamed"]) for each in reports]
    assert told == [("removed", False), ("changed", True), ("equal", True), ("added", False), ("added", False)]
    for form in ("markdown", "html"):
        shown = gkgen("diff", old, new, "--output-format", form).out
        assert shown.count("（文件改名）") == 2


def test_a_name_alone_is_no_difference_of_reports_and_is_told(gkgen: Gkgen, repository: Repository) -> None:
    repository("stash", "-q")
    repository("mv", "局.yaml", "新名.yaml")
    called = gkgen("diff", ".")
    assert (called.status, called.out) == (0, "HEAD:局.yaml → 新名.yaml（文件改名）\n")
    assert called.err == "没有差异\n"


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (["HEAD~9", "局.yaml"], "G01", 2),
        (["--", "-x", "局.yaml"], "G01", 2),
        (["没有.yaml", "局.yaml"], "G01", 2),
        (["HEAD", "没有.yaml"], "G02", 2),
        (["HEAD:没有.yaml", "局.yaml"], "G02", 2),
        (["HEAD", "HEAD~9", "局.yaml"], "G01", 2),
        (["局.yaml", "没有.yaml"], "O03", 2),
        (["杂.yaml", "局.yaml"], "G12", 2),
        (["坏.yaml", "局.yaml"], "Y03", 2),
        (["..", "HEAD", "局.yaml"], "G01", 2),
    ],
)
def test_what_cannot_be_compared_is_told_and_ends_with_2(
    gkgen: Gkgen, repository: Repository, words: list[str], code: str, status: int
) -> None:
    (repository.folder / "杂.yaml").write_text("name: build\n", encoding="utf-8")
    (repository.folder / "坏.yaml").write_text("年度: [", encoding="utf-8")
    called = gkgen("diff", *words)
    assert called.status == status
    assert f" {code} " in called.err
    assert called.out == ""


def test_a_file_outside_of_git_has_no_earlier_revision(
    gkgen: Gkgen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "局.yaml").write_text(row(1), encoding="utf-8")
    called = gkgen("diff", "HEAD", tmp_path / "局.yaml")
    assert (called.status, " G03 " in called.err) == (2, True)


def test_without_git_two_files_can_still_be_compared(
    gkgen: Gkgen, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    called = gkgen("diff", "HEAD", "局.yaml")
    assert (called.status, " G04 " in called.err) == (3, True)
    assert gkgen("diff", "局.yaml", "局.yaml").status == 0


HOSTILE = (
    *("core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass", "core.gitProxy"),
    *("core.alternateRefsCommand", "sequence.editor", "credential.helper", "gpg.program", "gpg.ssh.program"),
    *("diff.external", "diff.x.command", "diff.x.textconv", "interactive.diffFilter", "difftool.x.cmd"),
    *("filter.x.clean", "filter.x.smudge", "filter.x.process", "merge.x.driver", "mergetool.x.cmd", "pager.log"),
    *("trailer.x.command", "browser.x.cmd", "submodule.x.update", "uploadpack.packObjectsHook"),
)
"""Settings whose value Git runs."""


def booby_trapped(repository: Repository) -> Path:
    """The file that is there once anything of the repository's was run: by settings, hooks, aliases, or a remote."""
    marker = repository.folder / "ran"
    run = f"touch '{marker}'; cat"
    hooks = repository.folder / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout", "pre-commit", "fsmonitor-watchman"):
        (hooks / name).write_text(f"#!/bin/sh\n{run}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    (repository.folder / ".gitattributes").write_text("*.yaml diff=x filter=x\n", encoding="utf-8")
    settings = dict.fromkeys(HOSTILE, run) | {f"alias.{name}": f"!{run}" for name in ("cat-file", "ls-tree", "log")}
    settings |= {"core.hooksPath": str(hooks), "log.showSignature": "true", "protocol.ext.allow": "always"}
    settings |= {"remote.evil.url": f"ext::sh -c touch% {marker}", "remote.evil.promisor": "true"}
    settings |= {"core.repositoryFormatVersion": "1", "extensions.partialClone": "evil"}
    with (repository.folder / ".git" / "config").open("a", encoding="utf-8") as file:
        for key, value in settings.items():
            section, _, rest = key.partition(".")
            middle, _, name = rest.rpartition(".")
            quoted = value.replace("\\", "\\\\").replace('"', '\\"')
            head = f'{section} "{middle}"' if middle else section
            file.write(f'[{head}]\n\t{name} = "{quoted}"\n')
    assert len(settings) > 26
    return marker


def test_nothing_that_a_repository_is_configured_to_run_is_run(gkgen: Gkgen, repository: Repository) -> None:
    marker = booby_trapped(repository)
    assert changes(gkgen, "HEAD~1", ".") == [("1", "5", 4)]
    assert gkgen("status", ".").status in {0, 1, 2}
    assert not marker.exists()


def test_content_that_a_partial_clone_lacks_is_told_and_not_fetched(gkgen: Gkgen, repository: Repository) -> None:
    digest = repository("rev-parse", "HEAD~1:局.yaml").strip()
    (repository.folder / ".git" / "objects" / digest[:2] / digest[2:]).unlink()
    marker = booby_trapped(repository)
    called = gkgen("diff", "HEAD~1", "局.yaml")
    assert (called.status, " G06 " in called.err + called.out) == (2, True)
    assert not marker.exists()
    # Guard: Git would have fetched it.
    subprocess.run(["git", "cat-file", "blob", digest], cwd=repository.folder, capture_output=True, check=False)
    assert marker.exists()


# Formats


def test_errors_of_a_side_are_told_beside_its_differences(gkgen: Gkgen, tmp_path: Path) -> None:
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    old.write_text(row(1), encoding="utf-8")
    new.write_text(row(1).replace("自然人: 1}\n", "自然人: 1, 总计: 4}\n"), encoding="utf-8")
    called = gkgen("diff", old, new)
    assert called.status == 1
    assert f"  {new} 里有 1 个错误，有的内容可能读不出来；请用 gkgen check 查看" in called.out.splitlines()


def test_json_holds_every_change_with_path_label_and_words(gkgen: Gkgen, repository: Repository) -> None:
    (repository.folder / "局.yaml").write_text(row(2).replace("无其他", "没有其他"), encoding="utf-8")
    called = gkgen("diff", "HEAD~1", "局.yaml", "--output-format", "json", "--lang", "en")
    data = json.loads(called.out)
    assert data["version"] == 1
    (report,) = data["reports"]
    assert (report["before"], report["after"], report["status"]) == ("HEAD~1:局.yaml", "局.yaml", "changed")
    assert report["facts"][0] == {
        "path": "requests.new_received.natural_person",
        "group": "requests",
        "label": "new_received.natural_person",
        "before": "1",
        "after": "2",
        "difference": 1,
        "computed": False,
    }
    (sentence,) = report["sentences"]
    assert (sentence["before"], sentence["after"]) == ("无其他需要报告的事项。", "没有其他需要报告的事项。")
    assert [word["kind"] for word in sentence["words"]] == ["removed", "added", "same"]
    assert data["summary"] == {"reports": 1, "differing": 1, "facts": 6, "sentences": 1}


def test_markdown_is_a_table_and_a_list(gkgen: Gkgen, repository: Repository) -> None:
    hostile = row(2).replace("无其他", "<img src=x>|**粗**无其他")
    (repository.folder / "局.yaml").write_text(hostile, encoding="utf-8")
    called = gkgen("diff", "HEAD~1", "局.yaml", "--output-format", "markdown")
    assert "| 一、本年新收政府信息公开申请数量·自然人 | 1 | 2 | +1 |" in called.out.splitlines()
    assert "<ins>" in called.out
    assert "<img" not in called.out
    assert r"&lt;img src=x&gt;\|\*\*粗\*\*" in called.out


def test_a_page_is_written_to_a_file(gkgen: Gkgen, repository: Repository) -> None:
    (repository.folder / "局.yaml").write_text(row(2).replace("无其他", "<b>无其他"), encoding="utf-8")
    called = gkgen("diff", "HEAD~1", "局.yaml", "--output-format", "html", "-o", "差异.html")
    assert (called.status, called.out) == (1, "")
    page = (repository.folder / "差异.html").read_text(encoding="utf-8")
    assert "<ins>&lt;b&gt;" in page
    assert "<script" not in page


def test_more_than_three_operands_are_a_usage_error(gkgen: Gkgen, good: Path) -> None:
    assert gkgen("diff", good, good, good, good).status == 2
    assert gkgen("diff").status == 2
