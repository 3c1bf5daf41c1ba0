"""Rewrites the list of modules in ARCHITECTURE.md from their docstrings: `python tools/list_modules.py`."""

import ast
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"


def summary(path: Path) -> str:
    """The first paragraph of a module's docstring on one line."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "&#124;")


def lines() -> Iterator[str]:
    modules = sorted(path for path in (ROOT / "gkgen").rglob("*.py") if path.name != "__init__.py")
    by_folder = sorted(modules, key=lambda path: (path.parent.parts, path.name))
    for folder, members in groupby(by_folder, key=lambda path: path.parent):
        yield f"### {folder.relative_to(ROOT).as_posix()}\n"
        if folder != ROOT / "gkgen":
            yield f"{summary(folder / '__init__.py')}\n"
        yield "| module | what it is |\n| --- | --- |"
        for path in members:
            yield f"| `{path.relative_to(ROOT).as_posix()}` | {summary(path)} |"
        yield ""


def main() -> None:
    listed = "## Modules\n\n" + "\n".join(lines()) + "\n"
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(r"## Modules\n.*?(?=## Tests\n)", lambda _: listed, page, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
