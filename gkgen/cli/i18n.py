"""click speaking Chinese: headings of the help pages, messages of usage errors, types with messages of their own."""

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from gkgen.cli.language import Translate


class _Spoken(click.Command):
    """What has a help page in the language of the user."""

    translate: Translate

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to call it."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.translate("用法：", "Usage: "))


class Verb(_Spoken):
    """A command whose help page is in the language of the user."""

    def __init__(self, name: str, translate: Translate, params: Sequence[click.Parameter], **attributes: Any) -> None:
        self.translate = translate
        super().__init__(
            name,
            params=[*params, *shared_options(translate)],
            options_metavar=translate("[选项]", "[OPTIONS]"),
            add_help_option=False,
            **attributes,
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options in a table."""
        rows = [
            row
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (row := param.get_help_record(ctx))
        ]
        with formatter.section(self.translate("选项", "Options")):
            formatter.write_dl(rows)


class Verbs(_Spoken, click.Group):
    """The group of all verbs, in the order in which they are used."""

    def __init__(
        self, name: str, translate: Translate, params: Sequence[click.Parameter] = (), **attributes: Any
    ) -> None:
        self.translate = translate
        super().__init__(
            name,
            params=[*params, *shared_options(translate)],
            options_metavar=translate("[选项]", "[OPTIONS]"),
            subcommand_metavar=translate("命令 [参数]...", "COMMAND [ARGS]..."),
            add_help_option=False,
            **attributes,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs as they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb, or a usage error in the user's language."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = "、".join(self.commands)
            text = self.translate(f"没有 {args[0]} 这个命令，有：{known}", f"no command {args[0]}; there are: {known}")
            raise click.UsageError(text, ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Verbs first, then the options."""
        verbs = [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        with formatter.section(self.translate("命令", "Commands")):
            formatter.write_dl(verbs)
        rows = [row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))]
        with formatter.section(self.translate("选项", "Options")):
            formatter.write_dl(rows)


def shared_options(translate: Translate) -> list[click.Parameter]:
    """What every verb knows. The language was read from the arguments before; click only has to know the option."""
    return [
        click.Option(
            ["--lang"],
            type=OneOf(("zh", "en"), translate),
            expose_value=False,
            metavar="zh|en",
            help=translate("提示用中文（zh）还是英文（en）", "messages in Chinese (zh) or English (en)"),
        ),
        click.Option(
            ["-h", "--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help=translate("显示这页说明", "show this page"),
        ),
    ]


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's signature
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class ExistingPath(click.ParamType[Path]):
    """A file or folder that is there."""

    name = "path"

    def __init__(self, translate: Translate) -> None:
        self.translate = translate

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a usage error."""
        path = Path(value)
        if not path.exists():
            self.fail(self.translate(f"找不到 {value}", f"{value} does not exist"), param, ctx)
        return path

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        """Files and folders."""
        return [click.shell_completion.CompletionItem(incomplete, type="file")]


class ExistingPaths(ExistingPath):
    """A file or folder that is there, or a pattern that fits some: not every shell replaces it by their names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a usage error."""
        from gkgen.pipeline.core.project import find_offices

        path = Path(value)
        is_pattern = glob.has_magic(str(path)) and not path.exists() and any(True for _ in find_offices(path))
        return path if is_pattern else super().convert(value, param, ctx)


class OneOf(click.ParamType[str]):
    """One of a few words."""

    name = "word"

    def __init__(self, words: Sequence[str], translate: Translate) -> None:
        self.words = tuple(words)
        self.translate = translate

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a usage error."""
        if value not in self.words:
            known = "、".join(self.words)
            self.fail(
                self.translate(f"{value} 不行，只能是 {known}", f"{value} is none of {', '.join(self.words)}"),
                param,
                ctx,
            )
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        """The words that begin so."""
        return [click.shell_completion.CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class ManyOf(click.ParamType[tuple[str, ...]]):
    """Some of a few words, separated by commas."""

    name = "words"

    def __init__(self, words: Sequence[str], translate: Translate) -> None:
        self.one = OneOf(words, translate)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words without repetitions, or a usage error."""
        if isinstance(value, tuple):
            return value
        return tuple(dict.fromkeys(self.one.convert(word.strip(), param, ctx) for word in str(value).split(",")))


class WholeNumber(click.ParamType[int]):
    """A whole number within bounds."""

    name = "number"

    def __init__(self, translate: Translate, lowest: int, highest: int) -> None:
        self.translate, self.lowest, self.highest = translate, lowest, highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a usage error."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and self.lowest <= int(text) <= self.highest):
            zh = f"应当是 {self.lowest} 到 {self.highest} 之间的整数，不能是 {text}"
            en = f"should be a whole number from {self.lowest} to {self.highest}, not {text}"
            self.fail(self.translate(zh, en), param, ctx)
        return int(text)


def usage_error(error: click.ClickException, translate: Translate) -> str:
    """A usage error in the user's language, as far as click tells what it is."""
    match error:
        case click.NoSuchOption(option_name=name):
            near = "、".join(error.possibilities or ())
            zh = f"没有 {name} 这个选项" + (f"，是不是 {near}？" if near else "")
            en = f"no option {name}" + (f", did you mean {near}?" if near else "")
            return translate(zh, en)
        case click.MissingParameter():
            name = _name(error)
            return translate(f"缺少 {name}", f"{name} is missing")
        case click.BadParameter():
            return f"{_name(error)}{translate('：', ': ')}{error.message}"
        case click.BadOptionUsage(option_name=name):
            return translate(f"{name} 后面要有一个值", f"{name} needs a value")
        case _:
            return error.format_message()


def _name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    return (
        param.opts[-1]
        if isinstance(param, click.Option)
        else param.make_metavar(error.ctx or click.Context(click.Command("gkgen")))
    )
