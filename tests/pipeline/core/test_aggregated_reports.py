"""The reports that a file sums up: which files count, what is judged before anything is added."""

from pathlib import Path

import pytest

from gkgen.batch import build_all
from gkgen.document import DRAFT_MARK
from gkgen.pipeline.comparing.stated_content import read_content
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.project import Project
from tests.office import office

REQUESTS = "本年新收: {自然人: %d}\n办理结果:\n  予以公开: {自然人: %d}\n"
SUMMED = {"主动公开情况": "汇总", "依申请公开情况": "汇总", "复议诉讼情况": "汇总"}
NEW = "requests.new_received.natural_person"


def unit(name: str, count: int = 1, **changes: str | None) -> str:
    return office(**{"机关": name, "依申请公开情况": REQUESTS % (count, count), **changes})


def written(folder: Path, **files: str) -> None:
    """Office files by name, without suffix; __ is a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def checked(path: Path) -> Checked:
    return check_text(path.read_bytes(), str(path), Project.of(path), rules=())


def summed(folder: Path, reports: str, name: str = "区", **changes: str | None) -> tuple[int | None, list[str]]:
    """The requests received in a file that sums those reports up, and the kinds of findings."""
    written(folder, **{name: office(**{"机关": "某区人民政府", "汇总": reports, **SUMMED, **changes})})
    found = checked(folder / f"{name}.yaml")
    number = found.numbers.get(NEW)
    return int(number.value) if number else None, [each.kind for each in found.diagnostics]


@pytest.mark.parametrize(
    "reports",
    [
        "[镇/a.yaml, 镇/b.yaml, c.yaml]",
        "{报告: [镇, c.yaml]}",
        "{报告: [镇/*.yaml, ./c.yaml]}",
        "{报告: [.]}",
        "['**/*.yaml']",
    ],
)
def test_files_folders_and_patterns_are_added(tmp_path: Path, reports: str) -> None:
    written(tmp_path, 镇__a=unit("甲镇"), 镇__b=unit("乙镇", 20), c=unit("丙镇", 300))
    assert summed(tmp_path, reports) == (321, [])


def test_what_does_not_count_in_a_folder(tmp_path: Path) -> None:
    """The file itself, bases, drafts, the roster, what is hidden, last year's files, own figures that are named."""
    written(
        tmp_path,
        a=unit("甲镇", 1, 上年="甲2020.yaml"),
        甲2020=unit("甲镇", 1000, 年度="2020"),
        区2020=unit("某区人民政府", 1000, 年度="2020"),
        _b=unit("乙镇", 1000),
        _旧__c=unit("丙镇", 1000),
        d=unit("丁镇", 1000),
        本级=unit("某区人民政府", 5),
        名册="机关: [甲镇]\n",
    )
    (tmp_path / "d.yaml").rename(tmp_path / f"d{DRAFT_MARK}.yaml")
    found = summed(tmp_path, "{报告: [.], 自己: 本级.yaml}", 上年="区2020.yaml")
    assert found[0] == 6, found


def test_own_figures_may_be_written_down(tmp_path: Path) -> None:
    written(tmp_path, a=unit("甲镇"))
    own = "依申请公开情况: {本年新收: {自然人: 4}, 办理结果: {予以公开: {自然人: 4}}}"
    tables = "主动公开情况: 全零, 复议诉讼情况: 全零"
    assert summed(tmp_path, f"{{报告: [a.yaml], 自己: {{{own}, {tables}}}}}") == (5, [])
    assert summed(tmp_path, f"{{报告: [a.yaml], 自己: {{{own}}}}}") == (None, ["S01.own", "S01.own"])
    wrong = own.replace("公开: {自然人: 4}", "公开: {自然人: 3}, 总计: {自然人: 9}")
    assert summed(tmp_path, f"{{报告: [a.yaml], 自己: {{{wrong}, {tables}}}}}")[0] is None


@pytest.mark.parametrize(
    ("reports", "files", "kinds"),
    [
        ("[a.yaml, b.yaml]", {}, ["S01"]),
        ("[a.yaml, 没有/]", {}, ["S01.none"]),
        ("[a.yaml, '没有/*.yaml']", {}, ["S01.none"]),
        ("[a.yaml, a.yaml]", {}, ["S01.twice"]),
        ("[a.yaml, ./a.yaml]", {}, ["S01.twice"]),
        ("{报告: [a.yaml], 自己: a.yaml}", {}, ["S01.twice"]),
        ("[.]", {"b": unit("甲镇")}, ["S01.office"]),
        ("[.]", {"b": unit("乙镇", 年度="2020")}, ["S01.year"]),
        ("[a.yaml, b.yaml]", {"b": unit("乙镇", 年度="2020")}, ["S01.year"]),
        ("[.]", {"b": unit("乙镇").replace("公开: {自然人: 1}", "公开: {自然人: 2}")}, ["S01.faulty"]),
        ("[.]", {"b": unit("乙镇", 年度=None)}, ["S01.faulty"]),
        ("[.]", {"b": "不是: 报告\n"}, ["S01.faulty"]),
        ("[a.yaml, 区.yaml]", {}, ["S01.circle"]),
        ("[a.yaml, /etc/passwd]", {}, ["S01.none"]),
        ("[a.yaml, https://a.cn/b.yaml]", {}, ["L01.remote"]),
        ("[a.yaml, ../b.yaml]", {}, ["L01.outside"]),
        ("[a.yaml, 甲.docx]", {}, ["L01.kind"]),
        ("[a.yaml, ..]", {}, ["S01.none"]),
    ],
)
def test_nothing_is_summed_where_a_report_cannot_be(
    tmp_path: Path, reports: str, files: dict[str, str], kinds: list[str]
) -> None:
    folder = tmp_path / "区"
    written(folder, a=unit("甲镇"), **files)
    assert summed(folder, reports) == (None, kinds)


def test_a_sum_of_sums_counts_each_report_once(tmp_path: Path) -> None:
    """A city over counties over towns, each found in the folders below it."""
    written(tmp_path, 甲县__镇__a=unit("a镇"), 甲县__镇__b=unit("b镇", 20), 乙县__c=unit("c镇", 300))
    assert summed(tmp_path / "甲县", "[镇]", 机关="甲县人民政府") == (21, [])
    assert summed(tmp_path / "乙县", "[.]", 机关="乙县人民政府") == (300, [])
    assert summed(tmp_path, "[.]", "市", 机关="某市人民政府") == (321, [])
    assert summed(tmp_path, "[甲县/区.yaml, 乙县/区.yaml]", "市", 机关="某市人民政府") == (321, [])
    assert summed(tmp_path, "[甲县/区.yaml, 甲县/镇/a.yaml]", "市") == (None, ["S01.through"])


def test_a_fault_below_is_told_on_every_level(tmp_path: Path) -> None:
    written(tmp_path, 甲县__a=unit("a镇").replace("公开: {自然人: 1}", "公开: {自然人: 2}"))
    assert summed(tmp_path / "甲县", "[a.yaml]", 机关="甲县人民政府") == (None, ["S01.faulty"])
    assert summed(tmp_path, "[甲县/区.yaml]", "市", 机关="某市人民政府") == (None, ["S01.faulty"])


def test_circles_are_refused_wherever_one_begins(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        written(tmp_path, **{name: office(机关=f"{name}县人民政府", 汇总=f"[{other}.yaml]", **SUMMED)})
    for name in "abc":
        found = checked(tmp_path / f"{name}.yaml").diagnostics
        assert [each.kind for each in found] == ["S01.circle"]
        assert found[0].message().count("→") == 3


def test_a_circle_is_told_with_folders_where_files_of_two_are_called_the_same(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, other in (("甲县", "乙县"), ("乙县", "甲县")):
        written(tmp_path, **{f"{name}__县": office(机关=f"{name}人民政府", 汇总=f"[../{other}/县.yaml]", **SUMMED)})
    (found,) = checked(tmp_path / "甲县" / "县.yaml").diagnostics
    assert "甲县/县.yaml → 乙县/县.yaml → 甲县/县.yaml" in found.message()


def test_a_table_a_row_and_a_cell_may_be_sums(tmp_path: Path) -> None:
    written(tmp_path, a=unit("甲镇", 3, 主动公开情况="行政处罚: 2\n行政许可: 7\n"))
    requests = "本年新收: 汇总\n上年结转: {自然人: 1}\n办理结果:\n  予以公开: {自然人: 汇总, 商业企业: 0}\n"
    text = office(机关="某区人民政府", 汇总="[a.yaml]", 主动公开情况="行政处罚: 汇总\n", 依申请公开情况=requests)
    written(tmp_path, 区=text)
    numbers = checked(tmp_path / "区.yaml").numbers
    wanted = {
        "disclosure.penalties.decisions": 2,
        "disclosure.licensing.decisions": 0,
        NEW: 3,
        "requests.new_received.total": 3,
        "requests.results.granted.natural_person": 3,
        "requests.carried_out.total": 1,
    }
    assert {path: numbers[path].value for path in wanted} == wanted


def test_sums_in_a_base_and_unverified_cells_of_a_base_are_inherited(tmp_path: Path) -> None:
    written(tmp_path, a=unit("甲镇", 3), _总="汇总: [a.yaml]\n依申请公开情况: 汇总\n复议诉讼情况: 待核对\n")
    text = office(机关="某区人民政府", 继承="_总.yaml", 依申请公开情况=None, 复议诉讼情况=None)
    written(tmp_path, 区=text)
    found = checked(tmp_path / "区.yaml")
    assert found.numbers[NEW].value == 3
    assert [each.kind for each in found.diagnostics] == ["F12"]


def test_a_plain_list_compares_as_before(tmp_path: Path) -> None:
    written(tmp_path, a=unit("甲镇"), b=unit("甲镇", 2), 区=office(汇总="[a.yaml, b.yaml, c.yaml]"))
    assert [each.kind for each in checked(tmp_path / "区.yaml").diagnostics] == ["R92"]


def test_the_next_build_knows_what_a_sum_depends_on(tmp_path: Path) -> None:
    """A number of a town changes the county above it and not the other; a file that is added or gone does as well."""
    (tmp_path / ".git").mkdir()
    written(tmp_path, 甲__a=unit("a镇"), 甲__b=unit("b镇"), 乙__c=unit("c镇"))
    for name in "甲乙":
        written(tmp_path, **{f"{name}县": office(机关=f"{name}县人民政府", 汇总=f"[{name}]", **SUMMED)})
    options = BuildOptions(tmp_path / "成品", ("json",), "{机关}")

    def states() -> dict[str, str]:
        paths = sorted(path for path in tmp_path.rglob("*.yaml"))
        return {Path(each.source).stem: each.state for each in build_all(paths, options)}

    assert set(states().values()) == {"built"}
    assert set(states().values()) == {"unchanged"}
    written(tmp_path, 甲__b=unit("b镇", 2))
    assert states() == {"a": "unchanged", "b": "built", "c": "unchanged", "甲县": "built", "乙县": "unchanged"}
    written(tmp_path, 甲__d=unit("d镇", 2))
    assert states()["甲县"] == "built"
    (tmp_path / "甲" / "d.yaml").unlink()
    assert states() == dict.fromkeys(("a", "b", "c", "乙县"), "unchanged") | {"甲县": "built"}


def test_a_difference_shows_sums_and_what_is_said_of_them(tmp_path: Path) -> None:
    written(tmp_path, a=unit("甲镇", 3))
    adjusted = "{报告: [a.yaml], 调整: [{格: 依申请公开情况.本年新收, 数: 0, 理由: 问过，没有转办的}]}"
    summed(tmp_path, adjusted)
    path = tmp_path / "区.yaml"
    content = read_content(path.read_bytes(), str(path), Project.of(path), "区")
    assert not isinstance(content, tuple)
    texts = {fact.path: fact.text for fact in content.facts}
    assert texts[NEW] == "3"
    assert "0 问过，没有转办的" in texts.values()
