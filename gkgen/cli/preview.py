"""gkgen preview: a page in the browser that follows an office file."""

from functools import partial
from pathlib import Path

import click

from gkgen.cli.browser import open_in_browser
from gkgen.cli.i18n import Verb, WholeNumber, existing_path
from gkgen.cli.language import Translate
from gkgen.cli.options import templates_option
from gkgen.cli.printing import say
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "preview",
        translate,
        params=[
            click.Argument(["path"], type=existing_path(), metavar=translate("文件", "FILE")),
            templates_option(translate),
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
        callback=partial(_preview, translate, language),
        help=translate(
            "在浏览器里看报告印出来的样子，旁边列出问题；每次保存自动更新。只有这台电脑能看。按 Ctrl-C 停止。",
            "Shows in the browser how the report will print, with the findings beside it, anew at every save. "
            "Only this machine can see it. Ctrl-C ends it.",
        ),
    )


def _preview(
    translate: Translate, language: Language, *, path: Path, templates: Path | None, port: int, no_browser: bool
) -> int:
    from gkgen.errors import EnvironmentFault
    from gkgen.live.preview_server import serve
    from gkgen.live.preview_session import PreviewSession

    if path.is_dir():
        raise click.UsageError(translate("只能看一个文件，不能是文件夹", "one file can be seen, not a folder"))

    def print_address(address: str) -> None:
        click.echo(address)
        click.echo(translate("按 Ctrl-C 停止", "Ctrl-C ends it"), err=True)
        if not no_browser:
            open_in_browser(address)

    try:
        serve(PreviewSession(path, templates), language, port, print_address, partial(say, err=True))
    except EnvironmentFault as fault:
        zh, en = f"不能使用 {fault}，用 --port 另选一个端口", f"cannot listen on {fault}: choose another with --port"
        raise EnvironmentFault(translate(zh, en)) from fault
    except KeyboardInterrupt:
        # Ctrl-C is the way to stop it.
        click.echo(translate("预览已停止", "preview stopped"), err=True)
    return 0
