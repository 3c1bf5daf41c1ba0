"""The benchmark of foreign files tells faults, slowness and what was made up; some of these files, where they are."""

import time
from pathlib import Path

import foreign_files
import pytest
from foreign_files import Result, in_a_process, main, measure

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "x.html"
    path.write_text("<html><body><p>Hello.</p></body></html>", encoding="utf-8")
    return path


def test_a_page_that_is_no_report_is_read_and_nothing_is_made_of_it(page: Path) -> None:
    assert measure(page.parent) == (1, {})
    assert main([str(page.parent)]) == 0


def test_a_fault_is_a_failure_with_its_place(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> Result:
        raise ZeroDivisionError(path)

    monkeypatch.setattr(foreign_files, "examine", fail)
    assert measure(page.parent)[1] == {"ZeroDivisionError in test_foreign_files.py:fail": ["x.html"]}
    assert main([str(page.parent)]) == 1


def _slowly(path: Path) -> Result:
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    return Result(())


def test_what_takes_too_long_is_a_failure(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_files, "MAX_SECONDS", 0.05)
    monkeypatch.setattr(foreign_files, "examine", _slowly)
    assert in_a_process(page).failures == ("too slow",)


def test_a_report_that_builds_is_a_failure(tmp_path: Path) -> None:
    import gkgen

    gkgen.build(foreign_files.OFFICE, formats=("html",), output=tmp_path)
    (made,) = tmp_path.glob("*.html")
    assert {"builds", "numbers of its own"} <= set(in_a_process(made).failures)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the files do not belong to the project")
def test_every_thirtieth_of_the_files_of_others_ends_well() -> None:
    paths = [path for path in sorted(CORPUS.rglob("*")) if path.suffix in {".docx", ".pdf"}][::30]
    assert len(paths) > 5
    assert [path.name for path in paths if in_a_process(path).failures] == []
