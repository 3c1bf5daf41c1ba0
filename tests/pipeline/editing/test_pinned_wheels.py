"""Wheels for CI: downloaded with what they need, and installed only as they were downloaded."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gkgen.errors import EnvironmentFault
from gkgen.pipeline.editing.pinned_wheels import FOLDER, REQUIREMENTS, fill_wheels
from gkgen.pipeline.editing.scaffold import found_district


def wheel(folder: Path, name: str, needs: str = "") -> Path:
    """A package without content."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    about = f"{name.replace('-', '_')}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as package:
        more = f"Requires-Dist: {needs}\n" if needs else ""
        package.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{more}")
        package.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        package.writestr(f"{about}/RECORD", "")
    return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where pip finds packages instead of the network."""
    wheel(tmp_path / "shelf", "what-it-needs")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "shelf"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return tmp_path / "shelf"


def installed(folder: Path) -> int:
    """What pip ends with in CI, which is called as the recipes call it."""
    recipe = (folder / ".gitlab-ci.yml").read_text(encoding="utf-8")
    (line,) = [each for each in recipe.splitlines() if "pip install" in each]
    words = line.split("-m pip")[1].split()
    command = [sys.executable, "-m", "pip", *words, "--dry-run", "--ignore-installed"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


def test_ci_installs_what_was_downloaded_and_nothing_else(shelf: Path, tmp_path: Path) -> None:
    folder = tmp_path / "区"
    found_district(folder, 2025)
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "gkgen-0.9-py3-none-any.whl").write_bytes(b"of last year")
    fill_wheels(folder, wheel(tmp_path, "gkgen", "what-it-needs"))
    names = ["gkgen-1.0-py3-none-any.whl", "what_it_needs-1.0-py3-none-any.whl"]
    assert sorted(path.name for path in (folder / FOLDER).iterdir()) == names
    hashes = [hashlib.sha256((folder / FOLDER / name).read_bytes()).hexdigest() for name in names]
    lines = [f"{name}==1.0 --hash=sha256:{each}" for name, each in zip(("gkgen", "what-it-needs"), hashes, strict=True)]
    text = (folder / REQUIREMENTS).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == lines
    assert installed(folder) == 0
    with zipfile.ZipFile(folder / FOLDER / names[1], "a") as package:
        package.writestr("what_it_needs.py", "import os")
    assert installed(folder) != 0


def test_where_something_is_missing_nothing_is_written(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pip.py").write_text("raise SystemExit('code of the folder was run')", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=r"^pip: ERROR: .*nowhere"):
        fill_wheels(tmp_path / "区", wheel(tmp_path, "gkgen", "nowhere"))
    assert not (tmp_path / "区").exists()
