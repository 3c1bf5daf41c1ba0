"""gkgen claims: what each number of the text was understood as, and whether the tables agree."""

import sys
from functools import partial
from pathlib import Path

import click

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import output_option, paths_argument
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    formats = ("text", "json", "html")
    return Verb(
        "claims",
        translate,
        params=[
            paths_argument(translate),
            click.Option(
                ["--output-format"],
                type=OneOf(formats, translate),
                default="text",
                metavar="|".join(formats),
                help=translate(
                    "给人看（text）、给程序读（json）、标在正文里的网页（html）",
                    "as text, for programs (json), or as a page with the text marked (html)",
                ),
            ),
            output_option(
                translate("文件", "FILE"),
                translate("写进这个文件，不在屏幕上显示", "write this file instead of standard output"),
            ),
        ],
        callback=partial(_claims, translate, language),
        help=translate(
            "列出正文里的每一个数：理解成表里的哪一格、和什么数比、一致不一致；没有比的，说明为什么。",
            "List every number of the text: which cell it was understood as, what it was compared with, whether both "
            "agree, and why, where it was not compared.",
        ),
    )


def _claims(
    translate: Translate, language: Language, *, paths: tuple[Path, ...], output_format: str, output: Path | None
) -> int:
    from gkgen.cli.output import offices_in, speaks_utf8
    from gkgen.cli.printing import say
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.inspecting.claim_listing import list_claims
    from gkgen.reporters.claim_report import claims_json, claims_page, listed
    from gkgen.reporters.text import concise

    listings = [list_claims(path) for path in offices_in(paths, translate)]
    unread = [found for listing in listings if not listing.claims for found in listing.diagnostics]
    for found in unread:
        say(concise(found, language), err=True)
    if output_format == "json":
        text = claims_json(listings, language, ascii_only=output is None and not speaks_utf8(sys.stdout))
    elif output_format == "html":
        text = claims_page(listings, language)
    else:
        text = "\n".join(line for listing in listings for line in listed(listing, language))
    if output:
        write_all({output: f"{text}\n".encode("utf-8", "replace")})
    elif output_format == "text":
        for line in text.splitlines():
            say(line)
    else:
        click.echo(text)
    return status_of(unread)
