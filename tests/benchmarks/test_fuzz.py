"""The fuzzer gives inputs, and tells a fault that is there."""

import resource
from dataclasses import replace
from pathlib import Path

import fuzz
import pytest


def test_a_fault_is_found_kept_and_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(data: bytes) -> None:
        if b"+" in data:
            raise ZeroDivisionError

    expressions = fuzz.TARGETS["expressions"]
    monkeypatch.setattr(fuzz, "KEPT", tmp_path)
    monkeypatch.setattr(fuzz, "TARGETS", {"sums": replace(expressions, work=faulty)})
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    tally = fuzz.fuzz("sums", 3.0)
    assert tally.inputs > 100
    assert len(tally.faults) == 1
    (kept,) = tmp_path.glob("sums.*.input")
    assert b"+" in kept.read_bytes()


@pytest.mark.parametrize("name", ["expressions", "drawings", "ledgers"])
def test_what_it_works_on_is_taken_as_it_is(name: str) -> None:
    """Seeds are no faults."""
    target = fuzz.TARGETS[name]
    seeds = target.seeds()
    assert seeds
    for seed in seeds[:5]:
        target.work(seed)
