"""What a report is made from, and which reports a change concerns."""

import os
from pathlib import Path
from threading import Event, Timer

import pytest

from gkgen.live.file_watcher import WatchedFiles, wait
from gkgen.pipeline.core.file_checking import check_file
from tests.office import office


def write(path: Path, text: str) -> Path:
    """A file that is there whole or not at all, so that nobody sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    return temporary.replace(path)


def known(*paths: Path, templates: Path | None = None) -> WatchedFiles:
    """The sources as they are after every office was built once."""
    sources = WatchedFiles(paths, templates)
    assert sources.changed() == sources.offices() != ()
    for path in sources.offices():
        sources.learn(check_file(path))
    assert sources.changed() == ()
    return sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two offices, of which one inherits and has a picture and last year's report."""
    write(tmp_path / "_base.yaml", "引言: 编制本报告。\n")
    text = office(继承="../_base.yaml", 上年="../去年/甲.yaml", 总体情况="|\n![图](图.png)")
    write(tmp_path / "offices" / "甲.yaml", text)
    write(tmp_path / "offices" / "乙.yaml", office())
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_a_save_concerns_the_office_alone(folder: Path) -> None:
    sources = known(folder / "offices")
    path = write(folder / "offices" / "甲.yaml", office())
    assert sources.changed() == (path,)
    assert sources.changed() == ()


def test_a_file_put_in_place_by_renaming_is_a_save_though_its_time_and_size_are_the_same(folder: Path) -> None:
    sources = known(folder / "offices")
    path = folder / "offices" / "乙.yaml"
    before = path.stat()
    temporary = write(folder / "offices" / ".乙.tmp", office())
    os.utime(temporary, ns=(before.st_atime_ns, before.st_mtime_ns))
    temporary.replace(path)
    assert sources.changed() == (path,)


@pytest.mark.parametrize("name", ["_base.yaml", "offices/图.png", "去年/甲.yaml"])
def test_what_an_office_names_concerns_it_whether_it_was_there_or_comes_now(name: str, folder: Path) -> None:
    sources = known(folder / "offices")
    for text in ("a", "bc"):
        write(folder / name, text)
        assert sources.changed() == (folder / "offices" / "甲.yaml",)
    assert sources.changed() == ()


def test_templates_concern_every_office(folder: Path) -> None:
    own = folder / "own"
    css = write(own / "report.css", "a")
    sources = known(folder / "offices", templates=own)
    write(css, "bc")
    assert sources.changed() == sources.offices()
    css.unlink()
    assert sources.changed() == sources.offices()


def test_new_offices_are_built_and_those_that_are_gone_are_not(folder: Path) -> None:
    sources = known(folder / "offices")
    new = write(folder / "offices" / "下" / "丙.yaml", office())
    assert sources.changed() == (new,)
    new.unlink()
    assert sources.changed() == ()
    write(new, office())
    assert sources.changed() == (new,)


def test_a_file_that_is_gone_for_a_moment_is_no_news(folder: Path) -> None:
    path = folder / "offices" / "甲.yaml"
    for sources in (known(path), known(folder / "offices")):
        path.unlink()
        assert sources.changed() == ()
        write(path, office())
        assert sources.changed() == (path,)


def test_a_file_that_stays_away_is_news_and_so_is_that_it_is_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "offices" / "甲.yaml"
    sources = known(path)
    path.unlink()
    assert sources.changed() == ()
    monkeypatch.setattr("gkgen.live.file_watcher.SAVING_SECONDS", 0.0)
    assert sources.changed() == (path,)
    assert sources.changed() == ()
    write(path, office())
    assert sources.changed() == (path,)


def test_a_base_saved_while_the_report_was_made_is_not_missed(folder: Path) -> None:
    sources = WatchedFiles((folder / "offices" / "甲.yaml",))
    (path,) = sources.changed()
    outcome = check_file(path)
    write(folder / "_base.yaml", "引言: 另行编制。\n")
    sources.learn(outcome)
    assert sources.changed() == (path,)


def test_what_is_nobodys_is_not_looked_at(folder: Path) -> None:
    sources = known(folder / "offices")
    for name in (".甲.yaml.swp", "甲.yaml~", "_other.yaml", "甲.docx", "4913"):
        write(folder / "offices" / name, "x")
    assert sources.changed() == ()


def test_the_folders_of_all_these_files_are_watched(folder: Path) -> None:
    write(folder / "offices" / "下" / "丙.yaml", office())
    (folder / "offices" / ".venv").mkdir()
    sources = known(folder / "offices")
    # 去年 is not there yet, so that the folder above tells when it is made.
    wanted = {folder, folder / "offices", folder / "offices" / "下"}
    assert {place for place in sources.folders() if place.is_relative_to(folder)} == wanted
    write(folder / "去年" / "甲.yaml", "a")
    assert folder / "去年" in sources.folders()


def test_waiting_ends_when_it_is_told_to(folder: Path) -> None:
    stop = Event()
    Timer(0.2, stop.set).start()
    assert list(wait(known(folder / "offices"), stop)) == []


@pytest.mark.parametrize("fault", [OSError(28, "OS file watch limit reached"), RuntimeError("error in watcher")])
def test_where_the_system_lets_nobody_watch_that_is_told_and_files_are_looked_at_again_and_again(
    fault: Exception, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*folders: Path, **options: object) -> object:
        raise fault

    monkeypatch.setattr("watchfiles.watch", refuse)
    sources, stop = known(folder / "offices"), Event()
    timer = Timer(20, stop.set)
    timer.start()
    saves = wait(sources, stop)
    assert next(saves) == ()
    assert sources.trouble == str(fault)
    for text in (office(), office(机关="另一局")):
        path = write(folder / "offices" / "甲.yaml", text)
        assert next(saves) == (path,)
    timer.cancel()
