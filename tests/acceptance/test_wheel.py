"""The wheel, away from the checkout: it carries schema.yaml and the templates and builds an example."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.acceptance.conftest import ROOT

MAX_FORM_BYTES = 400_000
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_package_its_types_and_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {"gkgen/py.typed", "gkgen/_data/schema.yaml", "gkgen/_data/templates/report.html"}
    wanted |= {f"gkgen/rules/{path.name}" for path in (ROOT / "gkgen" / "rules").glob("*.yaml")}
    wanted |= {f"gkgen/_data/templates/{edition}/report.docx" for edition in ("2019", "2021")}
    looks = [path for path in (ROOT / "templates" / "looks").rglob("*") if path.is_file()]
    assert len(looks) == 6
    wanted |= {f"gkgen/_data/{path.relative_to(ROOT).as_posix()}" for path in looks}
    pages = [path for path in (ROOT / "gkgen").rglob("*") if path.suffix in {".html", ".css", ".js"}]
    assert len(pages) > 20
    wanted |= {path.relative_to(ROOT).as_posix() for path in pages}
    wanted |= {f"gkgen/schemas/{path.name}" for path in (ROOT / "gkgen" / "schemas").iterdir()}
    wanted |= {f"gkgen/district/{path.name}" for path in (ROOT / "gkgen" / "district").iterdir()}
    assert wanted <= names
    assert not [name for name in names if name.startswith(("tests", "examples"))]


def test_the_form_takes_little_room_in_the_wheel(wheel: Path) -> None:
    """Python for browsers and what runs on it are those of gkgen.html alone."""
    with zipfile.ZipFile(wheel) as archive:
        parts = [each for each in archive.infolist() if each.filename.startswith("gkgen/webform/")]
        runtime = [each.filename for each in archive.infolist() if each.filename.endswith((".wasm", ".mjs", ".so"))]
    assert len(parts) > 30
    assert runtime == []
    assert sum(each.compress_size for each in parts) <= MAX_FORM_BYTES


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel; a path file lends it the dependencies, but no editable install."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    home = run(folder / "bin" / "python", "-c", "import gkgen; print(gkgen.__file__)", cwd=folder)
    assert Path(home.strip()).is_relative_to(site)
    return folder / "bin" / "python"


def test_the_wheel_builds_an_example_away_from_the_checkout(python: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "work")
    shown = run(
        python, "-m", "gkgen", "build", "gaoxin.yaml", "-o", "out", "-f", "docx,pdf,html,json", cwd=tmp_path / "work"
    )
    assert len(shown.splitlines()) == 4
    assert run(python, "-m", "gkgen", "explain", "R10", cwd=tmp_path / "work").startswith("R10 ")
    assert all((tmp_path / "work" / line).stat().st_size > 5_000 for line in shown.splitlines())


@contextmanager
def previewing(python: Path, path: Path) -> Iterator[str]:
    """The address of a running preview."""
    command: list[str | Path] = [python, "-m", "gkgen", "preview", path.name, "--no-browser"]
    with subprocess.Popen(command, cwd=path.parent, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def test_the_wheel_shows_its_preview_away_from_the_checkout(python: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "work")
    with previewing(python, tmp_path / "work" / "gaoxin.yaml") as address:

        def read(name: str) -> str:
            with urlopen(address + name, timeout=60) as answer:
                return str(answer.read().decode("utf-8"))

        page = read("")
        parts = [name for name in ("preview.css", "sheets.js", "preview.js") if f'"{name}"' in page]
        assert len(parts) == 3
        assert all(len(read(name)) > 500 for name in parts)
        for view in ("sheets", "web"):
            assert "政府信息公开工作年度报告" in read(f"report/{view}")


def test_the_wheel_begins_a_district_away_from_the_checkout(python: Path, tmp_path: Path) -> None:
    run(python, "-m", "gkgen", "init", "报告", "--year", "2025", cwd=tmp_path)
    assert run(python, "-m", "gkgen", "check", "报告", cwd=tmp_path) == ""
    assert (tmp_path / "报告" / ".gkgen" / "office.schema.json").stat().st_size > 10_000
