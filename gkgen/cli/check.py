"""gkgen check: all findings on standard output; no output files, no renderer imported."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import jobs_option, paths_argument, timeout_option
from gkgen.cli.output_formats import REPORTED, SHOWN, on_screen, output_format
from gkgen.diagnostics import Language

if TYPE_CHECKING:
    from gkgen.pipeline.core.outcome import Outcome


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "check",
        translate,
        params=[
            paths_argument(translate),
            jobs_option(translate),
            timeout_option(translate),
            click.Option(["--strict"], is_flag=True, help=translate("有警告也算不通过", "warnings count as errors")),
            click.Option(
                ["-v", "--verbose"],
                is_flag=True,
                help=translate(
                    "再说每份报告正文里的数比了多少、没有比的为什么",
                    "say how many numbers of each text were compared, and why others were not",
                ),
            ),
            output_format(translate, (*SHOWN, *REPORTED)),
            click.Option(
                ["--output-file"],
                type=click.Path(path_type=Path),
                metavar=translate("文件", "FILE"),
                help=translate(
                    "把 --output-format 的内容写进文件，屏幕上仍显示带原文的",
                    "write what --output-format asks for into a file, and show text",
                ),
            ),
        ],
        callback=partial(_check, translate, language),
        help=translate(
            "核对年度报告，指出每一处问题，不写任何文件。",
            "Check office files and show everything that is wrong; nothing is written.",
        ),
    )


def _check(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    jobs: int | None,
    timeout: float,
    strict: bool,
    verbose: bool,
    output_format: str | None,
    output_file: Path | None,
) -> int:
    from gkgen.batch import BatchOptions, check_all
    from gkgen.cli.output import offices_in, once_shown, show
    from gkgen.cli.progress import progress
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.reporters.text import summary

    if output_file and output_format not in REPORTED:
        kinds = "|".join(REPORTED)
        zh, en = f"--output-file 要和 --output-format {kinds} 一起用", f"--output-file needs --output-format {kinds}"
        raise click.UsageError(translate(zh, en))
    offices = offices_in(paths, translate)
    outcomes = []
    # With --output-file the screen shows text for people.
    shown = on_screen(None if output_file else output_format)
    for outcome in progress(check_all(offices, BatchOptions(jobs, timeout)), len(offices), translate):
        if shown in SHOWN:
            show(outcome, language, shown, err=False)
        outcomes.append(outcome if output_file or shown in REPORTED else once_shown(outcome))
    if shown in REPORTED:
        _report(outcomes, language, shown)
    if output_file and output_format:
        _report(outcomes, language, output_format, output_file)
    if verbose:
        _tell_claims(offices, language)
    if shown in {*SHOWN, "github"}:
        click.echo(summary(outcomes, language), err=True)
    return max(status_of(outcome.diagnostics, strict=strict) for outcome in outcomes)


def _tell_claims(offices: Iterable[Path], language: Language) -> None:
    from gkgen.cli.printing import say
    from gkgen.pipeline.inspecting.claim_listing import list_claims
    from gkgen.reporters.claim_report import summary_line

    for path in offices:
        say(summary_line(list_claims(path), language), err=True)


def _report(outcomes: "list[Outcome]", language: Language, name: str, file: Path | None = None) -> None:
    """Writes all findings in a format for programs, to the file or to standard output."""
    from gkgen.cli.output import speaks_utf8
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.reporters.report_formats import REPORTS

    text = REPORTS[name](outcomes, language, file is None and not speaks_utf8(sys.stdout))
    if file:
        write_all({file: f"{text}\n".encode("utf-8", "replace")})
    elif text:
        click.echo(text)
