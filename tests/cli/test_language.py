"""Which language is spoken, and that all of it is in that language."""

import re
from collections.abc import Iterator

import click
import pytest

from gkgen.cli.language import detect
from gkgen.cli.main import commands
from gkgen.diagnostics import Language
from tests.cli.calls import Gkgen


@pytest.mark.parametrize(
    ("arguments", "variable", "language"),
    [
        ([], None, "zh"),
        ([], "", "zh"),
        ([], "zh", "zh"),
        ([], "en", "en"),
        ([], "EN_US.UTF-8", "en"),
        ([], "de", "zh"),
        (["--lang", "en", "check"], None, "en"),
        (["check", "--lang=en"], None, "en"),
        (["check", "x.yaml", "--lang", "en"], "zh", "en"),
        (["--lang", "zh", "check"], "en", "zh"),
        (["--lang", "en", "check", "--lang", "zh"], None, "zh"),
        (["check", "--lang"], "en", "zh"),
        (["check", "--", "--lang", "en"], None, "zh"),
        (["check", "en"], None, "zh"),
    ],
)
def test_the_option_counts_more_than_the_variable_and_chinese_is_the_rule(
    arguments: list[str], variable: str | None, language: Language
) -> None:
    assert detect(arguments, {} if variable is None else {"GKGEN_LANG": variable}) == language


def every_command(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every_command(below, (*path, name))


VERBS = list(every_command(commands("zh")))


def test_all_verbs_are_known_to_these_tests() -> None:
    assert {path[0] for path in VERBS if path} == {
        "init",
        "new",
        "import",
        "check",
        "claims",
        "lsp",
        "status",
        "trace",
        "table",
        "fix",
        "format",
        "explain",
        "build",
        "watch",
        "preview",
        "form",
        "diff",
        "verify",
        "textconv",
        "template",
        "schema",
        "doctor",
        "completion",
    }
    assert len(VERBS) == 26


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_pages_are_chinese_throughout(verb: tuple[str, ...], gkgen: Gkgen) -> None:
    called = gkgen(*verb, "--help")
    assert (called.status, called.err) == (0, "")
    assert called.out.startswith("用法：gkgen")
    explained = re.findall(r"^  \S.*?  +(\S.*)$", called.out, re.MULTILINE)
    assert len(explained) >= 2
    assert all(re.search("[一-龥]", text) for text in explained)
    assert not re.search(r"\b(Usage|Options|Commands|Show|Error|default)\b", called.out)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_pages_are_english_throughout(verb: tuple[str, ...], gkgen: Gkgen) -> None:
    called = gkgen(*verb, "-h", "--lang", "en")
    assert (called.status, called.err) == (0, "")
    assert called.out.startswith("Usage: gkgen")
    assert not re.search("[一-龥]", called.out)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_help_fits_a_console_in_gbk(verb: tuple[str, ...], gkgen: Gkgen) -> None:
    assert gkgen(*verb, "--help").out.encode("gbk")


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_has_the_same_options_in_both_languages(verb: tuple[str, ...], gkgen: Gkgen) -> None:
    def options(language: str) -> list[str]:
        return sorted(set(re.findall(r"(?<!\S)--?[a-z-]+", gkgen(*verb, "--help", "--lang", language).out)))

    assert options("zh") == options("en")
    assert {"--lang", "--help", "-h"} <= set(options("zh"))
