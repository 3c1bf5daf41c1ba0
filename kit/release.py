"""Makes all files of a release, in dist/: `python kit/release.py`, after gkgen.html and the kit were built.

Each follows from the commit alone, so that anybody can make it again and compare SHA256SUMS.
"""

import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256

from assemble import BUILD, NAME, ROOT, VERSION, build_wheel, commit_time, files
from components import Component, bill_of_materials, licence_page

DIST = ROOT / "dist"
PAGE = ROOT / "build" / "web" / "gkgen.html"
_UNRELEASED = "unreleased"


def main() -> int:
    """Makes them; status 1 where the checkout is not what its commit says."""
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True)
    if changed.stdout:
        print(f"not committed, so nobody could make this again:\n{changed.stdout}", file=sys.stderr)
        return 1
    build_wheel(DIST, "--wheel", "--sdist")
    shutil.copy(PAGE, DIST / PAGE.name)
    shutil.copy(BUILD / f"{NAME}.zip", DIST)
    shutil.copy(BUILD / NAME / "sbom.cdx.json", DIST / f"{NAME}.cdx.json")
    shutil.copy(BUILD / NAME / "licences.html", DIST / f"{NAME}-licences.html")
    parts = parts_of_page()
    bill = bill_of_materials(PAGE.name, VERSION, parts, commit_time())
    (DIST / "gkgen-html.cdx.json").write_text(bill, encoding="utf-8")
    (DIST / "gkgen-html-licences.html").write_text(licence_page(parts), encoding="utf-8")
    (DIST / "CHANGES.md").write_text(changes(), encoding="utf-8")
    sums = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files(DIST)]
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
    print("".join(sums), end="")
    return 0


def parts_of_page() -> list[Component]:
    """What is inside gkgen.html, as its build listed it."""
    told = json.loads((ROOT / "build" / "web" / "compiled" / "licenses.json").read_text(encoding="utf-8"))
    kinds = {"Pyodide": "npm/pyodide", "Python": "generic/python"}
    return [
        Component(
            each["name"],
            each["version"],
            each["license"],
            each["text"],
            f"pkg:{kinds.get(each['name'], 'pypi/' + each['name'].lower())}@{each['version']}",
        )
        for each in told
    ]


def changes() -> str:
    """The section of CHANGELOG.md about this version; it tells where no day has been set for it yet."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(VERSION)} - .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise LookupError(f"CHANGELOG.md has no section about {VERSION}")
    if _UNRELEASED in found[0].splitlines()[0]:
        print(f"CHANGELOG.md: {VERSION} has no day yet; this is a trial", file=sys.stderr)
    return found[0].rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
