"""gkgen import: published reports become office files; the paths of what was written go to standard output."""

from functools import partial
from pathlib import Path
from typing import Literal

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import output_option, paths_argument, written_keys
from gkgen.cli.printing import say
from gkgen.diagnostics import Language


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
        "凡是推断、留空、前后矛盾、没能读入的内容，都逐条说明，并在文件里加注释；已有的文件不会覆盖。"
        "全部读准退出码是 0，有要人看的是 1。",
        f"Turn published reports ({en}) into office files that build again. What was guessed, empty, contradictory or "
        "dropped is reported, and noted in a comment in the file; existing files are never overwritten. Ends with 0 "
        "when all is certain, with 1 when a human has to look.",
    )


def _import(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    output: Path | None,
    keys: Literal["zh", "en"],
) -> int:
    from gkgen.cli.output import show
    from gkgen.cli.progress import progress
    from gkgen.pipeline.core.isolation import isolated
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.importing.conversion import ImportOptions
    from gkgen.pipeline.importing.import_files import import_file, targets
    from gkgen.reporters.text import failures, summary

    jobs = targets(paths, output)
    if not jobs:
        raise click.UsageError(translate("文件夹里没有能读的报告", "there is no report in that folder"))
    if output and output.suffix in {".yaml", ".yml"} and len(jobs) > 1:
        raise click.UsageError(translate("有几份报告，-o 要写文件夹", "for several reports -o must be a folder"))
    outcomes = []
    options = ImportOptions(keys, language)
    with isolated() as run:
        running = (import_file(path, target, options, run) for path, target in jobs)
        for outcome in progress(running, len(jobs), translate):
            outcomes.append(outcome)
            show(outcome, language, "concise")
            for written in outcome.outputs:
                say(written)
    for line in failures(outcomes, language):
        say(line, err=True)
    click.echo(summary(outcomes, language), err=True)
    return max(status_of(outcome.diagnostics, strict=True) for outcome in outcomes)
