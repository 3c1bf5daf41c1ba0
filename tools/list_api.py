"""Rewrites docs/api.md and docs/api.zh-CN.md from the public names of gkgen: `.venv/bin/python tools/list_api.py`."""

import dataclasses
import enum
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gkgen

DOCS = Path(__file__).resolve().parent.parent / "docs"
NAMES = {"en": "api.md", "zh": "api.zh-CN.md"}
CHINESE = tomllib.loads(Path(__file__).with_name("api_in_chinese.toml").read_text(encoding="utf-8"))
OPENINGS = {
    "en": """# Python interface

Every public name of `gkgen`, with what it says of itself; this page is written by `tools/list_api.py`. What an author
wrote never raises an exception: it is in `diagnostics`. The package is typed. [From programs](engineers.md) shows how
the names are used together.

Not here are the commands about an installation, a folder or a screen: `init`, `watch`, `preview`, `textconv`,
`template`, `completion`. And these functions read files in the process that calls them: limits on time and memory for
untrusted files (`gkgen import`, `gkgen verify`) apply to the commands only.
""",
    "zh": """# Python 接口

`gkgen` 的每一个公开名称；这一页由 `tools/list_api.py` 写出。作者写错了不会抛出异常，都在 `diagnostics` 里。
全部有类型标注。代码里的说明（docstring）是英文的，`help(gkgen.build)` 和编辑器显示的就是它；这里是中文的。
怎样合起来用，见[在程序和 CI 里用](engineers.zh-CN.md)。

这里没有的，是装环境、建文件夹、看屏幕的命令：`init`、`watch`、`preview`、`textconv`、`template`、`completion`。
还有，这些函数在调用它的进程里读文件；来路不明的文件，时间和内存的限制只有命令（`gkgen import`、`gkgen verify`）才有。
""",
}
HEADS = {
    "en": ("member", "value", "field", "type", "property", "what it is"),
    "zh": ("成员", "值", "字段", "类型", "属性", "是什么"),
}


def pages() -> dict[str, str]:
    """The text of each page by the name of its file."""
    return {name: _Page(language).text() for language, name in NAMES.items()}


@dataclasses.dataclass(frozen=True)
class _Page:
    """The page in a language."""

    language: str

    def text(self) -> str:
        names = [name for name in gkgen.__all__ if not name.startswith("_")]
        objects = {name: getattr(gkgen, name) for name in names}
        functions = [name for name, each in objects.items() if inspect.isfunction(each)]
        classes = [name for name in names if name not in functions]
        lines = [OPENINGS[self.language]]
        for name in functions:
            lines += [f"## gkgen.{name}", "", *self._function(f"gkgen.{name}", objects[name]), ""]
        for name in classes:
            lines += [f"## gkgen.{name}", "", *self._class(name, objects[name]), ""]
        return "\n".join(lines).rstrip("\n") + "\n"

    def _function(self, name: str, function: Callable[..., Any]) -> Iterator[str]:
        signature = inspect.signature(function)
        inside = [str(each) for each in signature.parameters.values()]
        kinds = [each.kind for each in signature.parameters.values()]
        if inspect.Parameter.KEYWORD_ONLY in kinds:
            inside.insert(kinds.index(inspect.Parameter.KEYWORD_ONLY), "*")
        result = _annotation(signature.return_annotation)
        written = [_short(each) for each in inside if each != "self"]
        one_line = f"{name}({', '.join(written)}) -> {result}"
        is_short = len(one_line) < 100
        lines = [one_line] if is_short else [f"{name}(", *(f"    {each}," for each in written), f") -> {result}"]
        yield from ("```python", *lines, "```", "", self._told(name.removeprefix("gkgen."), function))

    def _class(self, name: str, each: type) -> Iterator[str]:
        member, value, field, kind, attribute, meaning = HEADS[self.language]
        yield from (self._told(name, each), "")
        if issubclass(each, enum.Enum):
            yield from (f"| {member} | {value} |", "| --- | --- |")
            yield from (f"| `{name}.{one.name}` | `{one.value}` |" for one in each)
            return
        if dataclasses.is_dataclass(each):
            yield from (f"| {field} | {kind} |", "| --- | --- |")
            yield from (f"| `{one.name}` | `{_cell(_annotation(one.type))}` |" for one in dataclasses.fields(each))
            yield ""
        members = [(key, found) for key, found in vars(each).items() if not key.startswith("_")]
        properties = [(key, found.fget) for key, found in members if isinstance(found, property)]
        if properties:
            yield from (f"| {attribute} | {kind} | {meaning} |", "| --- | --- | --- |")
            for key, getter in properties:
                result = _annotation(inspect.signature(getter).return_annotation)
                yield f"| `{key}` | `{_cell(result)}` | {_cell(self._told(f'{name}.{key}', getter))} |"
            yield ""
        for key, found in members:
            if inspect.isfunction(found):
                yield from self._function(f"{name}.{key}", found)
                yield ""

    def _told(self, name: str, each: object) -> str:
        """The docstring, or its translation into Chinese, which must not be missing."""
        if self.language == "zh":
            return str(CHINESE[name])
        return inspect.cleandoc(getattr(each, "__doc__", "") or "")


def _annotation(kind: Any) -> str:
    return _short(kind if isinstance(kind, str) else inspect.formatannotation(kind))


def _short(text: str) -> str:
    """Types by their public names."""
    return re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", text).replace("'", '"')


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
