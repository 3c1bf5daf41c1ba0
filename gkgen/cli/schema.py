"""gkgen schema: the JSON Schema of office files, for editors."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Literal

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import keys_option, output_option, year_option
from gkgen.cli.printing import say
from gkgen.diagnostics import Language

OUTPUTS = ("findings", "batch", "differences", "report", "health", "rules", "claims", "import", "status", "trace")


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "schema",
        translate,
        params=_params(translate),
        callback=partial(_schema, translate, language),
        help=translate(
            "输出报告文件的 JSON Schema（draft 7）：编辑器用它补全名称、显示说明、标出错处。不写年度就包括各版。",
            "Print the JSON Schema (draft 7) of office files: by it editors complete names, explain fields and mark "
            "mistakes. Without a year it serves every edition.",
        ),
    )


def _params(translate: Translate) -> list[click.Parameter]:
    return [
        year_option(translate, translate("只要这一年所用的那一版", "the edition of this report year alone")),
        keys_option(
            translate, translate("补全时用中文还是英文名称，两种都认", "which keys are proposed; both are accepted")
        ),
        click.Option(
            ["--base"],
            is_flag=True,
            help=translate(
                "给被继承的文件用：什么都可以不写", "for base files, from which others inherit: nothing is required"
            ),
        ),
        click.Option(
            ["--of"],
            type=OneOf(OUTPUTS, translate),
            metavar="|".join(OUTPUTS),
            help=translate(
                "gkgen 自己输出的 JSON 的格式：核对的提示、成批的结果、差异、报告的数据，"
                "doctor、explain、claims、import、status、trace",
                "of what gkgen itself writes as JSON: findings, a batch, differences, a report's data, doctor, "
                "explain, claims, import, status, trace",
            ),
        ),
        output_option(
            translate("文件", "FILE"),
            translate("写进这个文件，不在屏幕上显示", "write this file instead of standard output"),
        ),
    ]


def _schema(
    translate: Translate,
    language: Language,
    *,
    year: int | None,
    keys: Literal["zh", "en"],
    base: bool,
    of: str | None,
    output: Path | None,
) -> int:
    from gkgen.cli.output import speaks_utf8
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.pipeline.editing.editor_schema import schema_text
    from gkgen.resources import output_schema

    if of and (year is not None or base):
        raise click.UsageError(translate("--of 不能和 --year、--base 同用", "--of goes neither with --year nor --base"))
    try:
        text = output_schema(of) if of else schema_text(year, keys, language, is_base=base)
    except KeyError as fault:
        raise click.UsageError(translate(f"没有 {year} 年度的格式", f"there is no form for {year}")) from fault
    if output:
        write_all({output: text.encode("utf-8")})
        say(output)
    else:
        # JSON in ASCII reads the same everywhere.
        click.echo(text.rstrip("\n") if speaks_utf8(sys.stdout) else json.dumps(json.loads(text), indent=1))
    return 0
