"""Options and arguments that several commands share."""

from pathlib import Path
from typing import Any

import click

from gkgen import resources
from gkgen.cli.i18n import ExistingPaths, OneOf, WholeNumber
from gkgen.cli.language import Translate


def paths_argument(translate: Translate) -> click.Argument:
    """The office files and folders of a command."""
    kind = ExistingPaths()
    return click.Argument(
        ["paths"], nargs=-1, required=True, type=kind, metavar=translate("文件或文件夹...", "PATH...")
    )


def year_option(translate: Translate, text: str) -> click.Option:
    """A report year; `text` is the help."""
    kind = WholeNumber(translate, 1000, 9999)
    return click.Option(["--year"], type=kind, metavar=translate("年度", "YEAR"), help=text)


def reported_year(translate: Translate) -> click.Option:
    """The year that a new report is about."""
    return year_option(translate, translate("报告的是哪一年", "the year that is reported on"))


def keys_option(translate: Translate, text: str, default: str | None = "zh") -> click.Option:
    """The language of keys; `text` is the help."""
    return click.Option(["--keys"], type=OneOf(("zh", "en"), translate), default=default, metavar="zh|en", help=text)


def written_keys(translate: Translate) -> click.Option:
    """The language of the keys of a new file."""
    return keys_option(translate, translate("名称用中文还是英文", "Chinese or English keys"))


def jobs_option(translate: Translate) -> click.Option:
    """The number of processes."""
    return click.Option(
        ["-j", "--jobs"],
        type=WholeNumber(translate, 1, 256),
        metavar="N",
        help=translate("同时用几个进程；默认每个核一个", "how many processes; one for each core unless told"),
    )


class _TemplatesFolder(click.Path):
    """A folder that is there, or the name of a look."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; raises a usage error."""
        return super().convert(resources.templates_folder(Path(value)), param, ctx)


def templates_option(translate: Translate, text: str = "") -> click.Option:
    """A folder with templates of the user's own, or one of the looks that gkgen brings."""
    names = resources.looks()
    return click.Option(
        ["--templates"],
        type=_TemplatesFolder(exists=True, readable=False, path_type=Path),
        metavar=translate("文件夹或版式", "DIR|LOOK"),
        help=text
        or translate(
            f"自己的模板，没有的用自带的；或者自带的版式 {'、'.join(names)}",
            f"templates of your own, the built-in ones fill in; or a look: {', '.join(names)}",
        ),
    )


def output_option(metavar: str, text: str) -> click.Option:
    """The output path of a command; `text` is the help, which names the default."""
    return click.Option(["-o", "--output"], type=click.Path(path_type=Path), metavar=metavar, help=text)


def timeout_option(translate: Translate) -> click.Option:
    """How long one report may take."""
    return click.Option(
        ["--timeout"],
        type=WholeNumber(translate, 1, 86_400),
        default=300,
        metavar=translate("秒", "SECONDS"),
        help=translate("一份报告最多用多少秒；默认 300", "how many seconds a report may take; 300 unless told"),
    )
