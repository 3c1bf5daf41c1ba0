"""gkgen new: a starter file."""

from pathlib import Path

import pytest

from tests.cli.calls import Gkgen


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("year", ["2019", "2021", "2025"])
def test_a_new_file_lacks_nothing_but_its_texts(keys: str, year: str, gkgen: Gkgen, tmp_path: Path) -> None:
    path = tmp_path / "新 文件夹" / "局.yaml"
    called = gkgen("new", path, "--year", year, "--office", "某某局", "--keys", keys)
    assert (called.status, called.out) == (0, f"{path}\n")
    assert f"gkgen check {path}" in called.err
    checked = gkgen("check", path, "--output-format", "concise")
    assert checked.status == 1
    assert {line.split(" ")[-2] for line in checked.out.splitlines()} == {"N16"}


def test_an_existing_file_is_left_alone(gkgen: Gkgen, good: Path) -> None:
    before = good.read_bytes()
    called = gkgen("new", good, "--year", "2021", "--office", "某局")
    assert (called.status, called.out) == (2, "")
    assert f"{good} 错误 O06 " in called.err
    assert good.read_bytes() == before


def test_a_year_without_a_form_makes_no_file(gkgen: Gkgen, tmp_path: Path) -> None:
    called = gkgen("new", tmp_path / "局.yaml", "--year", "2018", "--office", "某局")
    assert called.status == 1
    assert " R01 " in called.err
    assert list(tmp_path.iterdir()) == []
