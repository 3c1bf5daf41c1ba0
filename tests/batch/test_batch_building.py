"""A batch built again: what did not change is skipped, what changed is built."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from gkgen.batch import BatchOptions, build_all
from gkgen.batch.build_manifest import NAME
from gkgen.diagnostics import Diagnostic
from gkgen.pipeline.core.building import BuildOptions
from gkgen.resources import data_folder
from tests.batch import deaths
from tests.batch.runs import JSON, outcomes, states, written
from tests.office import office
from tests.pictures.images import encoded


def seen(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, str, str]]:
    return [(found.kind, found.file, found.span.file if found.span else "") for found in diagnostics]


# Unchanged


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", ("docx", "json"))
    first = outcomes(paths, options)
    times = [Path(output).stat().st_mtime_ns for outcome in first for output in outcome.outputs]
    again = outcomes(paths, options)
    assert [outcome.state for outcome in again] == ["unchanged", "unchanged"]
    assert [outcome.outputs for outcome in again] == [outcome.outputs for outcome in first]
    assert [Path(output).stat().st_mtime_ns for outcome in again for output in outcome.outputs] == times
    assert len(times) == 4


def test_offices_built_beside_their_files_are_skipped_as_well(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.yaml", "b.yaml")
    assert states(paths, BuildOptions(None, JSON)) == ["built", "built"]
    assert states(paths, BuildOptions(None, JSON)) == ["unchanged", "unchanged"]


def test_a_lone_file_beside_its_outputs_is_always_built_and_leaves_no_ledger(tmp_path: Path) -> None:
    paths = written(tmp_path, "a.yaml")
    assert [states(paths, BuildOptions(None, JSON)) for _ in range(2)] == [["built"], ["built"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.yaml"]


def test_force_builds_what_did_not_change(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    assert states(paths, options) == ["built", "built"]
    assert states(paths, options, force=True) == ["built", "built"]
    assert states(paths, options) == ["unchanged", "unchanged"]


def test_an_office_that_failed_is_tried_again(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    paths[0].write_text("年度: 2021\n", encoding="utf-8")
    assert states(paths, options) == ["failed", "built"]
    assert states(paths, options) == ["failed", "unchanged"]


@pytest.mark.unreviewed
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_unchanged_office_tells_its_warnings_with_their_lines_again(line_end: str, tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    text = office(总体情况="|\n# 标题\n正文").replace("\n", line_end)
    paths[0].write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    before, after = outcomes(paths, options)[0], outcomes(paths, options)[0]
    assert (before.state, after.state) == ("built", "unchanged")
    assert len(before.diagnostics) == 1
    assert after.diagnostics == before.diagnostics
    assert after.lines == before.lines


@pytest.mark.unreviewed
def test_warnings_name_the_file_as_it_is_called_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = written(tmp_path, "a.yaml", "b.yaml")
    paths[0].write_text(office(总体情况="|\n# 标题\n正文"), encoding="utf-8")
    outcomes(paths, BuildOptions(tmp_path / "out", JSON))
    monkeypatch.chdir(tmp_path)
    again = outcomes([Path(path.name) for path in paths], BuildOptions(Path("out"), JSON))
    assert [outcome.state for outcome in again] == ["unchanged", "unchanged"]
    assert seen(again[0].diagnostics) == [("N11", "a.yaml", "a.yaml")]


def test_offices_and_outputs_moved_together_stay_unchanged(tmp_path: Path) -> None:
    paths = written(tmp_path / "before", "a.yaml", "b.yaml")
    assert states(paths, BuildOptions(tmp_path / "before" / "out", JSON)) == ["built", "built"]
    (tmp_path / "before").rename(tmp_path / "now")
    moved = [tmp_path / "now" / path.name for path in paths]
    assert states(moved, BuildOptions(tmp_path / "now" / "out", JSON)) == ["unchanged", "unchanged"]


# Changed


def edit(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 注\n", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the office file": edit,
    "the picture": lambda folder: (folder / "图.png").write_bytes(encoded("PNG", color=(1, 2, 3))),
    "one output gone": lambda folder: (folder / "out" / "a.json").unlink(),
    "one output edited": lambda folder: (folder / "out" / "a.json").write_bytes(b"{}"),
    "one output touched": lambda folder: os.utime(folder / "out" / "a.json", (1, 1)),
}


@pytest.mark.unreviewed
@pytest.mark.parametrize("change", CHANGES)
def test_only_the_office_of_which_something_changed_is_built_again(change: str, tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", ("html", "json"))
    (tmp_path / "图.png").write_bytes(encoded("PNG"))
    paths[0].write_text(office(其他事项='"![图](图.png)"'), encoding="utf-8")
    assert states(paths, options) == ["built", "built"]
    assert states(paths, options) == ["unchanged", "unchanged"]
    CHANGES[change](tmp_path)
    assert states(paths, options) == ["built", "unchanged"]
    assert (tmp_path / "out" / "a.json").read_bytes() != b"{}"


@pytest.mark.unreviewed
def test_a_picture_that_is_gone_fails_its_office(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    (tmp_path / "图.png").write_bytes(encoded("PNG"))
    paths[0].write_text(office(其他事项='"![图](图.png)"'), encoding="utf-8")
    assert states(paths, options) == ["built", "built"]
    (tmp_path / "图.png").unlink()
    assert states(paths, options) == ["failed", "unchanged"]


def test_a_missing_unit_that_is_there_now_is_summed_up(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    paths[0].write_text(office(汇总="[_c.yaml]"), encoding="utf-8")
    assert [[found.kind for found in each.diagnostics] for each in outcomes(paths, options)] == [["R92"], []]
    assert states(paths, options) == ["unchanged", "unchanged"]
    shutil.copy(paths[1], tmp_path / "_c.yaml")
    (again, _) = outcomes(paths, options)
    assert (again.state, [found.kind for found in again.diagnostics]) == ("built", [])


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_that_leads_to_another_office_now_is_built(tmp_path: Path) -> None:
    old, new = written(tmp_path, "1.yaml", "2.yaml")
    link, options = tmp_path / "now.yaml", BuildOptions(tmp_path / "out", JSON)
    link.symlink_to(old)
    assert states([link], options) == ["built"]
    assert states([link], options) == ["unchanged"]
    link.unlink()
    link.symlink_to(new)
    assert states([link], options) == ["built"]


def test_other_formats_names_and_strictness_build_everything(tmp_path: Path) -> None:
    paths, out = written(tmp_path, "a.yaml", "b.yaml"), tmp_path / "out"
    for options in (
        BuildOptions(out, JSON),
        BuildOptions(out, ("json", "html")),
        BuildOptions(out, JSON, name="年报{stem}"),
        BuildOptions(out, JSON, strict=True),
    ):
        assert states(paths, options) == ["built", "built"], options
        assert states(paths, options) == ["unchanged", "unchanged"], options


def test_templates_that_changed_build_everything(tmp_path: Path) -> None:
    paths, own = written(tmp_path, "a.yaml", "b.yaml"), tmp_path / "own"
    own.mkdir()
    options = BuildOptions(tmp_path / "out", JSON, templates=own)
    assert states(paths, options) == ["built", "built"]
    shutil.copy(data_folder() / "templates" / "report.css", own / "report.css")
    assert states(paths, options) == ["unchanged", "unchanged"]
    with (own / "report.css").open("a") as file:
        file.write("p { color: red }\n")
    assert states(paths, options) == ["built", "built"]


def test_with_broken_templates_nothing_counts_as_unchanged(tmp_path: Path) -> None:
    paths, own = written(tmp_path, "a.yaml", "b.yaml"), tmp_path / "own"
    own.mkdir()
    assert states(paths, BuildOptions(tmp_path / "out", JSON)) == ["built", "built"]
    (own / "report.css").write_bytes(b"\xff\xfe broken")
    assert states(paths, BuildOptions(tmp_path / "out", JSON, templates=own)) == ["failed", "failed"]


def test_only_old_temporary_files_are_cleared_away(tmp_path: Path) -> None:
    paths, out = written(tmp_path, "a.yaml", "b.yaml"), tmp_path / "out"
    out.mkdir()
    for name in (".gkgen-old.docx", ".gkgen-new.docx", ".other"):
        (out / name).touch()
    for name in (".gkgen-old.docx", ".other"):
        os.utime(out / name, (1, 1))
    outcomes(paths, BuildOptions(out, JSON))
    assert sorted(path.name for path in out.iterdir()) == [".gkgen-new.docx", NAME, ".other", "a.json", "b.json"]


# The end of a batch


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not there on Windows")
def test_a_killed_and_a_hanging_office_are_told_and_the_others_built_and_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, options = written(tmp_path, "a.yaml", "kill-b.yaml", "hang-c.yaml", "d.yaml"), BuildOptions(tmp_path, JSON)
    with monkeypatch.context() as patch:
        patch.setattr("gkgen.batch.batch_building.build_file", deaths.build)
        results = list(build_all(paths, options, BatchOptions(2, timeout=1.0)))
    assert [each.source for each in results] == [str(path) for path in paths]
    assert [[found.kind for found in each.diagnostics] for each in results] == [[], ["O04.killed"], ["O07"], []]
    assert states(paths, options) == ["unchanged", "built", "built", "unchanged"]


@pytest.mark.parametrize(("formats", "often"), [(("docx", "json"), False), (("docx", "pdf"), True)])
def test_processes_are_replaced_often_only_where_they_grow(
    formats: tuple[str, ...], often: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To begin anew takes as long as forty Word files."""
    asked: list[int] = []

    @contextmanager
    def recorded(job: object, number: int, timeout: float, max_jobs: int) -> Iterator[None]:
        asked.append(max_jobs)
        yield

    monkeypatch.setattr("gkgen.batch.batch_building.processes", recorded)
    monkeypatch.setattr("gkgen.batch.batch_building.run", lambda *arguments: iter(()))
    paths = written(tmp_path, "a.yaml", "b.yaml")
    with pytest.raises((StopIteration, RuntimeError)):
        next(build_all(paths, BuildOptions(tmp_path / "out", formats), BatchOptions(2)))
    assert [number < 1_000 for number in asked] == [often]


def test_who_stops_listening_keeps_what_was_built(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    results = build_all(paths, options, BatchOptions(1))
    assert next(results).state == "built"
    results.close()  # type: ignore[attr-defined]
    assert states(paths, options) == ["unchanged", "built"]


def test_an_output_folder_that_takes_no_ledger_takes_the_reports(tmp_path: Path) -> None:
    paths, options = written(tmp_path, "a.yaml", "b.yaml"), BuildOptions(tmp_path / "out", JSON)
    (tmp_path / "out" / NAME).mkdir(parents=True)
    assert [states(paths, options) for _ in range(2)] == [["built", "built"]] * 2
