"""Shared by commands: finding the office files of paths, showing an outcome."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click

from gkgen.cli.language import Translate
from gkgen.cli.printing import say
from gkgen.diagnostics import Language
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import find_offices
from gkgen.reporters import text


def offices_in(paths: tuple[Path, ...], translate: Translate, *, with_bases: bool = False) -> list[Path]:
    """The office files that the paths mean, each once, and the bases beside them; a usage error when there is none."""
    found = list(dict.fromkeys(office for path in paths for office in find_offices(path, with_bases=with_bases)))
    if not found:
        raise click.UsageError(translate("文件夹里没有 .yaml 文件", "there is no .yaml file in that folder"))
    return found


def show(outcome: Outcome, language: Language, form: str = "text", *, err: bool = True) -> None:
    """Prints the findings of one file as text, concise or github: beside a result, or as the result (`err` false)."""
    for line in _lines(outcome, language, form):
        # Annotations are commands for the service that reads the log, and quote what is not theirs.
        (click.echo if form == "github" else say)(line, err=err)


def once_shown(outcome: Outcome) -> Outcome:
    """What is kept of an outcome when its findings have been shown: lines are most of its memory."""
    return replace(outcome, lines=(), bases={})


def _lines(outcome: Outcome, language: Language, form: str) -> Iterable[str]:
    match form:
        case "concise":
            return (text.concise(found, language) for found in outcome.diagnostics)
        case "github":
            from gkgen.reporters.github import annotations

            return annotations(outcome, language)
        case _:
            return text.full(outcome, language)


def speaks_utf8(stream: TextIO) -> bool:
    """Whether a stream is UTF-8, as JSON must be; in the encoding of a Windows console JSON has to be ASCII."""
    return (stream.encoding or "").lower().replace("-", "") == "utf8"
