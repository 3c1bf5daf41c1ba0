"""Work on files from others: in a process with limits on time and memory, which is replaced when it exceeds one."""

import os
import time
from collections.abc import Callable, Iterator

import pytest

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.isolation import Runner, isolated, run_without_limits


def process_of(data: bytes, name: str) -> tuple[int, bytes, str]:
    return os.getpid(), data, name


def sleep(data: bytes, name: str) -> None:
    time.sleep(60)


def fill_memory(data: bytes, name: str) -> int:
    return len(bytes(2_000_000_000))


def die(data: bytes, name: str) -> None:
    os._exit(1)


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    with isolated(timeout=5.0) as running:
        yield running


def test_one_process_works_on_file_after_file(run: Runner) -> None:
    first, second = run(process_of, b"1", "a.pdf"), run(process_of, b"2", "b.pdf")
    assert not isinstance(first, Diagnostic) and not isinstance(second, Diagnostic)
    assert (first[1:], second[1:]) == ((b"1", "a.pdf"), (b"2", "b.pdf"))
    assert first[0] == second[0] != os.getpid()


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        (sleep, "I42.time"),
        pytest.param(
            fill_memory, "I42.memory", marks=pytest.mark.skipif(os.name != "posix", reason="Windows has no such limit")
        ),
        (die, "I42.memory"),
    ],
)
def test_what_exceeds_a_limit_is_a_finding_and_the_next_file_is_read(
    work: Callable[[bytes, str], object], kind: str, run: Runner
) -> None:
    found = run(work, b"", "a.pdf")
    assert isinstance(found, Diagnostic)
    assert (found.kind, found.file) == (kind, "a.pdf")
    assert not isinstance(run(process_of, b"", "b.pdf"), Diagnostic)


def test_ones_own_files_are_read_in_this_process() -> None:
    assert run_without_limits(process_of, b"1", "a.pdf") == (os.getpid(), b"1", "a.pdf")
