"""The manifest of an output folder: what it says is kept, and nothing that stands in it can do harm."""

import json
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gkgen.batch import BatchOptions, build_all, left_over, prune
from gkgen.batch.build_manifest import NAME, Digests, Manifest
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.pipeline.core.building import BuildOptions, build_file
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.text import full
from gkgen.review import Sketch
from tests.office import office

SHARED = "digest of all that offices share"
SPAN = Span("a.yaml", 3, 1, 3, 5)


def built(folder: Path, name: str = "a", *diagnostics: Diagnostic, sketch: Sketch | None = None) -> Outcome:
    """An office that was built, with its files."""
    source, output = folder / f"{name}.yaml", folder / "out" / f"{name}.json"
    source.write_text(office(), encoding="utf-8")
    outcome = build_file(source, BuildOptions(output.parent, ("json",)))
    assert outcome.state == "built"
    return replace(outcome, diagnostics=diagnostics, sketch=sketch)


def noted(folder: Path, outcome: Outcome) -> Manifest:
    """A manifest that knows of that office and was saved."""
    manifest = Manifest.of(folder / "out")
    manifest.record(Path(outcome.source), SHARED, outcome)
    manifest.save()
    return manifest


def rebuilt(folder: Path) -> list[str]:
    """What becomes of a.yaml and b.yaml in a batch without further processes."""
    paths = [folder / "a.yaml", folder / "b.yaml"]
    return [outcome.state for outcome in build_all(paths, BuildOptions(folder / "out", ("json",)), BatchOptions(1))]


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two offices that were built, one of them with a warning."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "a.yaml").write_text(office(总体情况="|\n# 标题\n正文"), encoding="utf-8")
    (folder / "b.yaml").write_text(office(), encoding="utf-8")
    assert rebuilt(folder) == ["built", "built"]
    return folder


# What was noted


def test_an_entry_comes_back_as_it_was_noted(tmp_path: Path) -> None:
    sketch = Sketch(SPAN, tuple(random.Random(1).randrange(2**32) for _ in range(128)), "同一批模板")
    outcome = built(tmp_path, "a", diagnose("N16", SPAN, "overview", field="总体情况"), sketch=sketch)
    before = noted(tmp_path, outcome).entry(tmp_path / "a.yaml")
    after = Manifest.of(tmp_path / "out").entry(tmp_path / "a.yaml")
    assert before is not None
    assert after == before
    assert (after.diagnostics, after.sketch, after.inputs) == (outcome.diagnostics, sketch, outcome.inputs)


@pytest.mark.parametrize("name", ["局 (1)", "a\u3000b", "😀", "a%20b", 'a"b', "..a"])
def test_offices_of_any_name_are_found_again(name: str, tmp_path: Path) -> None:
    source = tmp_path / f"{name}.yaml"
    noted(tmp_path, replace(built(tmp_path), source=str(source)))
    found = Manifest.of(tmp_path / "out").entry(source)
    assert found is not None
    assert found.source == str(source)


def test_a_name_that_is_no_utf8_is_found_again(tmp_path: Path) -> None:
    source = tmp_path / "\udcb5\udca5.yaml"
    noted(tmp_path, replace(built(tmp_path), source=str(source)))
    assert Manifest.of(tmp_path / "out").entry(source) is not None


def test_an_entry_is_current_until_something_of_it_changes(tmp_path: Path) -> None:
    noted(tmp_path, built(tmp_path))
    entry = Manifest.of(tmp_path / "out").entry(tmp_path / "a.yaml")
    assert entry is not None
    assert entry.is_current(SHARED, Digests())
    assert not entry.is_current("another", Digests())
    (tmp_path / "a.yaml").unlink()
    assert not entry.is_current(SHARED, Digests())


def test_an_output_edited_before_it_was_noted_is_not_taken_for_what_was_built(tmp_path: Path) -> None:
    """Results wait for the offices before them; meanwhile the author may have opened the report."""
    outcome = built(tmp_path)
    (tmp_path / "out" / "a.json").write_bytes(b"edited")
    entry = noted(tmp_path, outcome).entry(tmp_path / "a.yaml")
    assert entry is not None
    assert not entry.is_current(SHARED, Digests())
    (tmp_path / "a.yaml").unlink()
    assert prune([tmp_path / "b.yaml"], BuildOptions(tmp_path / "out")) == ()


def test_each_input_is_read_once_for_all_offices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "base.yaml").write_bytes(b"base")
    digests = Digests()
    first = digests.of(str(tmp_path / "base.yaml"))
    monkeypatch.setattr(Path, "read_bytes", pytest.fail)
    assert digests.of(str(tmp_path / "base.yaml")) == first != ""


def test_findings_keep_the_names_of_other_files_when_the_office_is_called_otherwise(tmp_path: Path) -> None:
    other = replace(SPAN, file="base.yaml")
    entry = noted(tmp_path, built(tmp_path, "a", diagnose("N15", other), diagnose("N15", SPAN))).entry(
        tmp_path / "a.yaml"
    )
    assert entry is not None
    called = replace(entry, source="a.yaml").called("now.yaml")
    assert called.source == "now.yaml"
    assert [found.file for found in called.diagnostics] == ["base.yaml", "now.yaml"]
    assert [found.span for found in called.diagnostics] == [other, replace(SPAN, file="now.yaml")]


# Two builds at once


def test_what_another_build_noted_meanwhile_is_kept(tmp_path: Path) -> None:
    one, two = Manifest.of(tmp_path / "out"), Manifest.of(tmp_path / "out")
    for manifest, name in ((one, "a"), (two, "b")):
        manifest.record(tmp_path / f"{name}.yaml", SHARED, built(tmp_path, name))
    one.save()
    two.save()
    assert set(Manifest.of(tmp_path / "out").entries) == {"../a.yaml", "../b.yaml"}


def test_what_another_build_forgot_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    noted(tmp_path, built(tmp_path, "a"))
    one, two = Manifest.of(tmp_path / "out"), Manifest.of(tmp_path / "out")
    two.record(tmp_path / "b.yaml", SHARED, built(tmp_path, "b"))
    one.forget("../a.yaml")
    one.save()
    two.save()
    assert set(Manifest.of(tmp_path / "out").entries) == {"../b.yaml"}


def test_a_ledger_with_nothing_new_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    Manifest.of(tmp_path / "out").save()
    assert list((tmp_path / "out").iterdir()) == []


def test_many_writers_at_once_leave_a_whole_ledger(tmp_path: Path) -> None:
    """Of two that save in the same moment one may be lost, which costs a rebuild; a torn file would cost all."""
    outcomes = [built(tmp_path, name) for name in "abcdefgh"]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda outcome: noted(tmp_path, outcome), outcomes * 4))
    known = Manifest.of(tmp_path / "out").entries
    assert known
    assert json.loads((tmp_path / "out" / NAME).read_bytes())["offices"].keys() == known.keys()
    assert not list((tmp_path / "out").glob(".gkgen-*"))


# Damaged and foreign manifests

DAMAGE: dict[str, bytes] = {
    "empty": b"",
    "no text": b"\xff\xfe\x00\x80",
    "no JSON": b"{",
    "a list": b"[]",
    "a number": b"1e999",
    "without offices": b'{"version": 4}',
    "offices as a list": b'{"version": 4, "offices": ["a"]}',
    "offices without anything": b'{"version": 4, "offices": {"../a.yaml": {}}}',
    "of a later version": b'{"version": 999, "offices": {"../a.yaml": {}}}',
    "of another program": b'{"name": "npm", "version": "1.0.0"}',
    "very deep": b"[" * 200_000,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_counts_as_none_and_is_replaced(damage: str, batch: Path) -> None:
    (batch / "out" / NAME).write_bytes(DAMAGE[damage])
    assert rebuilt(batch) == ["built", "built"]
    assert rebuilt(batch) == ["unchanged", "unchanged"]


def test_half_a_ledger_counts_as_none(batch: Path) -> None:
    rebuilt(batch)
    data = (batch / "out" / NAME).read_bytes()
    (batch / "out" / NAME).write_bytes(data[: len(data) // 2])
    assert rebuilt(batch) == ["built", "built"]


def leaves(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything in a JSON value."""
    yield at
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield from leaves(value, (*at, key))


def put(data: Any, at: tuple[Any, ...], value: Any) -> Any:
    if not at:
        return value
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[at[0]] = put(copy[at[0]], at[1:], value)
    return copy


JUNK = st.sampled_from(
    [None, True, -1, 1e999, 10**30, "", "x", "..", "../a.yaml", "\0", "\ud800", [], {}, [1], {"a": 1}]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(picked=st.randoms(use_true_random=False), junk=JUNK)
def test_whatever_stands_in_a_ledger_the_offices_are_built(picked: random.Random, junk: Any, batch: Path) -> None:
    (batch / "out" / NAME).unlink(missing_ok=True)
    rebuilt(batch)
    sources = {path: path.read_bytes() for path in batch.glob("*.yaml")}
    whole = json.loads((batch / "out" / NAME).read_bytes())
    broken = put(whole, picked.choice(list(leaves(whole))), junk)
    (batch / "out" / NAME).write_bytes(json.dumps(broken).encode("ascii"))
    options = BuildOptions(batch / "out", ("json",))
    outcomes = list(build_all(sorted(sources), options, BatchOptions(1)))
    assert {outcome.state for outcome in outcomes} <= {"built", "unchanged"}
    assert all(list(full(outcome, "zh")) or not outcome.diagnostics for outcome in outcomes)
    prune([batch / "a.yaml"], options)
    left_over([batch / "a.yaml"], options)
    assert {path: path.read_bytes() for path in batch.glob("*.yaml")} == sources


Doctor = Callable[[dict[str, Any]], object]


def doctored(folder: Path, doctor: Doctor) -> None:
    """The manifest of the folder with its only entry, made that of an office that is gone, changed."""
    data = json.loads((folder / "out" / NAME).read_bytes())
    (entry,) = data["offices"].values()
    doctor(entry)
    data["offices"] = {"../gone.yaml": entry}
    (folder / "out" / NAME).write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("name", ["../a.yaml", "..", "", ".", "sub/x.json", "x\\y.json", "a.yaml", NAME, "/etc/passwd"])
def test_a_doctored_ledger_makes_prune_remove_nothing_that_gkgen_does_not_write(name: str, tmp_path: Path) -> None:
    noted(tmp_path, built(tmp_path))
    (tmp_path / "out" / "a.yaml").write_bytes(b"mine")
    (tmp_path / "out" / "sub").mkdir()
    (tmp_path / "out" / "sub" / "x.json").write_bytes(b"mine")
    before = sorted(tmp_path.rglob("*"))
    stat = (tmp_path / "out" / name).stat() if (tmp_path / "out" / name).exists() else None

    def point_elsewhere(entry: dict[str, Any]) -> None:
        entry["outputs"] = [[name, stat.st_size if stat else 0, stat.st_mtime_ns if stat else 0]]

    doctored(tmp_path, point_elsewhere)
    assert prune([tmp_path / "b.yaml"], BuildOptions(tmp_path / "out")) == ()
    assert left_over([tmp_path / "b.yaml"], BuildOptions(tmp_path / "out")) == ()
    assert sorted(tmp_path.rglob("*")) == before


def test_the_same_doctoring_of_a_real_output_is_obeyed(tmp_path: Path) -> None:
    """Else the test above would pass for any manifest."""
    noted(tmp_path, built(tmp_path))
    doctored(tmp_path, lambda entry: None)
    assert prune([tmp_path / "b.yaml"], BuildOptions(tmp_path / "out")) == (tmp_path / "out" / "a.json",)


@pytest.mark.parametrize("key", ["inputs", "outputs"])
def test_an_entry_without_inputs_or_outputs_is_never_current(key: str, batch: Path) -> None:
    (batch / "out" / NAME).unlink(missing_ok=True)
    rebuilt(batch)
    data = json.loads((batch / "out" / NAME).read_bytes())
    data["offices"]["../a.yaml"][key] = []
    (batch / "out" / NAME).write_text(json.dumps(data), encoding="utf-8")
    assert rebuilt(batch)[0] == "built"


def test_a_ledger_may_name_files_that_no_disk_can_hold(tmp_path: Path) -> None:
    """Guard: Path.exists raises where a name is too long."""
    built = "x" * 300 + ".html"
    entry = {"source": "a", "shared": "", "inputs": [["a", ""]], "outputs": [[built, 0, 0]], "diagnostics": []}
    offices = {"y" * 300: {**entry, "sketch": None, "summary": None}}
    (tmp_path / NAME).write_text(json.dumps({"version": 4, "offices": offices}), encoding="utf-8")
    assert [key for key, _ in Manifest.of(tmp_path).orphans()] == ["y" * 300]
