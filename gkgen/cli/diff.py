"""gkgen diff: what changed between two versions of a report, number by number and sentence by sentence."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import output_option
from gkgen.cli.printing import without_commands
from gkgen.diagnostics import Diagnostic, Language, Status

if TYPE_CHECKING:
    from gkgen.pipeline.comparing.report_diff import Compared

FORMATS = ("text", "markdown", "json", "html")
# What a file of that name is for everybody who opens it.
_FORMAT_OF = {".html": "html", ".htm": "html", ".json": "json", ".md": "markdown"}
_MAX_ARGUMENTS = 3


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "diff",
        translate,
        params=[
            click.Argument(
                ["words"], nargs=-1, required=True, metavar=translate("[原来的] [现在的] 文件", "[BEFORE] [AFTER] PATH")
            ),
            *showing_options(translate),
        ],
        callback=partial(_diff, translate, language),
        help=translate(
            "比较年度报告的两个版本，逐格、逐句列出改了什么。"
            "只写一个文件，就和 Git 里的上一版比较；文件也可以是文件夹。"
            "没有差异时退出码是 0，有差异是 1，无法比较是 2。",
            "Compare two versions of a report: which cells and which sentences changed. "
            "A file alone is compared with the last commit in Git. "
            "Folders will do as well. The exit status is 0 without differences, 1 with some, 2 when it cannot compare.",
        ),
    )


def showing_options(translate: Translate) -> list[click.Parameter]:
    """The options about the format and the destination of differences."""
    return [
        click.Option(
            ["--output-format"],
            type=OneOf(FORMATS, translate),
            default="text",
            metavar="|".join(FORMATS),
            help=translate(
                "给人看（text）、贴到合并请求（markdown）、给程序读（json）、网页（html）", "how it is shown"
            ),
        ),
        output_option(translate("文件", "FILE"), translate("写到文件里，不显示", "write it to a file instead")),
    ]


def _diff(
    translate: Translate, language: Language, *, words: tuple[str, ...], output_format: str, output: Path | None
) -> int:
    from gkgen.pipeline.comparing.git import GitError
    from gkgen.pipeline.comparing.report_diff import compare_all

    if len(words) > _MAX_ARGUMENTS:
        raise click.UsageError(
            translate("最多写三项：两个版本和一个文件", "three at the most: two revisions and a path")
        )
    suffix = output.suffix.lower() if output else ""
    if output_format == "text" and suffix in _FORMAT_OF:
        output_format = _FORMAT_OF[suffix]
    try:
        results = list(compare_all(words))
    except GitError as refused:
        _print_findings((refused.finding,), language)
        return refused.finding.status
    print_differences(results, language, output_format, output)
    if any(result.diagnostics for result in results):
        return Status.USAGE
    return Status.OK if all(result.is_equal for result in results) else Status.FINDINGS


def print_differences(
    results: "Sequence[Compared]", language: Language, output_format: str, output: Path | None
) -> None:
    """Writes the differences to standard output or a file, and to standard error why some could not be determined."""
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.reporters.differences.change_labels import summary

    is_utf8 = output is not None or _is_utf8()
    text = shown(results, language, output_format, is_utf8=is_utf8)
    if output is not None:
        write_all({output: f"{text}\n".encode("utf-8", "replace")})
    elif text:
        click.echo(without_commands(text) if output_format == "text" else text)
    for result in results:
        _print_findings((*result.diagnostics, *result.notes), language)
    if output_format == "text":
        click.echo(summary(results, language), err=True)


def shown(results: "Sequence[Compared]", language: Language, output_format: str, *, is_utf8: bool) -> str:
    """The differences in one of the formats."""
    match output_format:
        case "json":
            from gkgen.reporters.differences.json import differences_json

            return differences_json(results, language, ascii_only=not is_utf8)
        case "markdown":
            from gkgen.reporters.differences.markdown import differences_markdown

            return "\n".join(differences_markdown(results, language))
        case "html":
            from gkgen.reporters.differences.html import differences_page

            page = differences_page(results, language)
            # A page declares UTF-8; as ASCII it is valid UTF-8 in any encoding of the console.
            return page if is_utf8 else page.encode("ascii", "xmlcharrefreplace").decode("ascii")
        case _:
            from gkgen.reporters.differences.text import differences

            colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            return "\n".join(line for each in results for line in differences(each, language, colour=colour))


def _print_findings(found: "Sequence[Diagnostic]", language: Language) -> None:
    from gkgen.cli.output import show
    from gkgen.pipeline.core.outcome import Outcome

    if found:
        show(Outcome(found[0].file, "failed", (), 0.0, tuple(found), ()), language)


def _is_utf8() -> bool:
    from gkgen.cli.output import speaks_utf8

    return speaks_utf8(sys.stdout)
