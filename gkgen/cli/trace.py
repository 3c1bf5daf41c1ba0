"""gkgen trace: where a number comes from."""

import sys
from functools import partial
from pathlib import Path

import click

from gkgen.cli.i18n import OneOf, Verb, existing_path
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "trace",
        translate,
        params=[
            click.Argument(["path"], type=existing_path(), metavar=translate("文件", "FILE")),
            click.Argument(["cells"], nargs=-1, required=True, metavar=translate("格...", "CELL...")),
            click.Option(
                ["--output-format"],
                type=OneOf(("text", "json"), translate),
                default="text",
                metavar="text|json",
                help=translate("给人看（text）、给程序读（json）", "as text or for programs (json)"),
            ),
        ],
        callback=partial(_trace, translate, language),
        help=translate(
            "一个数从哪里来：汇总的，列出各份报告里的数和行；总计，列出各格；填写的，指出哪一行。"
            "格写成 表.行.列，例如 依申请公开情况.本年新收.自然人；写到行或表，就列出下面各格。",
            "Where a number comes from: of a sum the number of each report with its line, of a total its cells, of "
            "what was typed the line. A cell is TABLE.ROW.COLUMN; a row or table means all cells below it.",
        ),
    )


def _trace(translate: Translate, language: Language, *, path: Path, cells: tuple[str, ...], output_format: str) -> int:
    from gkgen.cli.output import speaks_utf8
    from gkgen.cli.printing import say
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.inspecting.number_trace import trace
    from gkgen.reporters.text import concise
    from gkgen.reporters.trace_report import trace_json, trace_lines

    if path.is_dir():
        raise click.UsageError(translate(f"{path} 是文件夹，这里要一份报告", f"{path} is a folder; name a report"))
    found = [trace(path, cell) for cell in cells]
    traces = [each for traced in found for each in traced.traces]
    told = [each for traced in found for each in traced.diagnostics]
    for each in dict.fromkeys(told):
        say(concise(each, language), err=True)
    if output_format == "json":
        click.echo(trace_json(traces, language, ascii_only=not speaks_utf8(sys.stdout)))
    else:
        for line in trace_lines(traces, language):
            say(line)
    return status_of(told)
