"""The fast tests with the lowest version of each dependency that pyproject.toml allows: `make test-lowest`.

An environment of its own is made in build/lowest. That a lower bound is itself a release is required: one that was
never published says nothing about what works. `--print` only prints the versions, as constraints of pip.
"""

import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "build" / "lowest"
EXTRAS = ("dask", "fast")
TESTS = (
    *("source", "checks", "validation", "narrative", "pictures", "ooxml", "form", "live", "reporters"),
    *("batch", "importers", "writers", "weasyprint_cache", "word_templates", "webform"),
)
"""Those that call a library, and need neither browsers nor other machines."""
_BOUND = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)(?:,<[0-9.]+)?")


def lowest() -> Iterator[str]:
    """A constraint for each dependency of gkgen and of what users install beside it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for requirement in (*project["dependencies"], *(each for extra in EXTRAS for each in extras[extra])):
        found = _BOUND.fullmatch(requirement)
        assert found, f"{requirement} has no lower bound"
        yield f"{found[1]}=={found[2]}"


def main() -> int:
    """Installs and tests; the status of the tests."""
    text = "".join(f"{line}\n" for line in lowest())
    if sys.argv[1:] == ["--print"]:
        print(text, end="")
        return 0
    python, constraints = PLACE / "bin" / "python", PLACE / "constraints.txt"
    if not constraints.exists() or constraints.read_text(encoding="utf-8") != text:
        venv.create(PLACE, clear=True, with_pip=True)
        asked = PLACE / "asked.txt"
        asked.write_text(text, encoding="utf-8")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--constraint", asked]
        subprocess.run([*pip, "--editable", f"{ROOT}[dev,{','.join(EXTRAS)}]"], check=True)
        asked.rename(constraints)
    tests = [ROOT / "tests" / name for name in TESTS]
    # Old versions use what others have deprecated since.
    command = [python, "-m", "pytest", "-n", "auto", "-q", "-W", "ignore::DeprecationWarning", *tests]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
