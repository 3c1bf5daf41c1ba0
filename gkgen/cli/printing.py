"""Lines on the terminal: names and texts of others command neither the terminal nor the service that reads the log."""

import os
import sys

import click

from gkgen import lazy_re as re
from gkgen.invisible_characters import visible

# GitHub Actions obeys a line that begins with ::, blanks before it or not, and ##[ anywhere; Azure Pipelines and
# TeamCity obey ##vso[ and ##teamcity[.
_COMMAND = re.compile(r"(?m)^(\s*:)(?=:)|(#)(?=#[a-z]*\[)")


def say(line: object, *, err: bool = False) -> None:
    """Prints one line, without characters that are not seen and without commands of build services."""
    click.echo(without_commands(visible(str(line))), err=err)


def say_patch(line: str) -> None:
    """Prints a line of a patch: as it is, so that it can be applied, but to a terminal or the log of a service."""
    if sys.stdout.isatty() or os.environ.get("CI"):
        say(line)
    else:
        click.echo(line)


def without_commands(text: str) -> str:
    """The text with a space inside whatever the log of a build service would obey."""
    return _COMMAND.sub(r"\1\2 ", text)
