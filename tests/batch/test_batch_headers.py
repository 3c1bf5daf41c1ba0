"""Files of a batch that do not fit beside each other: one office twice, a report of another year."""

from pathlib import Path

import pytest

from gkgen.batch import build_all, check_all
from gkgen.pipeline.core.building import BuildOptions
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
