"""gkgen import: published reports become office files; the paths of what was written go to standard output."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import output_option, paths_argument, written_keys
from gkgen.cli.printing import say
from gkgen.diagnostics import Language

if TYPE_CHECKING:
    from gkgen.pipeline.core.outcome import Outcome

_FORMATS = ("text", "json")


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "import",
        translate,
        params=[
            paths_argument(translate),
            output_option(
                translate("文件或文件夹", "FILE|DIR"),
                translate(
                    "写成哪个 .yaml 文件，或者写到哪个文件夹；不写就放在原文旁边",
                    "the .yaml file or the folder to write; else beside the original",
                ),
            ),
            written_keys(translate),
            click.Option(
                ["--output-format"],
                type=OneOf(_FORMATS, translate),
                default="text",
                metavar="|".join(_FORMATS),
                help=translate(
                    "怎样说明读入的情况：给人看的表（text），给程序读（json）",
                    "the account of what was read: a table for people, or json for programs",
                ),
            ),
            click.Option(
                ["--beside"],
                type=click.Path(path_type=Path, dir_okay=False),
                metavar=translate("网页.html", "PAGE.html"),
                help=translate(
                    "再写一个网页，左边原文、右边读入的结果，要看的地方两边对应标出",
                    "also write a page with the original on the left, the office file on the right, and marks where "
                    "something has to be looked at",
                ),
            ),
        ],
        callback=partial(_import, translate, language),
        help=partial(_help, translate),
    )


def _help(translate: Translate) -> str:
    from gkgen.importers.readers.format_detection import import_labels

    labels = import_labels()
    zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
    return translate(
        f"把已经发布的报告（{zh}）转成 YAML 文件，再由它生成新的报告。"
        "最后列一张表：哪些读准了，哪些作了判断，哪些要核对；要核对的在文件里加注释。已有的文件不会覆盖。"
        "没有要核对的，退出码是 0；有的，是 1。",
        f"Turn published reports ({en}) into office files that build again. A table tells what is certain, what was "
        "decided and why, and what has to be looked at, which a comment in the file says as well; existing files are "
        "never overwritten. Ends with 0 when nothing has to be looked at, else with 1.",
    )


def _import(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    output: Path | None,
    keys: Literal["zh", "en"],
    output_format: str,
    beside: Path | None,
) -> int:
    from gkgen.cli.progress import progress
    from gkgen.pipeline.core.isolation import isolated
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.importing.converted_report import ImportOptions
    from gkgen.pipeline.importing.import_files import import_file, targets

    jobs = targets(paths, output)
    if not jobs:
        raise click.UsageError(translate("文件夹里没有能读的报告", "there is no report in that folder"))
    if output and output.suffix in {".yaml", ".yml"} and len(jobs) > 1:
        raise click.UsageError(translate("有几份报告，-o 要写文件夹", "for several reports -o must be a folder"))
    if beside and beside.suffix.lower() not in {".html", ".htm"}:
        raise click.UsageError(translate("--beside 要写 .html 文件", "--beside must be an .html file"))
    outcomes = []
    options = ImportOptions(keys, language, is_beside=beside is not None)
    with isolated() as run:
        running = (import_file(path, target, options, run) for path, target in jobs)
        for outcome in progress(running, len(jobs), translate):
            outcomes.append(outcome)
            if output_format == "text":
                _tell(outcome, language)
    _end(outcomes, language, output_format, beside)
    return max(status_of(outcome.diagnostics, strict=True) for outcome in outcomes)


def _tell(outcome: "Outcome", language: Language) -> None:
    """The account of a report, or why there is none; what was written goes to standard output."""
    from gkgen.cli.output import show
    from gkgen.reporters.import_report import listed

    if outcome.account is None:
        show(outcome, language)
    for line in listed(outcome, language):
        say(line, err=True)
    for written in outcome.outputs:
        say(written)


def _end(outcomes: Sequence["Outcome"], language: Language, output_format: str, beside: Path | None) -> None:
    """What is said of all reports together."""
    from gkgen.cli.output import speaks_utf8
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.reporters.import_report import accounts_json, beside_page
    from gkgen.reporters.text import failures, summary

    if output_format == "json":
        click.echo(accounts_json(outcomes, language, ascii_only=not speaks_utf8(sys.stdout)))
    if beside:
        page = beside_page([outcome.beside for outcome in outcomes if outcome.beside], language)
        write_all({beside: page.encode("utf-8", "replace")})
        if output_format == "text":
            say(beside)
    for line in failures(outcomes, language):
        say(line, err=True)
    click.echo(summary(outcomes, language), err=True)
