"""Rewrites docs/licences.md from what is installed: `.venv/bin/python tools/list_licences.py`.

Packages are followed from pyproject.toml through the metadata of those installed. Versions are left out: a newer one is
no change of the page. `licences()` is for whoever wants them in another form; a package that names none is a fault.
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
EXTRAS = ("dask", "fast")
# What older ways to name a licence mean, and what a package does not say in its metadata.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "LGPL": "LGPL-3.0-or-later",
    "MIT License": "MIT",
}
_KNOWN = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "resvg-py": "MIT AND (Apache-2.0 OR MIT)",
}
OPENING = """\
# Licences

gkgen is under the Apache License 2.0. What is installed with it, as its metadata say; each package brings the text of
its licence along. Nothing of it is part of gkgen's own wheel. docxtpl and Pebble are under the LGPL, used as they are
and exchangeable; of Pyphen's licences, gkgen takes the LGPL or the MPL. This page
is written by `tools/list_licences.py`.
"""


def requirements(project: dict[str, object], extra: str = "") -> list[Requirement]:
    """What pyproject.toml asks for, of itself or for an extra."""
    asked = project["optional-dependencies"][extra] if extra else project["dependencies"]  # type: ignore[index]
    return [Requirement(each) for each in asked]


def closure(asked: Sequence[Requirement]) -> Iterator[str]:
    """The names of all packages that these bring along, once each."""
    seen: set[tuple[str, str]] = set()
    waiting = list(asked)
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        for extra in ("", *wanted.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            if not extra:
                yield name
            for line in metadata.requires(name) or ():
                further = Requirement(line)
                if further.marker is None or further.marker.evaluate({"extra": extra}):
                    waiting.append(further)


def licence(name: str) -> str:
    """The licence of an installed package, as an SPDX expression where it can be told."""
    found = metadata.metadata(name)
    classified = [each.rpartition(" :: ")[2] for each in found.get_all("Classifier") or () if "License :: " in each]
    said = _KNOWN.get(name) or found.get("License-Expression") or found.get("License") or ", ".join(classified)
    if len(said) > 60 or not said:
        said = ", ".join(classified)
    if not said:
        raise LookupError(f"{name} names no licence: look it up and enter it in tools/list_licences.py")
    return _SPDX.get(said, said)


def licences() -> dict[str, tuple[str, str]]:
    """Of each package its licence, and the extra it belongs to, where gkgen itself does without."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, tuple[str, str]] = {}
    for extra in ("", *EXTRAS):
        for name in closure(requirements(project, extra)):
            found.setdefault(name, (licence(name), extra))
    return dict(sorted(found.items()))


def page() -> str:
    """The page."""
    lines = [OPENING, "| package | licence | needed for |", "| --- | --- | --- |"]
    for name, (said, extra) in licences().items():
        lines.append(f"| {name} | {said} | {f'gkgen[{extra}]' if extra else 'gkgen'} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Writes the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
