"""Files of a batch that do not fit beside each other: one office twice, a report of another year."""

from pathlib import Path

import pytest

from gkgen.batch import build_all, check_all
from gkgen.batch.batch_headers import BatchHeaders
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.editing.scaffold import found_district
from tests.office import office


def told(folder: Path, *files: tuple[str, str]) -> dict[str, list[str]]:
    """The codes told of files, given as office and year."""
    paths = []
    for number, (name, year) in enumerate(files):
        path = folder / f"{number}.yaml"
        path.write_text(office(机关=name, 年度=year), encoding="utf-8")
        paths.append(path)
    return {
        Path(outcome.source).stem: [each.code for each in outcome.diagnostics if each.code in {"O09", "O10"}]
        for outcome in check_all(paths)
    }


def test_one_office_twice_in_one_year_is_told_at_the_second(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        ("甲镇人民政府", "2021"),
        ("甲镇人民政府  # 全称", "2021"),
        ("甲镇人民政府", "2022"),
        ("乙镇人民政府", "2021"),
    )
    assert (found["0"], found["1"], found["3"]) == ([], ["O09"], [])
    assert "O09" not in found["2"]


def test_a_report_of_another_year_is_told(tmp_path: Path) -> None:
    offices = [(f"{name}镇人民政府", "2022") for name in "甲乙丙丁"]
    found = told(tmp_path, offices[0], ("戊镇人民政府", "2021"), *offices[1:])
    assert found == {"0": [], "1": ["O10"], "2": [], "3": [], "4": []}


@pytest.mark.parametrize(
    "years", [("2021", "2022"), ("2021", "2021"), ("2021", "2021", "2022", "2022"), ("2021", "2022", "2023")]
)
def test_years_of_which_none_is_common_are_not_told(tmp_path: Path, years: tuple[str, ...]) -> None:
    found = told(tmp_path, *((f"{name}镇人民政府", year) for name, year in zip("甲乙丙丁", years, strict=False)))
    assert set(map(tuple, found.values())) == {()}


def test_what_was_built_before_is_told_again(tmp_path: Path) -> None:
    """Guard: files that are unchanged are not parsed a second time."""
    paths = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for path in paths:
        path.write_text(office(), encoding="utf-8")
    options = BuildOptions(tmp_path / "out", ("json",))
    for state in ("built", "unchanged"):
        outcomes = list(build_all(paths, options))
        assert [outcome.state for outcome in outcomes] == [state, state]
        assert [found.code for found in outcomes[1].diagnostics if found.code == "O09"] == ["O09"]


def _codes(folder: Path, files: dict[str, str]) -> dict[str, list[str]]:
    """The findings of a batch of these files, as codes with the lines that they stand in; bases begin with _."""
    for name, text in files.items():
        (folder / f"{name}.yaml").parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = {}
    for outcome in check_all([folder / f"{name}.yaml" for name in files if "_" not in name]):
        told = [each for each in outcome.diagnostics if each.code in {"O09", "O10"}]
        assert all(each.span and each.span.file == outcome.source for each in told)
        name = Path(outcome.source).relative_to(folder).with_suffix("").as_posix()
        found[name] = [f"{each.code}:{each.span.line}" for each in told if each.span]
    return found


def test_what_stands_in_a_base_counts(tmp_path: Path) -> None:
    files = {"_区": "年度: 2025\n"}
    files |= {
        name: f"机关: {office}镇人民政府\n继承: _区.yaml\n" for name, office in zip("abcd", "甲甲乙丙", strict=True)
    }
    files["e"] = "年度: 2024\n继承: _区.yaml\n机关: 丁镇人民政府\n"
    assert _codes(tmp_path, files) == {"a": [], "b": ["O09:1"], "c": [], "d": [], "e": ["O10:1"]}


def test_the_place_of_what_is_inherited_is_where_the_base_is_named(tmp_path: Path) -> None:
    """The second base is relative to the first; the report that sums others up is said to do so in a base."""
    (tmp_path / ".git").mkdir()  # without it, no name leads out of the folder of a file
    files = {
        "市/_市": "年度: 2025  # 明年改\n",
        "市/县/_县": "继承: ../_市.yaml\n",
        "市/县/_旧": "年度: 2024\n",
        "市/县/_总": "汇总: [a.yaml]\n",
        **{f"市/县/{name}": f"机关: {name}局\n\n继承: '_县.yaml'\n" for name in "abc"},
        "市/县/d": "机关: d局\n继承: _旧.yaml\n",
        "市/县/e": "继承: _总.yaml\n年度: 2025\n机关: a局\n",
    }
    found = _codes(tmp_path, files)
    assert found == {**{f"市/县/{name}": [] for name in "abce"}, "市/县/d": ["O10:2"]}


@pytest.mark.parametrize("extends", ["没有.yaml", "/etc/passwd", "https://a.cn/b.yaml", "", "[", "a.yaml", ".git"])
def test_a_base_that_cannot_be_read_gives_nothing(tmp_path: Path, extends: str) -> None:
    files = dict.fromkeys("ab", f"继承: {extends}\n年度: 2025\n机关: 甲局\n")
    assert _codes(tmp_path, files) == {"a": [], "b": ["O09:3"]}


def test_a_key_with_nothing_behind_it_inherits_nothing(tmp_path: Path) -> None:
    files = {"_区": "机关: 甲局\n", **dict.fromkeys("ab", "继承: _区.yaml\n年度: 2025\n机关:\n")}
    assert _codes(tmp_path, files) == {"a": [], "b": []}


def test_a_base_that_many_share_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_区.yaml").write_text("年度: 2025\n", encoding="utf-8")
    paths = [tmp_path / f"{number}.yaml" for number in range(20)]
    for path in paths:
        path.write_text("继承: _区.yaml\n机关: 甲局\n", encoding="utf-8")
    read: list[str] = []
    load = Project.load

    def counted(self: Project, name: str, limit: int) -> object:
        read.append(name)
        return load(self, name, limit)

    monkeypatch.setattr(Project, "load", counted)
    headers = BatchHeaders.of(paths)
    assert {entries["year"].value for entries in headers.entries.values()} == {"2025"}
    assert read == ["_区.yaml"]


def test_the_folder_that_init_makes(tmp_path: Path) -> None:
    """Its bases hold the year; a report that was copied and not renamed is told, and so is last year's."""
    assert found_district(tmp_path, 2025).written
    folder = tmp_path / "2025"
    for name in ("甲", "乙"):
        copied = (folder / "青石街道.yaml").read_text(encoding="utf-8")
        (folder / f"{name}.yaml").write_text(copied.replace("青石", "甲"), encoding="utf-8")
    (folder / "丙.yaml").write_text("年度: 2024\n继承: _共用.yaml\n机关: 丙局\n", encoding="utf-8")
    found = {
        Path(outcome.source).stem: {each.code for each in outcome.diagnostics} & {"O09", "O10"}
        for outcome in check_all(sorted(folder.glob("[!_]*.yaml")))
    }
    assert sorted(found.items()) == [
        ("丙", {"O10"}),
        ("乙", set()),
        ("民政局", set()),
        ("甲", {"O09"}),
        ("青石街道", set()),
    ]
