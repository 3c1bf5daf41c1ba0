"""Outputs of offices whose files are gone: listed, and removed when asked for, unless somebody edited them."""

from pathlib import Path

import pytest

from gkgen.batch import left_over, prune
from gkgen.batch.build_manifest import NAME
from gkgen.pipeline.core.building import BuildOptions
from tests.batch.runs import JSON, outcomes, states, written


def test_outputs_of_gone_offices_are_listed_and_stay(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", ("html", "json"))
    outcomes(paths, options)
    assert left_over(paths, options) == ()
    paths[1].unlink()
    assert states(paths[:1], options) == ["unchanged"]
    assert left_over(paths[:1], options) == (tmp_path / "out" / "b.html", tmp_path / "out" / "b.json")
    assert (tmp_path / "out" / "b.json").exists()


def test_prune_removes_them_and_nothing_else(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", ("html", "json"))
    outcomes(paths, options)
    (tmp_path / "out" / "c.json").write_bytes(b"somebody's")
    paths[1].unlink()
    assert prune(paths[:1], options) == (tmp_path / "out" / "b.html", tmp_path / "out" / "b.json")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [NAME, "a.html", "a.json", "c.json"]
    assert left_over(paths[:1], options) == ()
    assert prune(paths[:1], options) == ()
    assert states(paths[:1], options) == ["unchanged"]


def test_prune_keeps_what_somebody_edited(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", ("html", "json"))
    outcomes(paths, options)
    paths[1].unlink()
    (tmp_path / "out" / "b.json").write_bytes(b"edited")
    assert prune(paths[:1], options) == (tmp_path / "out" / "b.html",)
    assert left_over(paths[:1], options) == (tmp_path / "out" / "b.json",)
    assert (tmp_path / "out" / "b.json").read_bytes() == b"edited"


def test_prune_keeps_what_another_office_writes_now(tmp_path: Path) -> None:
    """The office was moved: its outputs are those of the file in the new place."""
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    outcomes(paths, options)
    (tmp_path / "新").mkdir()
    moved = paths[1].rename(tmp_path / "新" / "b.yaml")
    assert states([paths[0], moved], options) == ["unchanged", "built"]
    assert prune([paths[0], moved], options) == ()
    assert (tmp_path / "out" / "b.json").exists()


def test_a_file_that_cannot_be_removed_is_left_over_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml", "c.yaml"), BuildOptions(tmp_path / "out", JSON)
    outcomes(paths, options)
    paths[1].unlink()
    paths[2].unlink()
    sound = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "b.json":
            raise PermissionError("open in Word")
        sound(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert prune(paths[:1], options) == (tmp_path / "out" / "c.json",)
    assert left_over(paths[:1], options) == (tmp_path / "out" / "b.json",)
