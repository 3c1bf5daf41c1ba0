"""Many offices: the order of the files, one result for each, and no office spoilt by another."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from gkgen import batch
from gkgen.batch import BatchOptions, build_all, check_all, default_workers
from gkgen.batch.scheduling import run
from gkgen.batch.worker_processes import processes
from gkgen.pipeline.core import building, file_checking
from gkgen.pipeline.core.building import BuildOptions
from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.named_files import NamedFiles
from gkgen.pipeline.core.outcome import Outcome
from tests import workers
from tests.office import office

JSON = ("json",)


def written(folder: Path, *names: str) -> list[Path]:
    """Office files of these names, each with an office of its own."""
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name in names]
    for number, path in enumerate(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(office(机关=f"第{number}局"), encoding="utf-8")
    return paths


def built(paths: Sequence[Path], options: BuildOptions, workers: int = 1) -> list[Outcome]:
    return list(build_all(paths, options, BatchOptions(workers)))


def files(folder: Path) -> list[str]:
    """What users see in a folder."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def codes(outcomes: list[Outcome]) -> list[list[str]]:
    return [[diagnostic.kind for diagnostic in outcome.diagnostics] for outcome in outcomes]


def test_two_processes_give_the_same_in_the_same_order_as_one(tmp_path: Path) -> None:
    paths = written(tmp_path, *(f"{number}.yaml" for number in (5, 1, 4, 2, 3)))
    paths[2].write_text(office(引言="{{ 没有 }}".join('""')), encoding="utf-8")
    results, contents = [], []
    for workers_wanted in (1, 2):
        folder = tmp_path / f"out{workers_wanted}"
        outcomes = built(paths, BuildOptions(folder, ("html", "json")), workers_wanted)
        assert [outcome.source for outcome in outcomes] == [str(path) for path in paths]
        assert all(outcome.seconds > 0 for outcome in outcomes)
        results.append([(outcome.state, outcome.diagnostics, outcome.lines) for outcome in outcomes])
        contents.append({name: (folder / name).read_bytes() for name in files(folder)})
    assert [state for state, _, _ in results[0]] == ["built", "built", "failed", "built", "built"]
    assert results[0] == results[1]
    assert contents[0] == contents[1]
    assert len(contents[0]) == 8


def test_checks_are_told_in_the_order_of_the_files(tmp_path: Path) -> None:
    paths = written(tmp_path, "b.yaml", "a.yaml")
    paths[1].write_text("年度: 2021\n", encoding="utf-8")
    outcomes = list(check_all(paths))
    assert [outcome.source for outcome in outcomes] == [str(path) for path in paths]
    assert [outcome.ok for outcome in outcomes] == [True, False]
    assert {outcome.state for outcome in outcomes} == {"checked"}


def test_no_offices_give_no_outcomes() -> None:
    assert built([], BuildOptions(), 2) == []


def test_a_fault_of_gkgen_in_one_office_is_its_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = written(tmp_path, "a.yaml", "b.yaml", "c.yaml")
    sound = check_text

    def faulty(data: bytes, name: str, files: NamedFiles, *, with_sketch: bool, **_: bool) -> Checked:
        if name.endswith("b.yaml"):
            raise IndexError("a fault")
        return sound(data, name, files, with_sketch=with_sketch)

    monkeypatch.setattr(file_checking, "check_text", faulty)
    outcomes = built(paths, BuildOptions(tmp_path / "out", JSON))
    assert codes(outcomes) == [[], ["O04"], []]
    assert [outcome.state for outcome in outcomes] == ["built", "failed", "built"]
    assert files(tmp_path / "out") == ["a.json", "c.json"]
    log = Path(str(dict(outcomes[1].diagnostics[0].values)["log"]))
    assert "IndexError: a fault" in log.read_text(encoding="utf-8")
    log.unlink()


def test_a_fault_while_writing_is_told_beside_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("a fault")

    paths = written(tmp_path, "a.yaml")
    monkeypatch.setattr(building, "render_document", fail)
    (outcome,) = built(paths, BuildOptions(tmp_path / "out", JSON))
    assert codes([outcome]) == [["O04"]]
    assert outcome.lines
    Path(str(dict(outcome.diagnostics[0].values)["log"])).unlink()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there on Windows")
def test_a_killed_worker_is_told_for_its_office_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = written(tmp_path, "a.yaml", "die-1.yaml", "b.yaml", "die-2.yaml", "c.yaml")
    monkeypatch.setattr(batch.batch_building, "build_file", workers.build_or_die)
    outcomes = built(paths, BuildOptions(tmp_path / "out", JSON), 2)
    assert [outcome.source for outcome in outcomes] == [str(path) for path in paths]
    assert codes(outcomes) == [[], ["O04.killed"], [], ["O04.killed"], []]
    assert files(tmp_path / "out") == ["a.json", "b.json", "c.json"]


def test_who_stops_listening_ends_the_batch(tmp_path: Path) -> None:
    """As Ctrl-C does: the offices that were not begun stay so."""
    paths = written(tmp_path, *(f"{number}.yaml" for number in range(30)))
    with processes(workers.note, 2) as pool:
        assert next(run(paths, pool)).source == str(paths[0])
    begun = list(tmp_path.glob("*.begun"))
    assert 1 <= len(begun) < 15


# Names of outputs


def test_of_two_offices_with_one_output_the_second_is_refused(tmp_path: Path) -> None:
    paths = written(tmp_path, "东/局.yaml", "西/局.yaml", "南/署.yaml")
    outcomes = built(paths, BuildOptions(tmp_path / "out", JSON))
    assert codes(outcomes) == [[], ["O01"], []]
    assert dict(outcomes[1].diagnostics[0].values)["other"] == str(paths[0])
    assert outcomes[1].state == "failed"
    assert '"第0局"' in (tmp_path / "out" / "局.json").read_text(encoding="utf-8")


def test_beside_their_files_they_do_not_meet(tmp_path: Path) -> None:
    paths = written(tmp_path, "东/局.yaml", "西/局.yaml")
    assert codes(built(paths, BuildOptions(None, JSON))) == [[], []]


def test_names_that_differ_in_capitals_meet_on_windows(tmp_path: Path) -> None:
    paths = written(tmp_path, "1/Office.yaml", "2/OFFICE.yaml")
    assert codes(built(paths, BuildOptions(tmp_path / "out", JSON))) == [[], ["O01"]]


def test_names_that_are_cleaned_into_one_meet(tmp_path: Path) -> None:
    paths = written(tmp_path, "a?.yaml", "a*.yaml")
    assert codes(built(paths, BuildOptions(tmp_path / "out", JSON))) == [[], ["O01"]]


def test_names_of_a_pattern_can_meet_as_well(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.yaml", "b.yaml", "c.yaml")
    options = BuildOptions(tmp_path / "out", JSON, name="{year}")
    assert codes(built(paths, options)) == [[], ["O01"], ["O01"]]
    assert files(tmp_path / "out") == ["2021.json"]


def test_a_faulty_office_takes_no_name_away(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.yaml", "b.yaml")
    paths[0].write_text("年度: 2021\n", encoding="utf-8")
    outcomes = built(paths, BuildOptions(tmp_path / "out", JSON, name="{year}"))
    assert [outcome.state for outcome in outcomes] == ["failed", "built"]


def test_yaml_and_yml_of_one_stem_meet(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.yaml", "a.yml")
    assert codes(built(paths, BuildOptions(None, JSON))) == [[], ["O01"]]


@pytest.mark.parametrize(("cores", "jobs", "workers_wanted"), [(8, 3, 3), (2, 50, 2), (None, 5, 1), (4, 0, 1)])
def test_there_are_no_more_workers_than_cores_or_jobs(
    cores: int | None, jobs: int, workers_wanted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert default_workers(jobs) == workers_wanted
