"""The kit unpacked from its zip into a folder with an unhappy name, with fonts as they are put into it."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.tests.unpacked import BUILD, NAME, PROGRAMS, ROOT, Kit, Wine

# Fonts that this machine has: an office has others, which this machine has not.
_FONTS = ("FandolSong", "FandolFang", "FandolKai", "FandolHei", "Liberation Serif")


@pytest.fixture(scope="session")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """The kit that `make kit` built, which must be there."""
    if missing := [program for program in PROGRAMS if not shutil.which(program)]:
        pytest.skip(f"{', '.join(missing)} not installed: tools/setup kit")
    home = tmp_path_factory.mktemp("kit") / "共享 & 年报!"
    with zipfile.ZipFile(BUILD / f"{NAME}.zip") as archive:
        archive.extractall(home)
    # It asks for a description of Windows that crashes Wine 8.
    (home / NAME / "python" / "_wmi.pyd").unlink()
    for path in font_files():
        (home / NAME / "fonts" / path.name).symlink_to(path)
    with Wine(BUILD / "wine") as wine:
        yield Kit(home / NAME, wine)


def font_files() -> list[Path]:
    """The files of the fonts."""
    command = ["fc-list", "-f", "%{file}\n"]
    told = [subprocess.run([*command, name], capture_output=True, text=True, check=True).stdout for name in _FONTS]
    return sorted({Path(line) for text in told for line in text.splitlines()})


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all examples and their pictures."""
    home = tmp_path_factory.mktemp("work") / "年报 2025"
    shutil.copytree(ROOT / "examples", home, ignore=shutil.ignore_patterns("district"))
    return home
