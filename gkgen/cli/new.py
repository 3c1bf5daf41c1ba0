"""gkgen new: a starter file."""

from functools import partial
from pathlib import Path
from typing import Literal

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import reported_year, written_keys
from gkgen.cli.printing import say
from gkgen.cli.prompts import Asking
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "new",
        translate,
        params=_params(translate),
        callback=partial(_new, translate, language),
        help=translate(
            "新建一份带说明的年度报告文件，不会覆盖已有的文件。没有写的，在终端里会问。",
            "Write a commented starter file; an existing file is never overwritten. On a terminal, what is missing is "
            "asked for.",
        ),
        short_help=translate("新建一份带说明的文件", "write a commented starter file"),
    )


def _params(translate: Translate) -> list[click.Parameter]:
    return [
        click.Argument(
            ["file"], required=False, type=click.Path(path_type=Path), metavar=translate("[文件]", "[FILE]")
        ),
        reported_year(translate),
        click.Option(
            ["--office"], metavar=translate("机关", "NAME"), help=translate("机关全称", "full name of the office")
        ),
        written_keys(translate),
        click.Option(
            ["--from", "previous"],
            type=click.Path(path_type=Path),
            metavar=translate("上年的文件", "LAST-YEARS-FILE"),
            help=translate(
                "从上年的报告开始：带来机关、联系方式、结转和现行有效的数",
                "begin from last year's report: the office, its contact, requests carried out, documents in force",
            ),
        ),
        click.Option(
            ["--keep-text"],
            is_flag=True,
            help=translate("把上年的正文作为注释写进来", "keep last year's texts as comments"),
        ),
    ]


def _new(
    translate: Translate,
    language: Language,
    *,
    file: Path | None,
    year: int | None,
    office: str | None,
    keys: Literal["zh", "en"],
    previous: Path | None,
    keep_text: bool,
) -> int:
    from gkgen.pipeline.core.outcome import Outcome, status_of
    from gkgen.pipeline.editing.starter import Begin, new_file

    if keep_text and not previous:
        raise click.UsageError(translate("--keep-text 要和 --from 一起用", "--keep-text goes with --from"))
    asking = Asking(translate)
    if not previous:
        # Without a file, all is asked: who types everything knows where it belongs.
        year = year or asking.year()
        office = office or asking.office()
    if file is None:
        file = asking.file(office or "", translate("文件", "FILE"))
    found = new_file(file, Begin(year, office, keys, previous, keep_text))
    if found:
        from gkgen.cli.output import show

        show(Outcome(str(file), "failed", (), 0.0, found, ()), language)
        return status_of(found)
    say(file)
    say(translate(f"写好以后运行：gkgen check {file}", f"when it is written run: gkgen check {file}"), err=True)
    return 0
