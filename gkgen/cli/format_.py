"""gkgen format: office files in canonical form."""

from functools import partial
from pathlib import Path
from typing import Literal

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import keys_option, paths_argument
from gkgen.cli.printing import say, say_patch
from gkgen.diagnostics import Language, Status


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "format",
        translate,
        params=[
            paths_argument(translate),
            click.Option(
                ["--check"],
                is_flag=True,
                help=translate("只说哪些文件要改，不写；有要改的，退出码是 1", "only name files; ends with 1 if any"),
            ),
            click.Option(
                ["--diff"],
                is_flag=True,
                help=translate("只显示要改什么，不写；有要改的，退出码是 1", "only show changes; ends with 1 if any"),
            ),
            keys_option(
                translate, translate("名称都换成中文或英文", "turn all keys into Chinese or English ones"), default=None
            ),
        ],
        callback=partial(_format, translate, language),
        help=translate(
            "把文件按统一的写法排好：名称按国家格式的次序，一行数写成一行，缩进两格。内容和注释不变，被继承的文件也整理。",
            "Write office files the one way: keys in the order of the form, rows on one line, two spaces a level. "
            "What they say stays, and every comment; base files are put in order too.",
        ),
    )


def _format(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    check: bool,
    diff: bool,
    keys: Literal["zh", "en"] | None,
) -> int:
    from gkgen.cli.output import offices_in
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.editing.formatting import format_file
    from gkgen.reporters.text import concise

    is_planned = check or diff
    status, changed, left = int(Status.OK), 0, 0
    offices = offices_in(paths, translate, with_bases=True)
    for path in offices:
        formatted = format_file(path, keys, write=not is_planned)
        for diagnostic in formatted.diagnostics:
            say(concise(diagnostic, language), err=True)
        for line in formatted.diff if diff else ():
            say_patch(line)
        if formatted.is_changed:
            changed += 1
            # Standard output is reserved for the patch.
            say(formatted.source, err=diff)
        left += bool(formatted.diagnostics)
        status = max(status, status_of(formatted.diagnostics))
    click.echo(translate(*_summary(len(offices), changed, left, is_planned=is_planned)), err=True)
    return max(status, Status.FINDINGS if is_planned and changed else Status.OK)


def _summary(files: int, changed: int, left: int, *, is_planned: bool) -> tuple[str, str]:
    """How many files were changed, and how many could not be formatted, in both languages."""
    zh = [f"{changed} 个{'要改' if is_planned else '已改'}"] if changed else []
    zh += [f"{left} 个有错误，没有动"] if left else []
    en = [f"{changed} {'to be changed' if is_planned else 'changed'}"] if changed or not left else []
    en += [f"{left} with errors, left alone"] if left else []
    return f"{files} 个文件：{'，'.join(zh) or '都已排好'}", f"{files} files: {', '.join(en)}"
