"""A real scheduler and two worker processes on this machine, one of them killed midway."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gkgen.batch import BatchOptions, build_all
from gkgen.batch.dask_cluster import Cluster, _on_worker
from gkgen.errors import EnvironmentFault
from gkgen.pipeline.core.building import BuildOptions, RenderedOffice
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.work_units import WorkResult, WorkUnit
from tests.office import office

PATIENCE = 40


@dataclass(frozen=True, slots=True)
class Machines:
    """A scheduler's address and its workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def started(*arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with closing(socket.socket()) as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def machines() -> Iterator[Machines]:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    scheduler = started("scheduler", "--host", "127.0.0.1", "--port", str(port))
    options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")
    workers = [started("worker", address, *options) for _ in range(2)]
    try:
        wait_for(port)
        yield Machines(address, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def wait_for(port: int) -> None:
    """A worker that finds no scheduler yet tries again; a client gives up."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("no scheduler")


def offices(folder: Path, count: int) -> list[Path]:
    folder.mkdir()
    (folder / "_区.yaml").write_text("署名: 某区\n", encoding="utf-8")
    for number in range(count):
        text = office(继承="_区.yaml", 机关=f"第{number}镇人民政府")
        (folder / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    return sorted(folder.glob("[!_]*.yaml"))


def test_workers_build_what_this_machine_builds_and_one_may_die(machines: Machines, tmp_path: Path) -> None:
    paths = offices(tmp_path / "in", 30)
    options = BuildOptions(tmp_path / "there", ("docx", "json"))
    outcomes = []
    for outcome in build_all(paths, options, BatchOptions(scheduler=machines.address)):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            machines.workers[0].send_signal(signal.SIGKILL)
    assert [outcome.source for outcome in outcomes] == [str(path) for path in paths]
    assert {outcome.state for outcome in outcomes} == {"built"}
    list(build_all(paths, BuildOptions(tmp_path / "here", ("docx", "json")), BatchOptions(workers=1)))
    rendered = sorted(path.name for path in (tmp_path / "there").glob("[!.]*"))
    assert len(rendered) == 60
    for name in rendered:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_what_did_not_change_is_not_sent_again(machines: Machines, tmp_path: Path) -> None:
    paths = offices(tmp_path / "in", 3)
    options = BuildOptions(tmp_path / "out", ("json",))
    how = BatchOptions(scheduler=machines.address)
    assert [each.state for each in build_all(paths, options, how)] == ["built"] * 3
    (tmp_path / "in" / "_区.yaml").write_text("署名: 另一个区\n", encoding="utf-8")
    assert [each.state for each in build_all(paths, options, how)] == ["built"] * 3
    assert [each.state for each in build_all(paths, options, how)] == ["unchanged"] * 3


def test_where_no_scheduler_answers_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gkgen.batch.dask_cluster.CONNECT_TIMEOUT_SECONDS", 1)
    paths = offices(tmp_path / "in", 2)
    how = BatchOptions(scheduler=f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(EnvironmentFault, match="--scheduler"):
        list(build_all(paths, BuildOptions(tmp_path / "out"), how))
    assert not list((tmp_path / "out").glob("*.pdf"))


class _Hostile(Executor):
    """A worker that would write elsewhere."""

    def __init__(self, name: str, source: Path) -> None:
        self.name, self.source = name, source

    def submit(self, *_: object, **__: object) -> "Future[Any]":
        outcome = Outcome(str(self.source), "built", (), 0.0, (), ())
        made: Future[Any] = Future()
        made.set_result(WorkResult(RenderedOffice(outcome, {"html": b"x", "../pwn": b"x"}, self.name)))
        return made


@pytest.mark.parametrize("beside", [True, False])
def test_a_worker_says_neither_where_nor_what_is_written(beside: bool, tmp_path: Path) -> None:
    path = tmp_path / "in" / "甲.yaml"
    path.parent.mkdir()
    path.write_text(office(), encoding="utf-8")
    options = BuildOptions(None if beside else tmp_path / "out", ("html",))
    workers = Cluster(_Hostile("../../pwn", tmp_path / "elsewhere" / "x.yaml"), options, 9.0, None, 1)
    outcome = workers.submit(path).result()
    (written,) = [each for each in tmp_path.rglob("*") if each.is_file() and each != path]
    assert written == (path.parent if beside else tmp_path / "out") / "_.._pwn.html"
    assert (outcome.source, outcome.outputs) == (str(path), (str(written),))


def test_an_office_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TimeoutError):
        _on_worker(WorkUnit("甲.yaml", office().encode(), BuildOptions(formats=("docx",))), None, 0.0)
