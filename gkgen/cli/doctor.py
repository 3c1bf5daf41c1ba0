"""gkgen doctor: what this machine has for building reports, what is missing, how to install it."""

import sys
from functools import partial
from pathlib import Path

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import templates_option
from gkgen.diagnostics import Language, Status


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    formats = ("text", "json")
    return Verb(
        "doctor",
        translate,
        params=[
            templates_option(
                translate,
                translate("检查自己的模板要用的字体", "look for the fonts that templates of your own ask for"),
            ),
            click.Option(
                ["--output-format"],
                type=OneOf(formats, translate),
                default="text",
                metavar="|".join(formats),
                help=translate("给人看（text）、给程序读（json）", "how it is shown"),
            ),
        ],
        callback=partial(_examine, language),
        help=translate(
            "检查这台电脑：有哪些字体和程序库，缺什么，怎样安装，能不能生成 Word 和 PDF。不能生成 PDF 时退出码是 3。",
            "Look at this machine: which fonts and libraries it has, what is missing, how to get it, and whether Word "
            "and PDF files can be made. The exit status is 3 when PDFs cannot.",
        ),
    )


def _examine(language: Language, *, templates: Path | None, output_format: str) -> int:
    from gkgen.cli.output import speaks_utf8
    from gkgen.pipeline.inspecting.machine_health import examine
    from gkgen.reporters.health_report import examined, health_json

    health = examine(templates)
    if output_format == "json":
        click.echo(health_json(health, language, ascii_only=not speaks_utf8(sys.stdout)))
    else:
        click.echo("\n".join(examined(health, language)))
    return Status.OK if all(trial.is_made for trial in health.trials) else Status.ENVIRONMENT
