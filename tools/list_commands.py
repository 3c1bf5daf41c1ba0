"""Rewrites docs/commands.md, also in Chinese, from the command line: `.venv/bin/python tools/list_commands.py`."""

from collections.abc import Iterator
from pathlib import Path

import click

from gkgen.cli.i18n import click_messages
from gkgen.cli.main import commands
from gkgen.diagnostics import Language, Status, Term

DOCS = Path(__file__).resolve().parent.parent / "docs"
NAMES: dict[Language, str] = {"zh": "commands.zh-CN.md", "en": "commands.md"}

TITLE = Term("命令", "Commands")
OPENING = Term(
    "全部命令和选项。在命令行里输入 `gkgen 命令 --help`，显示同样的内容。",
    "Every command with its options. This page is written by `tools/list_commands.py` from the command line itself; "
    "`gkgen COMMAND --help` shows the same.",
)
SHARED = Term("每个命令都有的选项", "Options of every command")
LANGUAGE = Term(
    "提示默认用中文；环境变量 `GKGEN_LANG=en` 和 `--lang en` 一样。`gkgen --version` 显示版本。",
    "Messages are Chinese unless told otherwise; the environment variable `GKGEN_LANG=en` does what `--lang en` does. "
    "`gkgen --version` shows the version.",
)
PATHS = Term(
    "路径是文件夹时，指其中（包括下级文件夹）所有的 `*.yaml`；名称以 `_` 开头的是给别的文件继承的，不当作报告。"
    "结果写到标准输出；`check` 的结果就是提示。其他命令的提示，还有进度和总结，写到标准错误。",
    "A folder means every `*.yaml` below it, but for names that begin with `_`, which are bases for others. Results go "
    "to standard output, and the findings of `check` are its result. Findings of other commands, progress and "
    "summaries go to standard error.",
)
HEADS = (Term("选项", "option"), Term("作用", "what it does"))
ENDS = Term("退出码", "Exit status")
STATUS_HEADS = (Term("状态", "status"), Term("意思", "meaning"))
STATUSES = {
    Status.OK: Term("没有错误", "no errors"),
    Status.FINDINGS: Term("有错误（`--strict` 时有警告也算）", "there are errors, with `--strict` also warnings"),
    Status.USAGE: Term("命令写得不对", "the command was called wrongly"),
    Status.ENVIRONMENT: Term("环境不全：字体、程序库、权限", "the machine lacks a font, a library, a permission"),
    Status.MISMATCH: Term("写出的文件和数据不符", "a written file does not match its data"),
    Status.FAULT: Term("gkgen 自身出错", "a fault in gkgen itself"),
    Status.INTERRUPTED: Term("被中断（Ctrl-C）", "interrupted by Ctrl-C"),
    Status.TERMINATED: Term("被别的程序结束（SIGTERM），或者终端关了", "ended by SIGTERM, or the terminal was closed"),
}


def pages() -> dict[str, str]:
    """The text of both pages by the names of their files."""
    made = {}
    for language, name in NAMES.items():
        with click_messages(language):
            made[name] = "\n".join(_lines(language)).rstrip("\n") + "\n"
    return made


def _lines(language: Language) -> Iterator[str]:
    group = commands(language)
    yield from (f"# {TITLE.text(language)}", "", OPENING.text(language), "")
    yield from (PATHS.text(language), "")
    for command in group.commands.values():
        yield from _command(command, _context(command, f"gkgen {command.name}"), language, "##")
    yield from (f"## {SHARED.text(language)}", "", LANGUAGE.text(language), "")
    yield from _options(group, _context(group, "gkgen"), frozenset({"--version"}), language)
    yield from (f"## {ENDS.text(language)}", "")
    yield from (f"| {' | '.join(head.text(language) for head in STATUS_HEADS)} |", "| --- | --- |")
    yield from (f"| {status.value} | {STATUSES[status].text(language)} |" for status in Status)


def _context(command: click.Command, name: str | None, parent: click.Context | None = None) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _command(command: click.Command, context: click.Context, language: Language, level: str) -> Iterator[str]:
    yield from (f"{level} {context.command_path}", "", *_paragraphs(command.help or ""))
    if isinstance(command, click.Group):
        for verb in command.commands.values():
            inner = _context(verb, verb.name, context)
            yield from _command(verb, inner, language, f"{level}#")
        return
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield from ("```", usage, "```", "")
    group = commands(language)
    everywhere = frozenset(option for param in group.get_params(_context(group, "gkgen")) for option in param.opts)
    yield from _options(command, context, everywhere, language)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from (" ".join(paragraph.replace("\b", "").split()), "")


def _options(
    command: click.Command, context: click.Context, told_elsewhere: frozenset[str], language: Language
) -> Iterator[str]:
    rows = [
        record
        for param in command.get_params(context)
        if isinstance(param, click.Option)
        and not told_elsewhere.intersection(param.opts)
        and (record := param.get_help_record(context))
    ]
    if rows:
        yield from (f"| {' | '.join(head.text(language) for head in HEADS)} |", "| --- | --- |")
        yield from (f"| `{_code(option)}` | {_cell(text)} |" for option, text in rows)
        yield ""


def _code(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _cell(text: str) -> str:
    plain = " ".join(text.split())
    for sign in "|<*":
        plain = plain.replace(sign, f"\\{sign}")
    return plain


def main() -> None:
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
