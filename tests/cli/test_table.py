"""gkgen table."""

import json
from pathlib import Path

import pytest

from tests.cli.calls import Gkgen


def test_a_workbook_of_a_folder_is_written_whatever_is_wrong_in_it(
    gkgen: Gkgen, offices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    called = gkgen("table", offices)
    assert called.status == 1
    assert called.out == "汇总表.xlsx\n"
    assert (tmp_path / "汇总表.xlsx").read_bytes().startswith(b"PK")
    assert "3 个文件：1 个错误" in called.err


def test_lines_for_programs_are_in_the_order_of_the_files(gkgen: Gkgen, offices: Path, tmp_path: Path) -> None:
    output = tmp_path / "数.jsonl"
    gkgen("table", offices, "-o", output)
    files = [Path(json.loads(line)["file"]).stem for line in output.read_text(encoding="utf-8").splitlines()]
    assert sorted(files) == sorted(["甲", "乙", "丙"])


def test_another_suffix_is_refused(gkgen: Gkgen, good: Path, tmp_path: Path) -> None:
    called = gkgen("table", good, "-o", tmp_path / "数.doc")
    assert called.status == 2
    assert ".xlsx" in called.err
    assert not (tmp_path / "数.doc").exists()
