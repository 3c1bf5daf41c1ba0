"""One process without others: offices are written a few at a time; each is told by what was written."""

import errno
import gc
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from gkgen.batch import BatchOptions, build_all, serial
from gkgen.batch.garbage_collector import Collector
from gkgen.batch.scheduling import run
from gkgen.pipeline.core import atomic_write
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice, render_file, write_files
from gkgen.pipeline.core.outcome import Outcome
from tests.office import office

PATIENCE = 20.0


def render(path: Path, options: BuildOptions) -> RenderedOffice:
    """As render_file, but for an office that never ends."""
    while path.stem == "1":
        pass
    return render_file(path, options)


def written(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.yaml" for number in range(count)]
    for path in paths:
        path.write_text(office(机关=f"{path.stem}局"), encoding="utf-8")
    return paths


@pytest.mark.parametrize(("patience", "sizes"), [(PATIENCE, [16, 4]), (0.0, [1] * 20)])
def test_offices_are_written_a_few_at_a_time(
    patience: float, sizes: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those told stand where they should, those that wait for others do not; none waits long."""
    paths, out, groups = written(tmp_path, 20), tmp_path / "out", []

    def put(made: Sequence[RenderedOffice], options: BuildOptions) -> tuple[Outcome, ...]:
        assert not any((out / f"{Path(each.outcome.source).stem}.json").exists() for each in made)
        groups.append(len(made))
        return write_files(made, options)

    monkeypatch.setattr(serial, "write_files", put)
    monkeypatch.setattr(serial, "_MAX_WAIT_SECONDS", patience)
    with serial.serial(BuildOptions(out, ("json",))) as workers:
        for path, outcome in zip(paths, run(paths, workers), strict=True):
            assert (outcome.source, outcome.state) == (str(path), "built")
            assert [Path(output).is_file() for output in outcome.outputs] == [True]
    assert groups == sizes


def test_a_full_disk_is_told_of_the_office_that_it_did_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, calls, sync = written(tmp_path, 4), [], os.fsync

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        results = list(build_all(paths, BuildOptions(out, ("json",)), BatchOptions(1)))
    assert [each.source for each in results] == list(map(str, paths))
    assert [[found.kind for found in each.diagnostics] for each in results] == [[], ["O02"], [], []]
    assert sorted(path.name for path in out.glob("*.json") if path.stem.isdigit()) == ["0.json", "2.json", "3.json"]
    assert not list(out.glob(".gkgen-*"))
    assert [each.state for each in build_all(paths, BuildOptions(out, ("json",)), BatchOptions(1))] == [
        "unchanged", "built", "unchanged", "unchanged",
    ]  # fmt: skip


def test_a_fault_of_ours_in_writing_one_office_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are written together, and may not fall together."""

    staged = atomic_write._temporary

    def faulty(path: Path, data: bytes) -> Path:
        if path.stem == "1":
            raise ZeroDivisionError
        return staged(path, data)

    monkeypatch.setattr(atomic_write, "_temporary", faulty)
    with serial.serial(BuildOptions(tmp_path / "out", ("json",))) as workers:
        results = list(run(written(tmp_path, 4), workers))
    assert [each.state for each in results] == ["built", "failed", "built", "built"]
    assert ["ZeroDivisionError" in str(found.values) for found in results[1].diagnostics] == [True]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0.json", "2.json", "3.json"]


@pytest.mark.usefixtures("unfrozen")
def test_garbage_is_looked_for_everywhere_again_after_the_last_office(tmp_path: Path) -> None:
    """The process may be another program's, which calls gkgen."""
    results = build_all(written(tmp_path, 3), BuildOptions(tmp_path / "out", ("json",)), BatchOptions(1))
    assert (gc.get_freeze_count(), gc.isenabled()) == (0, True)
    assert next(results).state == "built"
    assert gc.get_freeze_count() > 0 and not gc.isenabled()
    results.close()  # type: ignore[attr-defined]
    assert (gc.get_freeze_count(), gc.isenabled()) == (0, True)


def test_no_garbage_is_looked_for_after_the_last_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a tenth of the time of an office alone, whose process ends then."""
    calls = []
    monkeypatch.setattr(Collector, "collect", lambda _: calls.append(1))
    for count in (1, 3):
        calls.clear()
        results = build_all(written(tmp_path, count), BuildOptions(tmp_path / f"{count}", ("json",)), BatchOptions(1))
        assert [each.state for each in results] == ["built"] * count
        assert len(calls) == count - 1


@pytest.mark.parametrize("numbers", [(1,), (0, 1), (0, 1, 2, 3)])
def test_an_office_that_takes_too_long_is_told_and_the_others_are_built(
    numbers: tuple[int, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial, "render_file", render)
    paths = [path for number, path in enumerate(written(tmp_path, 4)) if number in numbers]
    results = list(build_all(paths, BuildOptions(tmp_path / "out", ("json",)), BatchOptions(1, 1.0)))
    assert [each.source for each in results] == list(map(str, paths))
    assert [[found.code for found in each.diagnostics] for each in results] == [
        ["O07"] if number == 1 else [] for number in numbers
    ]
    made = {path.stem for path in (tmp_path / "out").glob("*.json") if path.stem.isdigit()}
    assert made == {str(number) for number in numbers if number != 1}
