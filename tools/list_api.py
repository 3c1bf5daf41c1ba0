"""Rewrites docs/api.md from the public names of gkgen: `.venv/bin/python tools/list_api.py`."""

import dataclasses
import enum
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gkgen

DOCS = Path(__file__).resolve().parent.parent / "docs"
NAME = "api.md"
OPENING = """# Python interface

Every public name of `gkgen`, with what it says of itself; this page is written by `tools/list_api.py`. What an author
wrote never raises an exception: it is in `diagnostics`. The package is typed. [From programs](engineers.md) shows how
the names are used together.
"""


def pages() -> dict[str, str]:
    """The text of the page by the name of its file."""
    names = [name for name in gkgen.__all__ if not name.startswith("_")]
    objects = {name: getattr(gkgen, name) for name in names}
    functions = [name for name, each in objects.items() if inspect.isfunction(each)]
    classes = [name for name in names if name not in functions]
    lines = [OPENING]
    for name in functions:
        lines += [f"## gkgen.{name}", "", *_function(f"gkgen.{name}", objects[name]), ""]
    for name in classes:
        lines += [f"## gkgen.{name}", "", *_class(name, objects[name]), ""]
    return {NAME: "\n".join(lines).rstrip("\n") + "\n"}


def _function(name: str, function: Callable[..., Any]) -> Iterator[str]:
    signature = inspect.signature(function)
    inside = [str(each) for each in signature.parameters.values()]
    kinds = [each.kind for each in signature.parameters.values()]
    if inspect.Parameter.KEYWORD_ONLY in kinds:
        inside.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
    result = _short(inspect.formatannotation(signature.return_annotation))
    written = [_short(each) for each in inside if each != "self"]
    one_line = f"{name}({', '.join(written)}) -> {result}"
    lines = [one_line] if len(one_line) < 100 else [f"{name}(", *(f"    {each}," for each in written), f") -> {result}"]
    yield from ("```python", *lines, "```", "", _told(function))


def _class(name: str, each: type) -> Iterator[str]:
    yield from (_told(each), "")
    if issubclass(each, enum.Enum):
        yield from ("| member | value |", "| --- | --- |")
        yield from (f"| `{name}.{member.name}` | `{member.value}` |" for member in each)
        return
    if dataclasses.is_dataclass(each):
        yield from ("| field | type |", "| --- | --- |")
        yield from (f"| `{field.name}` | `{_cell(_annotation(field.type))}` |" for field in dataclasses.fields(each))
        yield ""
    members = [(key, value) for key, value in vars(each).items() if not key.startswith("_")]
    properties = [(key, value.fget) for key, value in members if isinstance(value, property)]
    if properties:
        yield from ("| property | type | what it is |", "| --- | --- | --- |")
        for key, getter in properties:
            kind = _annotation(inspect.signature(getter).return_annotation)
            yield f"| `{key}` | `{_cell(kind)}` | {_cell(_told(getter))} |"
        yield ""
    for key, value in members:
        if inspect.isfunction(value):
            yield from _function(f"{name}.{key}", value)
            yield ""


def _annotation(kind: Any) -> str:
    return _short(kind if isinstance(kind, str) else inspect.formatannotation(kind))


def _short(text: str) -> str:
    """Types by the names under which gkgen has them."""
    return re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", text).replace("'", '"')


def _told(each: object) -> str:
    return inspect.cleandoc(getattr(each, "__doc__", "") or "")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
