"""gkgen watch: reports built anew at every save, until Ctrl-C."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gkgen.cli import build
from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import paths_argument
from gkgen.cli.printing import say
from gkgen.diagnostics import Language

if TYPE_CHECKING:
    from gkgen.live.incremental_rebuild import Round


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "watch",
        translate,
        params=[paths_argument(translate), *build.what(translate), *build.where(translate)],
        callback=partial(_watch, translate, language),
        help=translate(
            "每次保存都重新核对、重新生成，改了共用的文件、图片、模板也一样。按 Ctrl-C 停止。",
            "Check and build again at every save, of a base, a picture or a template too. Ctrl-C ends it.",
        ),
    )


def _watch(translate: Translate, language: Language, *, paths: tuple[Path, ...], **options: Any) -> int:
    from threading import Event

    from gkgen.batch import BatchOptions
    from gkgen.cli.output import offices_in, show
    from gkgen.live.file_watcher import WatchedFiles
    from gkgen.live.incremental_rebuild import rebuild
    from gkgen.pipeline.core.building import BuildOptions

    offices_in(paths, translate)
    chosen = BuildOptions(**options)
    sources, stop = WatchedFiles(paths, chosen.templates), Event()
    try:
        for built in rebuild(sources, chosen, BatchOptions(), stop):
            for outcome in built.outcomes:
                show(outcome, language)
                for path in outcome.outputs if outcome.state == "built" else ():
                    say(path)
            click.echo(_told(built, translate, language), err=True)
    except KeyboardInterrupt:
        # Ctrl-C is the way to stop it.
        click.echo(translate("不再等待保存", "no longer watching"), err=True)
    return 0


def _told(built: "Round", translate: Translate, language: Language) -> str:
    """One line with the time and the result, to be read at a glance."""
    import time

    from gkgen.reporters.text import summary

    if built.trouble:
        from gkgen.live.file_watcher import TROUBLES

        return TROUBLES["slow"].text(language).format(built.trouble)
    now = time.strftime("%H:%M:%S")
    seconds = f"{built.seconds:.2f}"
    result = summary(built.outcomes, language)
    return translate(f"{now} {result}，用了 {seconds} 秒，等待保存", f"{now} {result}, {seconds} s, waiting for a save")
