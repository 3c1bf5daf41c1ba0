"""Rewrites docs/modules.md, gkgen/rules/README.md and the layers in ARCHITECTURE.md.

Run: `.venv/bin/python tools/list_modules.py`
"""

import ast
import configparser
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPENING = """# Modules

Every module of gkgen with the first sentence of its docstring; this page is written by `tools/list_modules.py`.
[The architecture](../ARCHITECTURE.md) says how they work together.
"""
RULES_OPENING = """# Which file has which code

All that belongs to a code (severity, message, hint, title, reason, source, examples, in both languages) is one entry of
one file here. `gkgen explain R42` shows it. This page is written by `tools/list_modules.py`.

| file | what it holds | codes |
| --- | --- | --- |
"""
_CODE = re.compile(r"^([A-Z][0-9]{2}):", re.MULTILINE)
BEGIN, END = "<!-- layers: tools/list_modules.py -->\n", "<!-- end of layers -->\n"


def pages() -> dict[str, str]:
    """The text of each page by its path in the project."""
    return {
        "docs/modules.md": modules_page(ROOT),
        "gkgen/rules/README.md": rules_page(ROOT),
        "ARCHITECTURE.md": with_layers(ROOT),
    }


def modules_page(root: Path) -> str:
    """The list of the modules of a checkout."""
    return OPENING + "\n" + "\n".join(_lines(root)).rstrip("\n") + "\n"


def _lines(root: Path) -> Iterator[str]:
    modules = sorted(path for path in (root / "gkgen").rglob("*.py") if path.name != "__init__.py")
    by_folder = sorted(modules, key=lambda path: (path.parent.parts, path.name))
    for folder, members in groupby(by_folder, key=lambda path: path.parent):
        yield f"## {folder.relative_to(root).as_posix()}\n"
        yield f"{_summary(folder / '__init__.py')}\n"
        yield "| module | what it is |\n| --- | --- |"
        for path in members:
            yield f"| `{path.relative_to(root).as_posix()}` | {_summary(path)} |"
        yield ""


def _summary(path: Path) -> str:
    """The first paragraph of a module's docstring on one line."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "&#124;")


def rules_page(root: Path) -> str:
    """Each file of the rules of a checkout with its first line, a comment, and its codes."""
    return RULES_OPENING + "".join(f"{line}\n" for line in _rule_files(root))


def _rule_files(root: Path) -> Iterator[str]:
    for path in sorted((root / "gkgen" / "rules").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        comment = text.partition("\n")[0].removeprefix("# ")
        yield f"| [{path.name}]({path.name}) | {comment} | {' '.join(sorted(_CODE.findall(text)))} |"


def with_layers(root: Path) -> str:
    """ARCHITECTURE.md with the layers as .importlinter has them."""
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    between = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    return between.sub(lambda _: BEGIN + "\n".join(_layers(root)) + "\n" + END, text)


def _layers(root: Path) -> Iterator[str]:
    contracts = configparser.ConfigParser()
    contracts.read(root / ".importlinter", encoding="utf-8")
    for name in contracts.sections():
        contract = contracts[name]
        if contract.get("type") == "layers":
            yield f"\n{contract['name']} (`{contract['containers'].strip()}`):\n"
            yield from (f"    {layer}" for layer in contract["layers"].split("\n") if layer.strip())


def main() -> None:
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
