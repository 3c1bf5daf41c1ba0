"""Files are put in place whole, together, or not at all."""

import os
import subprocess
import sys
from errno import EXDEV
from pathlib import Path

import pytest

from gkgen.diagnostics import reason_of
from gkgen.pipeline.core.atomic_write import _temporary, left_by_dead_processes, replace_file, write_all, write_each
from tests.cli.calls import environment

NAMES = (("a", "pdf"), ("b", "pdf"), ("c", "html"), ("d", "pdf"))


def listing(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def test_files_are_written_with_the_folders_they_need(tmp_path: Path) -> None:
    write_all({tmp_path / "甲" / "一.docx": b"1", tmp_path / "甲" / "一.pdf": b"2"})
    assert listing(tmp_path / "甲") == {"一.docx": b"1", "一.pdf": b"2"}


def test_everybody_may_read_them(tmp_path: Path) -> None:
    write_all({tmp_path / "a.docx": b"1"})
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o644


def test_files_that_are_there_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    write_all({tmp_path / "a.docx": b"new"})
    assert listing(tmp_path) == {"a.docx": b"new"}


def refuse(monkeypatch: pytest.MonkeyPatch, suffix: str, fault: BaseException) -> None:
    """Moving a file of that suffix into place fails, as it does while it is open in Word."""
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if target.suffix == suffix:
            raise fault
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)


@pytest.mark.parametrize("fault", [PermissionError(13, "open in Word"), KeyboardInterrupt()])
def test_when_the_second_file_cannot_be_moved_the_first_is_put_back(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guard is `_put_back`: a new Word file beside an old PDF would be two different reports."""
    before = {"a.docx": b"old docx", "a.pdf": b"old pdf"}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    refuse(monkeypatch, ".pdf", fault)
    with pytest.raises(type(fault)):
        write_all({tmp_path / "a.docx": b"new docx", tmp_path / "a.pdf": b"new pdf"})
    assert listing(tmp_path) == before


def test_a_first_file_that_was_not_there_is_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, ".pdf", PermissionError(13, "open in Word"))
    with pytest.raises(PermissionError):
        write_all({tmp_path / "a.docx": b"new docx", tmp_path / "a.pdf": b"new pdf"})
    assert listing(tmp_path) == {}


def test_a_folder_in_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(IsADirectoryError):
        write_all({tmp_path / "a.docx": b"1", tmp_path / "a.pdf": b"2"})
    assert [item.name for item in tmp_path.iterdir()] == ["a.pdf"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    (tmp_path / "a.docx").write_bytes(b"old")
    with pytest.raises(OSError, match="No space"):
        write_all({tmp_path / "a.docx": b"new"})
    assert listing(tmp_path) == {"a.docx": b"old"}


def test_of_several_groups_each_is_written_or_left_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.pdf").mkdir()
    refuse(monkeypatch, ".html", PermissionError(13, "open in Word"))
    groups = [{tmp_path / f"{stem}.docx": b"1", tmp_path / f"{stem}.{last}": b"2"} for stem, last in NAMES]
    faults = write_each(groups)
    assert [type(fault) for fault in faults] == [type(None), IsADirectoryError, PermissionError, type(None)]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.docx", "a.pdf", "b.pdf", "d.docx", "d.pdf"]


def test_when_the_process_is_interrupted_whole_groups_stand_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, ".html", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_each([{tmp_path / f"{stem}.docx": b"1", tmp_path / f"{stem}.{last}": b"2"} for stem, last in NAMES])
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.docx", "a.pdf", "b.docx", "b.pdf"]


def test_no_link_is_followed_out_of_the_project(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    home.mkdir()
    outside.mkdir()
    (home / "pictures").symlink_to(outside)
    (outside / "a.yaml").write_bytes(b"old")
    (home / "a.yaml").symlink_to(outside / "a.yaml")
    with pytest.raises(OSError) as caught:
        write_all({home / "a.docx": b"1", home / "pictures" / "a.png": b"2"}, home=home)
    assert caught.value.errno == EXDEV
    assert replace_file(home / "a.yaml", b"new", home) is not None
    assert replace_file(home / "a.yaml", b"old", tmp_path) is None
    assert sorted(item.name for item in home.iterdir()) == ["a.yaml", "pictures"]
    assert listing(outside) == {"a.yaml": b"old"}


def test_the_file_of_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError) as caught:
        write_all({tmp_path / "report.json": b"new"})
    assert caught.value.filename == str(tmp_path / "report.json")


def test_temporary_files_of_killed_processes_are_found_and_those_of_living_ones_are_left(tmp_path: Path) -> None:
    """Guard: a build that was killed leaves no file after the next one."""
    code = "import os; from pathlib import Path; from gkgen.pipeline.core import atomic_write as a;"
    killed = f"{code} a._temporary(Path({str(tmp_path / 'a.docx')!r}), b'x'); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", killed], env=environment(), check=False, stdout=subprocess.DEVNULL)
    own = _temporary(tmp_path / "b.docx", b"x")
    assert len(list(tmp_path.iterdir())) == 2
    (left,) = left_by_dead_processes(tmp_path)
    assert left != own


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_device_or_a_pipe_stays_what_it_is(tmp_path: Path) -> None:
    """Whoever may write everywhere would put a file in the place of /dev/null."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "null").symlink_to(os.devnull)
    for name in ("pipe", "null"):
        with pytest.raises(OSError, match="No such device") as refused:
            write_all({tmp_path / "a": b"1", tmp_path / name: b"2"})
        assert reason_of(refused.value).zh == "是设备或管道，不是文件"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["null", "pipe"]
    assert (tmp_path / "null").is_char_device()
