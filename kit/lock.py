"""Writes windows.txt and tests.txt anew: what gkgen and its tests need there, pinned and hashed. `python kit/lock.py`

The versions are those of this environment, in which the tests run. pip judges markers by the system that it runs on, so
what only Windows needs is named here.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from importlib import metadata
from pathlib import Path

KIT = Path(__file__).resolve().parent
WHEELS = (
    *("--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp"),
    *("--abi", "cp313", "--abi", "abi3", "--abi", "none"),
)
"""What makes pip choose wheels for the Python of the kit."""
_ON_WINDOWS = ("colorama",)  # of click
_TESTS = ("pytest", "hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "sortedcontainers")
_HEAD = "# Written by kit/lock.py: wheels for Windows and CPython 3.13.\n"


def main() -> int:
    """Resolves what pyproject.toml asks for."""
    project = tomllib.loads((KIT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (of_pango,) = (each.partition(";")[0] for each in project["optional-dependencies"]["pdf-libs"])
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder, "here.txt")
        here.write_text("\n".join(f"{each.name}=={each.version}" for each in metadata.distributions()))
        found = _resolved(*project["dependencies"], *_ON_WINDOWS, "-c", str(here))
        _write("windows.txt", {**found, **_resolved("--no-deps", of_pango)})
        _write("tests.txt", _resolved("--no-deps", *_TESTS, "-c", str(here)))
    return 0


def _write(name: str, found: dict[str, tuple[str, str]]) -> None:
    lines = (f"{name}=={version} --hash=sha256:{digest}" for name, (version, digest) in sorted(found.items()))
    (KIT / name).write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _resolved(*wanted: str) -> dict[str, tuple[str, str]]:
    """Name, version and SHA-256 of each wheel."""
    command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed", "--report", "-"]
    with tempfile.TemporaryDirectory() as target:
        told = subprocess.run(
            [*command, "--disable-pip-version-check", *WHEELS, "--target", target, *wanted],
            stdout=subprocess.PIPE,
            check=True,
        )
    return {
        each["metadata"]["name"].lower().replace("_", "-"): (
            each["metadata"]["version"],
            each["download_info"]["archive_info"]["hashes"]["sha256"],
        )
        for each in json.loads(told.stdout)["install"]
    }


if __name__ == "__main__":
    sys.exit(main())
