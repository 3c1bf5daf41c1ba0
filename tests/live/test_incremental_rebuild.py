"""Reports built at every save."""

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Timer

import pytest

from gkgen.batch import BatchOptions
from gkgen.live.file_watcher import WatchedFiles
from gkgen.live.incremental_rebuild import Round, rebuild
from gkgen.pipeline.core.building import BuildOptions
from tests.live.test_file_watcher import write
from tests.office import office


@pytest.fixture
def stop() -> Iterator[Event]:
    """Set when a test waits in vain, so that it fails instead of hanging."""
    event = Event()
    timer = Timer(60, event.set)
    timer.start()
    yield event
    timer.cancel()


def rounds(folder: Path, stop: Event, **options: str) -> Iterator[Round]:
    chosen = BuildOptions(folder / "out", ("json",), **options)  # type: ignore[arg-type]
    return rebuild(WatchedFiles((folder / "offices",)), chosen, BatchOptions(1), stop)


def states(built: Round) -> list[tuple[str, str]]:
    return [(Path(outcome.source).stem, outcome.state) for outcome in built.outcomes]


def text(folder: Path, name: str) -> str:
    content = json.loads((folder / "out" / f"{name}.json").read_text(encoding="utf-8"))
    return json.dumps(content, ensure_ascii=False)


def test_all_are_built_first_and_then_what_is_saved(tmp_path: Path, stop: Event) -> None:
    for name in ("甲", "乙"):
        write(tmp_path / "offices" / f"{name}.yaml", office())
    live = rounds(tmp_path, stop)
    assert sorted(states(next(live))) == [("乙", "built"), ("甲", "built")]
    write(tmp_path / "offices" / "甲.yaml", office(机关="某某局"))
    assert states(next(live)) == [("甲", "built")]
    assert "某某局" in text(tmp_path, "甲")


def test_an_error_is_told_and_leaves_the_last_good_files_until_it_is_mended(tmp_path: Path, stop: Event) -> None:
    path = write(tmp_path / "offices" / "甲.yaml", office())
    live = rounds(tmp_path, stop)
    next(live)
    good = text(tmp_path, "甲")
    for broken in ("年度: [", "机关: 某局\n", ""):
        write(path, broken)
        assert states(next(live)) == [("甲", "failed")]
        assert text(tmp_path, "甲") == good
    write(path, office(机关="某某局"))
    assert states(next(live)) == [("甲", "built")]
    assert "某某局" in text(tmp_path, "甲")


def test_a_base_that_is_saved_builds_those_that_inherit(tmp_path: Path, stop: Event) -> None:
    write(tmp_path / "offices" / "_base.yaml", "引言: 编制本报告。\n")
    write(tmp_path / "offices" / "甲.yaml", office(继承="_base.yaml"))
    write(tmp_path / "offices" / "乙.yaml", office())
    live = rounds(tmp_path, stop)
    next(live)
    write(tmp_path / "offices" / "_base.yaml", "引言: 另行编制。\n")
    assert states(next(live)) == [("甲", "built")]
    assert "另行编制" in text(tmp_path, "甲")


def test_a_template_that_is_saved_builds_all_anew(tmp_path: Path, stop: Event) -> None:
    css = write(tmp_path / "own" / "report.css", "@media screen { p { color: red } }")
    write(tmp_path / "offices" / "甲.yaml", office())
    chosen = BuildOptions(tmp_path / "out", ("html",), templates=tmp_path / "own")
    live = rebuild(WatchedFiles((tmp_path / "offices",), tmp_path / "own"), chosen, BatchOptions(1), stop)
    next(live)
    write(css, "@media screen { p { color: blue } }")
    assert states(next(live)) == [("甲", "built")]
    assert "color: blue" in (tmp_path / "out" / "甲.html").read_text(encoding="utf-8")


def test_an_office_that_would_replace_another_is_refused(tmp_path: Path, stop: Event) -> None:
    for number in ("1", "2"):
        write(tmp_path / "offices" / number / "x.yaml", office(机关=f"第{number}局"))
    live = rounds(tmp_path, stop, name="{office}")
    assert states(next(live)) == [("x", "built"), ("x", "built")]
    write(tmp_path / "offices" / "2" / "x.yaml", office(机关="第1局", 引言="替换。"))
    (outcome,) = next(live).outcomes
    assert [found.code for found in outcome.diagnostics] == ["O01", "O09"]
    assert "替换" not in text(tmp_path, "第1局")


def test_what_another_office_was_called_before_can_be_taken(tmp_path: Path, stop: Event) -> None:
    for number in ("1", "2"):
        write(tmp_path / "offices" / number / "x.yaml", office(机关=f"第{number}局"))
    live = rounds(tmp_path, stop, name="{office}")
    next(live)
    write(tmp_path / "offices" / "1" / "x.yaml", office(机关="第3局"))
    assert states(next(live)) == [("x", "built")]
    write(tmp_path / "offices" / "2" / "x.yaml", office(机关="第1局"))
    assert states(next(live)) == [("x", "built")]
