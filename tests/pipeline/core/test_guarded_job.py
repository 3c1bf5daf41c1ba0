"""A job on a file, timed and guarded."""

import time
from pathlib import Path

from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.guarded_job import guarded


def refused(found: Diagnostic) -> Diagnostic:
    return found


def test_a_job_gives_its_result_and_its_time() -> None:
    def job() -> str:
        time.sleep(0.02)
        return "done"

    result, seconds = guarded(Path("甲.yaml"), job, lambda found: found.kind)
    assert result == "done"
    assert 0.02 <= seconds < 5


def test_a_fault_is_a_finding_with_its_traceback_in_a_file() -> None:
    def job() -> Diagnostic:
        raise ZeroDivisionError("of ours")

    found, seconds = guarded(Path("甲.yaml"), job, refused)
    values = dict(found.values)
    log = Path(str(values["log"]))
    assert (found.kind, found.file, values["reason"]) == ("O04", "甲.yaml", "ZeroDivisionError('of ours')")
    assert 0 <= seconds < 5
    text = log.read_text(encoding="utf-8")
    assert text.startswith("'甲.yaml'\nTraceback")
    assert text.endswith("ZeroDivisionError: of ours\n")
    log.unlink()
