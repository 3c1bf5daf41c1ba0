"""click in Chinese: a catalogue of its own messages; types and pages with wording of their own."""

import glob
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import click

from gkgen import lazy_re as re
from gkgen.cli.examples import EXAMPLES
from gkgen.cli.help_pages import MAX_EXAMPLE_CELLS, CellContext
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language, Term

_FULL_WIDTH_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
_COMMA = re.compile("[,，、;；]")
# The messages of click that gkgen's command line can show, by the text that click hands to gettext.
CATALOGUE: Mapping[str, str] = {
    "Options": "选项",
    "Commands": "命令",
    "Show this message and exit.": "显示这页说明",
    "No such command {name!r}.": "没有 {name} 这个命令",
    "No such option {name!r}.": "没有 {name} 这个选项",
    "Option {name!r} requires an argument.": "{name} 后面要有一个值",
    "Option {name!r} does not take a value.": "{name} 后面不能写值",
    "Got unexpected extra argument ({args})": "多出了 {args}",
    "Got unexpected extra arguments ({args})": "多出了 {args}",
    "{name} {filename!r} does not exist.": "找不到 {filename}",
    "Error: {message}": "{message}",
}
# The modules of click that look their messages up, each through names of its own that are bound to gettext.
MODULES = (click.core, click.decorators, click.exceptions, click.parser, click.termui, click.types)


class _Chinese(NullTranslations):
    def gettext(self, message: str) -> str:
        return CATALOGUE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def click_messages(language: Language) -> Iterator[None]:
    """Takes click's own messages from CATALOGUE; the gettext translations of the process stay untouched."""
    if language == "en":
        yield
        return
    chinese = _Chinese()
    names: Mapping[str, Any] = {"_": chinese.gettext, "ngettext": chinese.ngettext}
    replaced = [(module, name, vars(module)[name]) for module in MODULES for name in names if name in vars(module)]
    try:
        for module, name, _ in replaced:
            setattr(module, name, names[name])
        yield
    finally:
        for module, name, original in replaced:
            setattr(module, name, original)


class Verb(click.Command):
    """A command of gkgen: shared options, pages in the user's language and in cells of a terminal.

    Its `help` may be a function, which is called when the help is shown: for what a start need not import.
    """

    context_class = CellContext
    translate: Translate

    def __init__(
        self, name: str, translate: Translate, params: Sequence[click.Parameter] = (), **attributes: Any
    ) -> None:
        self.translate = translate
        super().__init__(
            name,
            params=[*params, language_option(translate)],
            options_metavar=translate("[选项]", "[OPTIONS]"),
            context_settings={"help_option_names": ["-h", "--help"]},
            **attributes,
        )

    @property
    def help(self) -> str | None:
        """The text of `--help`."""
        return self._help() if callable(self._help) else self._help

    @help.setter  # noqa: A003 - the name is click's
    def help(self, text: str | Callable[[], str] | None) -> None:
        self._help = text

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the line that shows how to call it."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.translate("用法：", "Usage: "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the options, then the examples."""
        click.Command.format_options(self, ctx, formatter)
        if examples := EXAMPLES.get(ctx.command_path.partition(" ")[2]):
            with formatter.section(self.translate("例子", "Examples")):
                formatter.write_dl(
                    [(self.translate(*_both(typed)), self.translate(*_both(does))) for typed, does in examples],
                    MAX_EXAMPLE_CELLS,
                )


class Verbs(Verb, click.Group):
    """A group of commands, listed in the order in which they were added."""

    def __init__(self, name: str, translate: Translate, **attributes: Any) -> None:
        metavar = translate("命令 [参数]...", "COMMAND [ARGS]...")
        super().__init__(name, translate, subcommand_metavar=metavar, **attributes)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names of the commands as they were added; click would sort them."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands first, then the options."""
        self.format_commands(ctx, formatter)
        Verb.format_options(self, ctx, formatter)


@dataclass(frozen=True, slots=True)
class VerbOnDemand:
    """A command of which only the line in the list of commands is there yet."""

    short_help: str
    load: Callable[[], click.Command]


class VerbsOnDemand(Verbs):
    """Commands that are imported when they run; the list of commands needs none of them."""

    def __init__(self, name: str, translate: Translate, verbs: Mapping[str, VerbOnDemand], **attributes: Any) -> None:
        super().__init__(name, translate, **attributes)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, those of commands that are not imported, too."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported when it is first asked for."""
        if cmd_name in self.verbs and cmd_name not in self.commands:
            verb = self.verbs[cmd_name]
            command = verb.load()
            command.short_help = verb.short_help
            self.add_command(command)
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; raises NoSuchCommand with the names like it."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            # click looks for them among the commands that are there.
            raise click.NoSuchCommand(error.command_name, possibilities=list(self.verbs), ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the list of commands."""
        with formatter.section(self.translate("命令", "Commands")):
            formatter.write_dl([(name, verb.short_help) for name, verb in self.verbs.items()])


def language_option(translate: Translate) -> click.Option:
    """--lang: `language.detect` has read its value already; click only needs to accept the option."""
    return click.Option(
        ["--lang"],
        type=OneOf(("zh", "en"), translate),
        expose_value=False,
        metavar="zh|en",
        help=translate("提示用中文（zh）还是英文（en）", "messages in Chinese (zh) or English (en)"),
    )


def existing_path() -> click.Path:
    """An existing file or folder; one without permission to read is a finding."""
    return click.Path(exists=True, readable=False, path_type=Path)


def _matches(pattern: Path) -> bool:
    # It takes as long to import as the rest of the command line.
    from gkgen.pipeline.core.project import find_offices

    return any(True for _ in find_offices(pattern))


class ExistingPaths(click.Path):
    """An existing file or folder, or a pattern that matches some: not every shell expands patterns."""

    def __init__(self) -> None:
        super().__init__(exists=True, readable=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; raises a usage error."""
        path = Path(value)
        is_pattern = glob.has_magic(str(path)) and not path.exists() and _matches(path)
        return path if is_pattern else super().convert(value, param, ctx)


class OneOf(click.Choice[str]):
    """A choice of words."""

    def __init__(self, words: Sequence[str], translate: Translate) -> None:
        super().__init__(words)
        self.translate = translate

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The words without quotes, joined as the language does it."""
        zh = f"不支持 {value}；可用 {'、'.join(self.choices)}"
        return self.translate(zh, f"{value} is none of {', '.join(self.choices)}")


class ManyOf(click.ParamType[tuple[str, ...]]):
    """Words out of a choice, separated by commas."""

    name = "words"

    def __init__(self, words: Sequence[str], translate: Translate) -> None:
        self.one = OneOf(words, translate)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words; raises a usage error."""
        if isinstance(value, tuple):
            return value
        return tuple(self.one.convert(word.strip(), param, ctx) for word in _COMMA.split(str(value)))


class WholeNumber(click.ParamType[int]):
    """An integer within inclusive bounds."""

    name = "number"

    def __init__(self, translate: Translate, lowest: int, highest: int) -> None:
        self.translate, self.lowest, self.highest = translate, lowest, highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; raises a usage error."""
        text = str(value).translate(_FULL_WIDTH_DIGITS).strip().removesuffix("年度").removesuffix("年")
        if not (text.isascii() and text.isdigit() and self.lowest <= int(text) <= self.highest):
            zh = f"应当是 {self.lowest} 到 {self.highest} 之间的整数，不能是 {value}"
            en = f"should be a whole number from {self.lowest} to {self.highest}, not {value}"
            self.fail(self.translate(zh, en), param, ctx)
        return int(text)


def _both(term: Term) -> tuple[str, str]:
    return term.zh, term.en
