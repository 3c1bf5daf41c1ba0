"""A batch checked: near duplicates are found, few files in this process, many in others."""

from pathlib import Path

import pytest

from gkgen.batch import BatchOptions, check_all
from tests.batch import deaths
from tests.office import office

TEXT = "本镇围绕群众关心的事项公开信息，逐条核对栏目，更新办事指南，培训经办人员，回应来信来访，公布预算决算。" * 6


def written(folder: Path, *names: str, text: str = "全年工作平稳。") -> list[Path]:
    for name in names:
        changes = {"机关": f"{name[0]}局", "总体情况": f"|\n  {text}"}
        (folder / name).write_text(office(**changes), encoding="utf-8")
    return [folder / name for name in names]


def test_only_the_reports_of_a_batch_are_sketched_and_compared(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.yaml", "b.yaml", text=TEXT)
    (alone,) = check_all(paths[:1])
    first, second = check_all(paths)
    assert (alone.sketch, first.sketch is None, second.sketch is None) == (None, False, False)
    duplicates = [[found.code for found in each.diagnostics].count("R81") for each in (alone, first, second)]
    assert duplicates == [0, 0, 1]


def test_many_checks_in_processes_give_the_same_as_in_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = written(tmp_path, *(f"{letter}.yaml" for letter in "cab"))
    paths[1].write_text("年度: 2021\n", encoding="utf-8")
    monkeypatch.setattr("gkgen.batch.batch_checking.MIN_FILES_FOR_PROCESSES", 0)
    single, double = (list(check_all(paths, BatchOptions(number))) for number in (1, 2))
    assert [outcome.source for outcome in double] == [str(path) for path in paths]
    assert [outcome.state for outcome in double] == ["checked"] * 3
    assert [outcome.ok for outcome in double] == [outcome.ok for outcome in single] == [True, False, True]


@pytest.mark.parametrize("fate", ["hang", "spin"])
@pytest.mark.parametrize("others", [(), ("a",), ("a", "b", "c")])
def test_a_file_that_takes_too_long_is_told_and_the_others_are_checked(
    fate: str, others: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file alone, the last of two, and one between others."""
    monkeypatch.setattr("gkgen.batch.batch_checking.check_file", deaths.check)
    names = [*others[:1], f"{fate}-b", *others[1:]]
    outcomes = list(check_all([tmp_path / f"{name}.yaml" for name in names], BatchOptions(timeout=1.0)))
    assert [Path(each.source).stem for each in outcomes] == names
    wanted = [["O07"] if name.startswith(fate) else [] for name in names]
    assert [[found.code for found in each.diagnostics] for each in outcomes] == wanted
