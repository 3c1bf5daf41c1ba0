"""gkgen explain: what a code means, why it matters, a wrong and a right example."""

import sys
from functools import partial
from typing import Any

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    formats = ("text", "markdown", "json")
    return Verb(
        "explain",
        translate,
        params=[
            click.Argument(
                ["codes"], nargs=-1, type=Code(translate, language), metavar=translate("[代号]...", "[CODE]...")
            ),
            click.Option(
                ["--output-format"],
                type=OneOf(formats, translate),
                default="text",
                metavar="|".join(formats),
                help=translate("给人看（text）、写进网页（markdown）、给程序读（json）", "how it is shown"),
            ),
        ],
        callback=partial(_explain, language),
        help=translate(
            "解释提示的代号，例如 R40：为什么、依据什么、怎样写不对、怎样写对。不写代号就列出全部。",
            "Explain a code such as R40: why, by which source, wrong and right examples. Without a code, list all.",
        ),
    )


def _explain(language: Language, *, codes: tuple[str, ...], output_format: str) -> int:
    from gkgen.cli.output import speaks_utf8
    from gkgen.pipeline.inspecting.explanations import explanations
    from gkgen.reporters.explanation_report import explained, explanations_json, listed
    from gkgen.reporters.rules_page import rule_sections, rules_page

    known = explanations()
    chosen = [known[code] for code in dict.fromkeys(codes)] or list(known.values())
    if output_format == "json":
        click.echo(explanations_json(chosen, language, ascii_only=not speaks_utf8(sys.stdout)))
    elif output_format == "markdown":
        written = rule_sections if codes else rules_page
        click.echo("\n".join(written(chosen, language)).rstrip("\n"))
    elif codes:
        blocks = ("\n".join(explained(each, language)) for each in chosen)
        click.echo("\n\n".join(blocks))
    else:
        click.echo("\n".join(listed(chosen, language)))
    return 0


class Code(click.ParamType[str]):
    """A code that gkgen knows, in capitals or not."""

    name = "code"

    def __init__(self, translate: Translate, language: Language) -> None:
        self.translate, self.language = translate, language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The code as it is written, or a usage error."""
        from gkgen.pipeline.inspecting.explanations import known_code, near_code

        if code := known_code(str(value)):
            return code
        near = near_code(str(value))
        zh = f"没有 {value} 这个代号" + (f"，是不是 {near}？" if near else "，运行 gkgen explain 看全部")
        en = f"no code {value}" + (f", did you mean {near}?" if near else "; gkgen explain lists all")
        raise click.UsageError(self.translate(zh, en), ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        """The codes that begin so."""
        from gkgen.pipeline.inspecting.explanations import explanations

        return [
            click.shell_completion.CompletionItem(code, help=each.title.text(self.language))
            for code, each in explanations().items()
            if code.startswith(incomplete.upper())
        ]
