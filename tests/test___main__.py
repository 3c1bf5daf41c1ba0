"""The entry point of the process: its status, and a garbage collector set for a program that starts and ends."""

import gc
from collections.abc import Iterator

import pytest

from gkgen import __main__, cli


@pytest.fixture(autouse=True)
def collector(unfrozen: None) -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_little_is_searched_for_garbage_while_it_runs_and_nothing_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def run() -> int:
        seen.append((gc.isenabled(), gc.get_threshold()[0], gc.get_freeze_count()))
        return 3

    monkeypatch.setattr(cli, "run", run)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 3
    assert seen == [(True, 50_000, 0)]
    assert gc.get_freeze_count() > 10_000
