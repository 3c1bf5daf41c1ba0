"""gkgen table: the numbers of many reports side by side, as a workbook or for programs."""

from functools import partial
from pathlib import Path

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import jobs_option, output_option, paths_argument
from gkgen.cli.printing import say
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "table",
        translate,
        params=[
            paths_argument(translate),
            jobs_option(translate),
            output_option(
                translate("文件", "FILE"),
                translate(
                    "写进这个文件，默认 汇总表.xlsx；.csv 和 .jsonl 给程序读",
                    "write this file instead of numbers.xlsx; .csv and .jsonl are for programs",
                ),
            ),
        ],
        callback=partial(_table, translate, language),
        help=translate(
            "把各机关的数汇成一个 Excel 工作簿：一张表一页，一个机关一行，合计是公式，和上年比，有问题的格标出来。",
            "Put the numbers of many offices into a workbook: a sheet a table, a row an office, sums as formulas, "
            "changes to last year, findings marked.",
        ),
    )


def _table(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    jobs: int | None,
    output: Path | None,
) -> int:
    from gkgen.batch import BatchOptions, check_for_list
    from gkgen.cli.output import offices_in
    from gkgen.cli.progress import progress
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.reporters.number_tables import NUMBER_TABLES
    from gkgen.reporters.text import summary

    output = output or Path(translate("汇总表.xlsx", "numbers.xlsx"))
    suffix = output.suffix.lower()
    if suffix not in NUMBER_TABLES:
        kinds = "、".join(NUMBER_TABLES), ", ".join(NUMBER_TABLES)
        raise click.UsageError(translate(f"-o 的文件名以 {kinds[0]} 结尾", f"-o names a file with {kinds[1]}"))
    offices = offices_in(paths, translate)
    checked = check_for_list(offices, BatchOptions(jobs))
    outcomes = list(progress(checked, len(offices), translate))
    write_all({output: NUMBER_TABLES[suffix](outcomes, language)})
    say(output)
    click.echo(summary(outcomes, language), err=True)
    return max(status_of(outcome.diagnostics) for outcome in outcomes)
