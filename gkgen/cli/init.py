"""gkgen init: a folder for the reports of a district, ready for Git."""

from functools import partial
from pathlib import Path

import click

from gkgen._version import __version__
from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import reported_year
from gkgen.cli.printing import say
from gkgen.cli.prompts import Asking
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "init",
        translate,
        params=[
            click.Argument(["folder"], type=click.Path(path_type=Path), metavar=translate("文件夹", "FOLDER")),
            reported_year(translate),
            click.Option(
                ["--office", "offices"],
                multiple=True,
                metavar=translate("机关", "NAME"),
                help=translate(
                    "机关全称，可以写几次；不写就放两份写好的示例",
                    "full name of an office, any number of times; without it two examples are written",
                ),
            ),
            click.Option(
                ["--wheels"],
                type=click.Path(path_type=Path, exists=True, dir_okay=False),
                metavar=translate("安装包", "WHEEL"),
                help=translate(
                    "gkgen 的安装包（.whl）：连同它需要的下载到“安装包”文件夹，校验值写进 requirements.txt，"
                    "服务器只从这里安装",
                    "gkgen's wheel: it and all that it needs are downloaded into a folder and their hashes written to "
                    "requirements.txt, from which CI installs without a network",
                ),
            ),
        ],
        callback=partial(_init, translate, language),
        help=translate(
            "为区县建好一个文件夹，备好各机关报告、共用内容，以及 Git、编辑器和自动核对的设置。已有的文件不动。",
            "Begin a folder for a district: reports of offices, what they share, and the settings of Git, editors, "
            "commit hooks and CI, with a README. Files that are there are left alone.",
        ),
    )


def _init(
    translate: Translate,
    language: Language,
    *,
    folder: Path,
    year: int | None,
    offices: tuple[str, ...],
    wheels: Path | None,
) -> int:
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.editing.pinned_wheels import fill_wheels
    from gkgen.pipeline.editing.scaffold import found_district
    from gkgen.reporters.text import concise

    founded = found_district(folder, year or Asking(translate).year(), offices)
    for diagnostic in founded.diagnostics:
        say(concise(diagnostic, language), err=True)
    for path in founded.written:
        say(path)
    for path in founded.kept:
        say(translate(f"{path}：已有，没有改动", f"{path}: there already, left alone"), err=True)
    if not founded.diagnostics and not founded.has_page:
        say(
            translate(
                f"没有放 gkgen.html（不装软件就能填报的页面）：这台电脑上没有 {__version__} 版的，"
                "请从发布的文件里取来放进这个文件夹",
                f"no gkgen.html, the form that needs no installation: get that of {__version__} from the release and "
                "put it into this folder",
            ),
            err=True,
        )
    if wheels and not founded.diagnostics:
        for path in fill_wheels(folder, wheels):
            say(path)
    if not founded.diagnostics:
        say(translate(f"下一步看 {folder / 'README.md'}", f"{folder / 'README.md'} says what is next"), err=True)
    return status_of(founded.diagnostics)
