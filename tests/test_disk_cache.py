"""What is kept on disk: taken back whole or not at all, from a folder that nobody else can write to."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gkgen import disk_cache
from gkgen.disk_cache import MAX_ENTRIES, SWITCH, keep, load


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / "cache"
    monkeypatch.setenv(SWITCH, str(folder))
    return folder


def entry(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_an_entry_is_found_by_its_name_and_key(folder: Path) -> None:
    assert load("a", b"1") is None
    keep("a", b"1", b"data")
    assert load("a", b"1") == b"data"
    assert (load("b", b"1"), load("a", b"2")) == (None, None)
    keep("a", b"1", b"")
    assert load("a", b"1") == b""
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
    ],
)
def test_a_damaged_entry_is_none(damage: Callable[[bytes], bytes], folder: Path) -> None:
    keep("a", b"1", b"some data" * 9)
    path = entry(folder)
    path.write_bytes(damage(path.read_bytes()))
    assert load("a", b"1") is None
    keep("a", b"1", b"again")
    assert load("a", b"1") == b"again"


def test_an_entry_in_the_place_of_another_is_none(folder: Path) -> None:
    keep("a", b"1", b"one")
    first = entry(folder)
    keep("a", b"2", b"two")
    (second,) = set(folder.iterdir()) - {first}
    second.write_bytes(first.read_bytes())
    assert (load("a", b"1"), load("a", b"2")) == (b"one", None)


@pytest.mark.skipif(os.name != "posix", reason="owners and modes as POSIX has them")
def test_a_folder_that_others_can_write_to_is_neither_read_nor_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("a", b"1", b"data")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert entry(folder).stat().st_mode & 0o777 == 0o600
    for mode in (0o722, 0o702, 0o720, 0o777):
        folder.chmod(mode)
        keep("a", b"2", b"data")
        assert (load("a", b"1"), load("a", b"2")) == (None, None)
    folder.chmod(0o700)
    assert (load("a", b"1"), load("a", b"2")) == (b"data", None)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
        assert load("a", b"1") is None


def test_another_program_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keep("a", b"1", b"data")
    monkeypatch.setattr(disk_cache, "program", lambda: b"another")
    assert load("a", b"1") is None


def test_the_program_is_told_by_its_sources() -> None:
    found = disk_cache.program().decode()
    assert "disk_cache.py" in found and "piece_reference.py" in found
    assert str(Path(disk_cache.__file__).stat().st_mtime_ns) in found


@pytest.mark.parametrize("place", ["off", "OFF", "/dev/null/cache"])
def test_where_nothing_can_be_kept_nothing_is(place: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, place)
    keep("a", b"1", b"data")
    assert load("a", b"1") is None
    assert not folder.exists() and not Path(place).exists()


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("a", b"1", b"old")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        keep("a", b"1", b"new")
    assert [path.name[0] for path in folder.iterdir()] == ["a"]
    assert load("a", b"1") == b"old"


def test_there_are_never_more_than_so_many(folder: Path) -> None:
    for number in range(MAX_ENTRIES + 6):
        keep("a", b"%d" % number, b"data")
        os.utime(max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns), ns=(number, number))
    assert len(list(folder.iterdir())) == MAX_ENTRIES
    assert load("a", b"%d" % (MAX_ENTRIES + 5)) == b"data"
    assert load("a", b"0") is None


def test_without_the_variable_it_is_the_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SWITCH)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "user"))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    keep("a", b"1", b"data")
    assert load("a", b"1") == b"data"
    assert [path.name for path in (tmp_path / "user").iterdir()]
