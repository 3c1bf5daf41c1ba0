"""Offices at workers: results in order, and who dies, leaves or hangs costs its own office and no other."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pytest

from gkgen.batch.scheduling import run
from gkgen.batch.worker_processes import processes
from gkgen.pipeline.core.outcome import Outcome
from tests.batch import deaths
from tests.workers import who

NAMES = ("1.yaml", "2.yaml", "3.yaml", "4.yaml")


def done(path: Path) -> Outcome:
    return Outcome(str(path), "checked", (), 0.0, (), ())


@dataclass(slots=True)
class Scripted:
    """Workers in this process; each office has its faults, which come true one after the other."""

    faults: dict[str, list[Exception]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    ahead: int = 64
    flushed: int = 0

    def submit(self, path: Path) -> "Future[Outcome]":
        self.asked.append(path.name)
        future: Future[Outcome] = Future()
        if faults := self.faults.get(path.name):
            future.set_exception(faults.pop(0))
        else:
            future.set_result(done(path))
        return future

    def flush(self) -> None:
        self.flushed += 1


def told(results: Iterable[Outcome]) -> list[tuple[str, list[str]]]:
    return [(Path(each.source).name, [found.kind for found in each.diagnostics]) for each in results]


def scripted(workers: Scripted, names: Sequence[str] = NAMES) -> list[tuple[str, list[str]]]:
    return told(run(map(Path, names), workers))


# Second chances


def test_an_office_whose_worker_was_lost_once_is_done() -> None:
    workers = Scripted({"2.yaml": [RuntimeError("killed")]})
    assert scripted(workers) == [(name, []) for name in NAMES]
    assert sorted(workers.asked) == sorted([*NAMES, "2.yaml"])


@pytest.mark.parametrize(
    ("second", "kind"), [(RuntimeError("killed"), "O04.killed"), (TimeoutError("too long"), "O07")]
)
def test_an_office_whose_worker_was_lost_twice_is_told_and_not_tried_again(second: Exception, kind: str) -> None:
    workers = Scripted({"2.yaml": [RuntimeError("killed"), second, RuntimeError("never seen")]})
    assert scripted(workers) == [("1.yaml", []), ("2.yaml", [kind]), ("3.yaml", []), ("4.yaml", [])]
    assert workers.asked.count("2.yaml") == 2


def test_what_the_worker_died_of_is_told() -> None:
    faults: list[Exception] = [RuntimeError("x"), RuntimeError("Abnormal termination")]
    nameless: list[Exception] = [RuntimeError(), RuntimeError()]
    first, second = run([Path("a"), Path("b")], Scripted({"a": faults, "b": nameless}))
    assert first.diagnostics[0].message("en") == "the process that built this office was killed: Abnormal termination"
    assert second.diagnostics[0].message("en") == "the process that built this office was killed: RuntimeError"
    assert (first.state, first.ok, first.outputs) == ("failed", False, ())


# Order


@dataclass(slots=True)
class Backwards:
    """Workers that finish the last office first, once they have so many; those that wait are finished by a flush."""

    waiting: list[tuple["Future[Outcome]", Path]] = field(default_factory=list)
    wanted: int = len(NAMES)
    ahead: int = 64

    def submit(self, path: Path) -> "Future[Outcome]":
        future: Future[Outcome] = Future()
        self.waiting.append((future, path))
        if len(self.waiting) == self.wanted:
            self.flush()
        return future

    def flush(self) -> None:
        while self.waiting:
            future, path = self.waiting.pop()
            future.set_result(done(path))


def test_results_come_in_the_order_of_the_files_however_they_finish() -> None:
    assert told(run(map(Path, NAMES), Backwards())) == [(name, []) for name in NAMES]


def test_only_so_many_offices_are_handed_out_ahead() -> None:
    """Ten thousand results would fill the memory; too few would leave workers idle."""
    workers = Backwards(wanted=20, ahead=19)
    names = iter(range(10_000))
    assert len(list(islice(run((Path(f"{number}.yaml") for number in names), workers), 3))) == 3
    assert next(names) == 20


def test_an_office_is_told_as_soon_as_it_is_its_turn() -> None:
    workers = Scripted(ahead=64)
    assert len(list(islice(run(map(Path, NAMES), workers), 2))) == 2
    assert workers.asked == ["1.yaml", "2.yaml"]


@pytest.mark.parametrize("wanted", [1, 3, 4, 5])
def test_what_waits_for_offices_that_do_not_come_is_finished(wanted: int) -> None:
    assert told(run(map(Path, NAMES), Backwards(wanted=wanted))) == [(name, []) for name in NAMES]


# Real processes


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    """Offices of every fate in one pool of two, with a second for each."""
    folder = tmp_path_factory.mktemp("fates")
    names = [
        "good-1", "kill-always", "good-2", "exit-always", "quit-always", "good-3", "kill-once", "hang-once",
        "good-4", "hang-always", "deaf-once", "raise-always", "good-5",
    ]  # fmt: skip
    begun = time.monotonic()
    with processes(deaths.meet, 2, timeout=1.0) as workers:
        outcomes = list(run([folder / name for name in names], workers))
    assert time.monotonic() - begun < 25
    assert [Path(outcome.source).name for outcome in outcomes] == names
    yield {Path(outcome.source).name: outcome for outcome in outcomes}


def kind(outcome: Outcome) -> str:
    return " ".join(found.kind for found in outcome.diagnostics) or outcome.state


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there on Windows")
def test_dead_and_hanging_workers_cost_their_offices_alone(fates: dict[str, Outcome]) -> None:
    assert {name: kind(outcome) for name, outcome in fates.items() if name.startswith("good")} == {
        f"good-{number}": "checked" for number in range(1, 6)
    }


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there on Windows")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("kill-always", "O04.killed"),
        ("exit-always", "O04.killed"),
        ("quit-always", "O04.killed"),
        ("raise-always", "O04.killed"),
        ("hang-always", "O07"),
        ("deaf-once", "checked"),
        ("kill-once", "checked"),
        ("hang-once", "checked"),
    ],
)
def test_each_fate_is_told_after_a_second_try(name: str, wanted: str, fates: dict[str, Outcome]) -> None:
    outcome = fates[name]
    assert kind(outcome) == wanted
    assert len(Path(outcome.source).with_suffix(".tries").read_text()) == 2


def test_a_process_killed_while_it_waits_for_work_stops_no_other(tmp_path: Path) -> None:
    """It would take a common lock with it, and the others would wait for that for a minute."""
    with processes(done, 2, timeout=20.0) as workers:
        assert [each.state for each in run([tmp_path / "1", tmp_path / "2"], workers)] == ["checked"] * 2
        for child in multiprocessing.active_children():
            assert child.pid
            os.kill(child.pid, signal.SIGKILL)
        begun = time.monotonic()
        outcomes = list(run([tmp_path / str(number) for number in range(8)], workers))
        assert [each.state for each in outcomes] == ["checked"] * 8
        assert time.monotonic() - begun < 20


def test_a_process_is_renewed_after_so_many_offices() -> None:
    """Guard: what C libraries keep of every office would fill the memory in a batch of thousands."""
    with processes(who, 1, max_jobs=2) as workers:
        outcomes = list(run(map(Path, ("1", "2", "3", "4", "5")), workers))
    assert [each.source for each in outcomes] == ["1", "2", "3", "4", "5"]
    first, second, third, fourth, fifth = (each.outputs[0] for each in outcomes)
    assert first == second != third == fourth != fifth
