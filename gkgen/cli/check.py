"""gkgen check: all findings, no output files, no renderer imported."""

import sys
from functools import partial
from pathlib import Path

import click

from gkgen.cli.language import Translate
from gkgen.cli.texts import OneOf, Verb, WholeNumber, paths_argument
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    shown = translate("怎样显示：带原文（text）、每条一行（concise）、给程序读（json）", "how findings are shown")
    formats = ("text", "concise", "json")
    kind = OneOf(formats, translate)
    return Verb(
        "check",
        translate,
        params=[
            paths_argument(translate),
            click.Option(
                ["-j", "--jobs"],
                type=WholeNumber(translate, 1, 256),
                metavar="N",
                help=translate("同时用几个进程；默认每个核一个", "how many processes; one for each core unless told"),
            ),
            click.Option(["--strict"], is_flag=True, help=translate("有警告也算不通过", "warnings count as errors")),
            click.Option(["--output-format"], type=kind, default="text", metavar="|".join(formats), help=shown),
        ],
        callback=partial(_check, translate, language),
        help=translate(
            "核对年度报告，指出每一处问题，不写任何文件。",
            "Check office files and show everything that is wrong; nothing is written.",
        ),
        short_help=translate("核对，指出每一处问题", "check, show everything that is wrong"),
    )


def _check(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    jobs: int | None,
    strict: bool,
    output_format: str,
) -> int:
    from gkgen.batch import BatchOptions, check_all
    from gkgen.cli.progress import progress
    from gkgen.cli.showing import offices_in, show, speaks_utf8
    from gkgen.pipeline import status_of
    from gkgen.reporters.machine import findings_json
    from gkgen.reporters.text import summary

    offices = offices_in(paths, translate)
    outcomes = []
    with progress(len(offices), translate) as tell:
        for outcome in check_all(offices, BatchOptions(jobs)):
            outcomes.append(outcome)
            if output_format != "json":
                show(outcome, language, concise=output_format == "concise")
            tell(outcome)
    if output_format == "json":
        click.echo(findings_json(outcomes, language, ascii_only=not speaks_utf8(sys.stdout)))
    else:
        click.echo(summary(outcomes, language), err=True)
    return max(status_of(outcome.diagnostics, strict=strict) for outcome in outcomes)
