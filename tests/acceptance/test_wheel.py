"""The wheel, away from the checkout: it carries schema.yaml and the templates and builds an example."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.conftest import ROOT


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
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
    wanted |= {f"gkgen/district/{path.name}" for path in (ROOT / "gkgen" / "district").iterdir()}
    assert wanted <= names
    assert not [name for name in names if name.startswith(("tests", "examples"))]


def test_the_wheel_builds_an_example_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """A clean environment; a path file lends it the dependencies, but no editable install."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    (site,) = (tmp_path / "env").glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "work")
    home = run(python, "-c", "import gkgen; print(gkgen.__file__)", cwd=tmp_path / "work")
    assert Path(home.strip()).is_relative_to(site)
    shown = run(
        python, "-m", "gkgen", "build", "gaoxin.yaml", "-o", "out", "-f", "docx,pdf,html,json", cwd=tmp_path / "work"
    )
    assert len(shown.splitlines()) == 4
    assert run(python, "-m", "gkgen", "explain", "R10", cwd=tmp_path / "work").startswith("R10 ")
    assert all((tmp_path / "work" / line).stat().st_size > 5_000 for line in shown.splitlines())
