"""One process without others: one office is written while the next is computed; each is told by what was written."""

import errno
import gc
import os
from pathlib import Path
from threading import Event

import pytest

from gkgen.batch import BatchOptions, alone, build_all
from gkgen.pipeline import BuildOptions, Outcome
from gkgen.pipeline.building import Made, make_file, put_file
from tests.office import office

PATIENCE = 20.0


def written(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.yaml" for number in range(count)]
    for path in paths:
        path.write_text(office(机关=f"{path.stem}局"), encoding="utf-8")
    return paths


def test_an_office_is_written_while_the_next_is_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, made = written(tmp_path, 4), [Event() for _ in range(4)]

    def make(path: Path, options: BuildOptions) -> Made:
        made[int(path.stem)].set()
        return make_file(path, options)

    def put(one: Made, options: BuildOptions) -> Outcome:
        following = int(Path(one.outcome.source).stem) + 1
        assert following == len(paths) or made[following].wait(PATIENCE)
        return put_file(one, options)

    monkeypatch.setattr(alone, "make_file", make)
    monkeypatch.setattr(alone, "put_file", put)
    results = alone.build_alone(paths, BuildOptions(tmp_path / "out", ("json",)))
    first = next(results)
    assert [event.is_set() for event in made] == [True, True, False, False]
    assert (first.source, first.state) == (str(paths[0]), "built")
    assert [Path(output).is_file() for output in first.outputs] == [True]
    assert [(each.source, each.state) for each in results] == [(str(path), "built") for path in paths[1:]]


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


def test_garbage_is_looked_for_everywhere_again_after_the_last_office(tmp_path: Path) -> None:
    """The process may be another program's, which calls gkgen."""
    results = alone.build_alone(written(tmp_path, 3), BuildOptions(tmp_path / "out", ("json",)))
    assert gc.get_freeze_count() == 0
    assert next(results).state == "built"
    assert gc.get_freeze_count() > 0
    results.close()
    assert gc.get_freeze_count() == 0
