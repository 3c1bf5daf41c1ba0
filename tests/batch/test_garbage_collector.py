"""Garbage between offices: none is collected during one, none is left after it."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from gkgen.batch import garbage_collector
from gkgen.batch.garbage_collector import run_and_collect
from gkgen.pipeline.core.outcome import Outcome


class Node:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collector(unfrozen: None) -> Iterator[None]:
    garbage_collector._collector.is_first = True
    yield
    garbage_collector._collector.is_first = True


def done(path: Path) -> Outcome:
    return Outcome(str(path), "checked", (), 0.0, (), ())


def test_nothing_is_collected_during_an_office_and_nothing_is_left_after_it() -> None:
    seen: list[bool] = []
    left: list[weakref.ref[Node]] = []

    def job(path: Path) -> Outcome:
        seen.append(gc.isenabled())
        left.append(weakref.ref(Node()))
        seen.append(left[-1]() is not None)
        return done(path)

    assert run_and_collect(job, Path("1.yaml")).source == "1.yaml"
    assert run_and_collect(job, Path("2.yaml")).source == "2.yaml"
    assert seen == [False, True] * 2
    assert [each() for each in left] == [None, None]


def test_what_is_there_after_the_first_office_is_not_looked_at_again() -> None:
    run_and_collect(done, Path("1.yaml"))
    before = gc.get_freeze_count()
    made_since = [Node() for _ in range(1000)]
    run_and_collect(done, Path("2.yaml"))
    assert 10_000 < gc.get_freeze_count() < before + len(made_since)


def test_what_is_kept_for_other_offices_is_looked_through_now_and_then() -> None:
    run_and_collect(done, Path("1.yaml"))
    kept = [Node()]
    left = weakref.ref(kept[0])
    run_and_collect(done, Path("2.yaml"))
    kept.clear()
    after = 0
    while left() is not None and after < 100:
        run_and_collect(done, Path("3.yaml"))
        after += 1
    assert 10 < after < 100


def test_garbage_goes_when_the_job_fails() -> None:
    left: list[weakref.ref[Node]] = []

    def job(path: Path) -> Outcome:
        left.append(weakref.ref(Node()))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_and_collect(job, Path("1.yaml"))
    assert left[0]() is None
