"""gkgen status: who has reported, who is missing or late, whose report has errors or was sent back."""

import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import jobs_option, output_option, paths_argument
from gkgen.diagnostics import Language

if TYPE_CHECKING:
    from gkgen.pipeline.collecting.reporting_status import DistrictStatus

_DateCheck = Callable[[click.Context, click.Parameter, str | None], date]
_SUFFIXES = (".xlsx", ".html", ".json")


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "status",
        translate,
        params=[paths_argument(translate), *_params(translate), jobs_option(translate)],
        callback=partial(_status, translate, language),
        help=translate(
            "对着名册看各机关报了没有：未报、退回、已改、已报，各自还要做什么。"
            "名册是文件夹里的 名册.yaml（或 .xlsx、.csv）。都报了、没有错误，退出码是 0。",
            "Tell who of the roster has reported: missing, returned, changed since, reported, and what is left for "
            "each. The roster is roster.yaml (or .xlsx, .csv) in the folder. The exit status is 0 when all is in "
            "without errors.",
        ),
    )


def _params(translate: Translate) -> Iterator[click.Parameter]:
    yield click.Option(
        ["--roster"],
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        metavar=translate("文件", "FILE"),
        help=translate(
            "名册；不写就找文件夹里或上一层的 名册.yaml、名册.xlsx、名册.csv",
            "the roster; else roster in the folder or the one above, as .yaml, .xlsx or .csv",
        ),
    )
    yield click.Option(["--all"], is_flag=True, help=translate("没有问题的也列出", "list those without findings, too"))
    yield click.Option(
        ["--date"],
        callback=_checked_date(translate),
        metavar=translate("日期", "DATE"),
        help=translate("按哪一天算超期，默认今天", "the day by which lateness is counted; today unless told"),
    )
    yield click.Option(
        ["--output-format"],
        type=OneOf(("text", "json"), translate),
        default="text",
        metavar="text|json",
        help=translate("给人看（text）、给程序读（json）", "as text or for programs (json)"),
    )
    yield output_option(
        translate("文件", "FILE"),
        translate("写进文件：.xlsx 工作簿、.html 网页、.json", "write a workbook (.xlsx), a web page (.html) or .json"),
    )


def _checked_date(translate: Translate) -> _DateCheck:
    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> date:  # noqa: ARG001 - a callback
        from gkgen.typed_rows import date_meant

        if value is None:
            return date.today()
        meant = date_meant(value)
        if meant is None:
            zh, en = (
                f"--date 应当是日期，例如 2026-01-20，不能是 {value}",
                f"--date is a date such as 2026-01-20, not {value}",
            )
            raise click.UsageError(translate(zh, en))
        return date.fromisoformat(meant)

    return checked


def _status(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    roster: Path | None,
    all: bool,  # noqa: A002 - the name of the option
    date: date,
    output_format: str,
    output: Path | None,
    jobs: int | None,
) -> int:
    from gkgen.cli.printing import say
    from gkgen.reporters.status_report import status_lines
    from gkgen.reporters.text import concise

    if output and output.suffix.lower() not in _SUFFIXES:
        kinds = "、".join(_SUFFIXES), ", ".join(_SUFFIXES)
        raise click.UsageError(translate(f"-o 的文件名以 {kinds[0]} 结尾", f"-o names a file with {kinds[1]}"))
    status = _found(translate, paths, roster, date, jobs)
    for found in status.roster.diagnostics:
        say(concise(found, language), err=True)
    if output:
        _write(output, status, language)
        say(output)
    if output_format == "json":
        _print_json(status, language)
    else:
        for line in status_lines(status, language, with_done=all):
            say(line, err=bool(output))
    return _exit_status(status)


def _found(
    translate: Translate, paths: tuple[Path, ...], roster: Path | None, day: date, jobs: int | None
) -> "DistrictStatus":
    """The state of each office: the files of the paths and those that the roster names, checked."""
    from gkgen.batch import BatchOptions, check_for_list
    from gkgen.cli.progress import progress
    from gkgen.pipeline.collecting.reporting_status import district_status, files_of
    from gkgen.pipeline.collecting.roster import find_roster, read_roster

    place = roster or find_roster(paths)
    if place is None:
        zh = "找不到名册：在文件夹里放 名册.yaml（写法见 docs/district），或者用 --roster 指定"
        raise click.UsageError(translate(zh, "no roster: put roster.yaml into the folder, or name one with --roster"))
    listed = read_roster(place)
    files = files_of(listed, paths)
    checked = check_for_list(files, BatchOptions(jobs)) if files else iter(())
    return district_status(listed, list(progress(checked, len(files), translate)), day)


def _exit_status(status: "DistrictStatus") -> int:
    from gkgen.diagnostics import Status, has_errors
    from gkgen.pipeline.collecting.reporting_status import State

    is_waiting = any(each.state in {State.MISSING, State.RETURNED} for each in status.offices)
    return Status.FINDINGS if is_waiting or has_errors(status.diagnostics) else Status.OK


def _print_json(status: "DistrictStatus", language: Language) -> None:
    from gkgen.cli.output import speaks_utf8
    from gkgen.reporters.status_report import status_json

    click.echo(status_json(status, language, ascii_only=not speaks_utf8(sys.stdout)))


def _write(output: Path, status: "DistrictStatus", language: Language) -> None:
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.reporters.batch_page import status_page
    from gkgen.reporters.status_report import status_json
    from gkgen.reporters.status_workbook import status_workbook

    match output.suffix.lower():
        case ".xlsx":
            data = status_workbook(status, language)
        case ".html":
            data = status_page(status, language, output.parent, datetime.now()).encode("utf-8", "replace")
        case _:
            data = f"{status_json(status, language)}\n".encode("utf-8", "replace")
    write_all({output: data})
