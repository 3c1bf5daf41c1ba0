"""Pango from wheels: where it is looked for, by which names, and who is asked first."""

import ctypes.util
import os
import sys
from pathlib import Path

import pytest

from gkgen.errors import EnvironmentFault
from gkgen.writers import installed_fonts
from gkgen.writers.rendering_libraries import library_folders

# The names by which WeasyPrint asks for one library, in its order, and what the wheel calls it.
ASKED = (
    *("libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0"),
    *("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
)
PANGO = ("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
HARFBUZZ = ("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
FILES = {
    "win32": ("bin", ("gobject-2.0-0.dll", "pango-1.0-0.dll", "harfbuzz.dll")),
    "darwin": (
        "lib",
        (
            *("libgobject-2.0.0.dylib", "libgobject-2.0.dylib", "libpango-1.0.0.dylib", "libpango-1.0.dylib"),
            *("libharfbuzz.0.dylib", "libharfbuzz.dylib"),
        ),
    ),
}


@pytest.fixture(params=FILES)
def wheel(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed wheel, as it is on that system."""
    home, files = FILES[request.param]
    package = tmp_path / "gstreamer_libs"
    (package / home).mkdir(parents=True)
    (package / "etc" / "fonts").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('nothing of it is run')", encoding="utf-8")
    (package / "etc" / "fonts" / "fonts.conf").touch()
    for name in files:
        (package / home / name).touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "platform", request.param)
    monkeypatch.delenv("WEASYPRINT_DLL_DIRECTORIES", raising=False)
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    monkeypatch.delenv("FONTCONFIG_PATH", raising=False)
    return package


def first(names: tuple[str, ...]) -> str:
    folders = library_folders()
    assert folders
    return next(Path(found).name for found in map(folders.find, names) if found)


def test_libraries_are_found_by_the_names_that_weasyprint_tries_and_by_which_they_ask_for_each_other(
    wheel: Path,
) -> None:
    found = [first(names) for names in (ASKED, PANGO, HARFBUZZ)]
    assert found in (
        ["gobject-2.0-0.dll", "pango-1.0-0.dll", "harfbuzz.dll"],
        ["libgobject-2.0.0.dylib", "libpango-1.0.0.dylib", "libharfbuzz.0.dylib"],
    )


def test_folders_that_a_user_names_come_before_the_wheel(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", "C:\\msys64\\ucrt64\\bin")
    assert library_folders() is None


def test_linux_has_libraries_of_its_own(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert library_folders() is None


def test_without_the_wheel_the_system_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert library_folders() is None


def test_fontconfig_reads_what_the_wheel_brought_unless_a_user_named_something(
    wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(os, "add_dll_directory", opened.append, raising=False)
    folders = library_folders()
    assert folders
    monkeypatch.setenv("FONTCONFIG_PATH", "own")
    folders.prepare()
    assert "FONTCONFIG_FILE" not in os.environ
    monkeypatch.delenv("FONTCONFIG_PATH")
    folders.prepare()
    assert os.environ["FONTCONFIG_FILE"] == str(wheel / "etc" / "fonts" / "fonts.conf")
    assert set(opened) == {str(folders.folders[0])}


def test_weasyprint_finds_them_while_it_is_loaded_and_other_programs_do_not(
    wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wheel.parent / "weasyprint.py").write_text("raise OSError('libpango')", encoding="utf-8")
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(os, "add_dll_directory", str, raising=False)
    search = ctypes.util.find_library
    found: list[str | None] = []

    def load() -> None:
        found.extend(ctypes.util.find_library(name) for name in ("harfbuzz", "libharfbuzz.0.dylib"))
        raise OSError("an empty library")

    with pytest.raises(EnvironmentFault, match="libpango"):
        installed_fonts.load_libraries(load)
    assert [Path(each).parent.parent for each in found if each] == [wheel]
    assert ctypes.util.find_library is search
