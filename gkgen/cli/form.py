"""gkgen form: an office file filled in as a form in the browser, saved where it is."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gkgen.cli.browser import open_in_browser
from gkgen.cli.i18n import Verb, WholeNumber, existing_path
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language, Status

if TYPE_CHECKING:
    from gkgen.importers.side_by_side import SideBySide


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "form",
        translate,
        params=[
            click.Argument(["path"], type=existing_path(), metavar=translate("文件", "FILE")),
            click.Option(
                ["--port"],
                type=WholeNumber(translate, 0, 65_535),
                default=0,
                metavar="N",
                help=translate("用哪个端口；默认任选一个空的", "which port; any free one unless told"),
            ),
            click.Option(
                ["--no-browser"],
                is_flag=True,
                help=translate("只显示地址，不打开浏览器", "print the address, open no browser"),
            ),
        ],
        callback=partial(_form, translate, language),
        help=translate(
            "在浏览器里像填表一样写报告：表格自动算总计，写错了当场提示，按保存就写回原来的文件，注释和别的内容不动。"
            "给去年的 Word、PDF、网页也行，先读成报告文件，原文和读的结果并排核对。"
            "只有这台电脑能打开；关掉页面就结束。",
            "Fill in the report as a form in the browser: totals are computed, findings stand beside what is typed, "
            "and saving writes the file where it is, comments and all else untouched. A published report in Word, "
            "PDF or HTML is read into an office file first, and shown beside it. Only this machine can open "
            "it; it ends with the page.",
        ),
    )


def _form(translate: Translate, language: Language, *, path: Path, port: int, no_browser: bool) -> int:
    from gkgen.errors import EnvironmentFault
    from gkgen.invisible_characters import visible
    from gkgen.live.form_server import serve
    from gkgen.live.served_report import ServedReport

    if path.is_dir():
        raise click.UsageError(translate("只能填一个文件，不能是文件夹", "one file can be filled in, not a folder"))
    office_file, beside = _office_file(path, language)
    if office_file is None:
        return Status.FINDINGS
    report = ServedReport(office_file, language, beside)
    if refused := report.load():
        for found in refused:
            click.echo(visible(found.message(language)), err=True)
        return Status.FINDINGS

    def print_address(address: str) -> None:
        click.echo(address)
        click.echo(translate("关掉页面或者按 Ctrl-C 结束", "closing the page or Ctrl-C ends it"), err=True)
        if not no_browser:
            open_in_browser(address)

    try:
        serve(report, port, print_address)
    except EnvironmentFault as fault:
        zh, en = f"不能使用 {fault}，用 --port 另选一个端口", f"cannot listen on {fault}: choose another with --port"
        raise EnvironmentFault(translate(zh, en)) from fault
    except KeyboardInterrupt:
        # This is one way to end it.
        click.echo(translate("已结束", "ended"), err=True)
    return 0


def _office_file(path: Path, language: Language) -> "tuple[Path | None, SideBySide | None]":
    """The office file to fill in; a published report is imported beside itself first, never over a file."""
    from gkgen.cli.output import show
    from gkgen.importers.readers.format_detection import import_suffixes
    from gkgen.pipeline.core.isolation import isolated
    from gkgen.pipeline.importing.converted_report import ImportOptions
    from gkgen.pipeline.importing.import_files import import_file

    if path.suffix[1:].lower() not in import_suffixes():
        return path, None
    target = path.with_suffix(".yaml")
    with isolated() as run:
        outcome = import_file(path, target, ImportOptions("zh", language, is_beside=True), run)
    if outcome.beside is None:
        show(outcome, language)
        return None, None
    click.echo(target, err=True)
    return target, outcome.beside
