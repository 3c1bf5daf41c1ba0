"""The cache of checks: a second run checks nothing and gives the same, and whatever changed is checked again."""

from pathlib import Path

import pytest

from gkgen import disk_cache
from gkgen.batch import BatchOptions, batch_checking, check_for_list
from gkgen.batch.check_cache import MIN_CACHED_OFFICES
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.outcome import Outcome
from tests.office import office

COUNT = MIN_CACHED_OFFICES + 2
HERE = BatchOptions(1)


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Towns that share a base, and a county that sums them up; a cache of its own."""
    monkeypatch.setenv(disk_cache.SWITCH, str(tmp_path / "cache"))
    folder = tmp_path / "县"
    (folder / "镇").mkdir(parents=True)
    (folder / "镇" / "_共.yaml").write_text("年度: 2022\n", encoding="utf-8")
    for number in range(COUNT):
        write_town(folder, number, 1)
    text = office(年度="2022", 机关="某县人民政府", 汇总="{报告: [镇/]}", 主动公开情况="汇总")
    (folder / "县.yaml").write_text(text, encoding="utf-8")
    return folder


def write_town(folder: Path, number: int, decisions: int) -> None:
    # Documents in force are asked about where they are added up (R94).
    disclosure = f"行政规范性文件: {{现行有效: 3}}\n行政许可: {{处理决定: {decisions}}}\n"
    text = office(年度=None, 继承="_共.yaml", 机关=f"第{number}镇人民政府", 主动公开情况=disclosure)
    (folder / "镇" / f"{number}.yaml").write_text(text, encoding="utf-8")


def run(folder: Path) -> tuple[dict[str, Outcome], set[str]]:
    """What a list is made of, by the name of the file, and the names of those that were checked for it."""
    checked: set[str] = set()

    def counted(path: Path, **how: bool) -> Outcome:
        checked.add(path.name)
        return check_file(path, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch_checking, "check_file", counted)
        paths = sorted(path for path in folder.rglob("*.yaml") if not path.name.startswith("_"))
        outcomes = list(check_for_list(paths, HERE))
    assert [outcome.source for outcome in outcomes] == [str(path) for path in paths]
    return {Path(outcome.source).name: outcome for outcome in outcomes}, checked


def told(outcomes: dict[str, Outcome]) -> dict[str, object]:
    return {name: (each.state, each.diagnostics, each.reported, each.summary) for name, each in outcomes.items()}


def test_a_second_run_checks_nothing_and_gives_the_same(district: Path) -> None:
    (first, checked), (second, again) = run(district), run(district)
    assert len(checked) == COUNT + 1
    assert again == set()
    assert told(first) == told(second)
    assert "R94" in {found.code for found in second["县.yaml"].diagnostics}
    assert all(each.reported for each in second.values())


def test_what_changed_is_checked_again_with_all_that_it_goes_into(district: Path) -> None:
    before = run(district)[0]["县.yaml"].reported
    write_town(district, 3, 5)
    outcomes, checked = run(district)
    assert checked == {"3.yaml", "县.yaml"}
    after = outcomes["县.yaml"].reported
    assert before and after
    cell = "disclosure.licensing.decisions"
    assert (before.numbers[cell], after.numbers[cell]) == (COUNT, COUNT + 4)


def test_a_new_base_or_file_is_seen(district: Path) -> None:
    run(district)
    write_town(district, COUNT, 1)
    assert run(district)[1] == {f"{COUNT}.yaml", "县.yaml"}
    (district / "镇" / "_共.yaml").write_text("年度: 2023\n", encoding="utf-8")
    assert len(run(district)[1]) == COUNT + 2


def test_an_office_with_errors_is_always_checked(district: Path) -> None:
    (district / "镇" / "1.yaml").write_text("机关: 某镇人民政府\n", encoding="utf-8")
    first, second = run(district), run(district)
    assert not first[0]["1.yaml"].ok
    assert second[1] == {"1.yaml", "县.yaml"}
    assert told(first[0]) == told(second[0])


@pytest.mark.parametrize("spoilt", [b"", b"\x00", b"x" * 100])
def test_a_damaged_entry_costs_only_time(district: Path, spoilt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(district)[0]
    monkeypatch.setattr(disk_cache, "load", lambda *_, **__: spoilt)
    second, checked = run(district)
    assert len(checked) == COUNT + 1
    assert told(first) == told(second)
