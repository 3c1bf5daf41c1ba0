"""A limit on the time for a single file: a finding and the end of the process, nothing half written."""

import subprocess
import sys
from pathlib import Path

import pytest

from gkgen.cli.watchdog import watchdog
from tests.cli.calls import environment


def test_work_that_never_ends_is_ended_with_a_finding(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from gkgen.cli.watchdog import watchdog\n"
        "with watchdog(Path('甲.yaml'), 0.5, 'zh'):\n    while True: pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(PYTHONUTF8="1"), capture_output=True, timeout=30, check=False
    )
    assert done.returncode not in {0, 1}
    assert b"O07" in done.stderr


def test_work_that_ends_is_not_ended_later(capsys: pytest.CaptureFixture[str]) -> None:
    with watchdog(Path("甲.yaml"), 0.2, "zh"):
        pass
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.5)"], check=True)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("verb", "work"), [("check", "check_all"), ("build", "build_all")])
def test_the_time_of_one_file_is_limited_in_check_as_in_build(verb: str, work: str, tmp_path: Path) -> None:
    file = tmp_path / "甲.yaml"
    file.write_text("年度: 2021\n", encoding="utf-8")
    code = (
        "import sys, time, gkgen.batch; from gkgen.cli import run\n"
        f"gkgen.batch.{work} = lambda *_: iter(lambda: time.sleep(60), 1)\n"
        f"sys.exit(run(['{verb}', sys.argv[1], '--timeout', '1']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, file],
        env=environment(PYTHONUTF8="1"),
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.returncode not in {0, 1}
    assert b"O07" in done.stdout + done.stderr
