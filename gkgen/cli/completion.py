"""gkgen completion: the script that lets a shell complete gkgen's commands."""

import click
from click.shell_completion import get_completion_class

from gkgen.cli.i18n import OneOf, Verb
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:  # noqa: ARG001 - all verbs are made alike
    """The verb."""

    def completion(shell: str) -> int:
        ctx = click.get_current_context()
        made = get_completion_class(shell)
        if made is None:
            raise click.UsageError(shell, ctx)
        click.echo(made(ctx.find_root().command, {}, "gkgen", "_GKGEN_COMPLETE").source())
        return 0

    return Verb(
        "completion",
        translate,
        params=[click.Argument(["shell"], type=OneOf(("bash", "zsh", "fish"), translate), metavar="bash|zsh|fish")],
        callback=completion,
        help=translate(
            '输出命令补全脚本，例如加到 ~/.bashrc：eval "$(gkgen completion bash)"',
            'Print the completion script, for example for ~/.bashrc: eval "$(gkgen completion bash)"',
        ),
    )
