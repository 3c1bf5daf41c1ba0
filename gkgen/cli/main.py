"""The entry point: language, streams, exit statuses; no input of an author ends in a traceback."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from gkgen._version import __version__
from gkgen.cli.i18n import Verbs, click_messages, usage_error
from gkgen.cli.language import Translate, detect, translator
from gkgen.cli.printing import say
from gkgen.diagnostics import Language, Status, reason_of
from gkgen.errors import EnvironmentFault, GkgenError

# A command is a module of gkgen.cli with a function `command`, named here in the order in which it is listed.
_VERBS = (
    "init",
    "new",
    "import_",
    "check",
    "fix",
    "format_",
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
)


def commands(language: Language) -> Verbs:
    """The whole command line in a language."""
    translate = translator(language)
    group = Verbs(
        "gkgen",
        translate,
        help=translate(
            "由一份 YAML 生成政府信息公开工作年度报告：先按国家格式核对，再写出一致的 Word 和 PDF。",
            "Make the annual report on government-information disclosure from one YAML file: "
            "checked against the national form, then written as matching Word and PDF.",
        ),
        epilog=translate("每个命令的用法：gkgen 命令 --help", "For each command: gkgen COMMAND --help"),
    )
    for verb in _VERBS:
        group.add_command(import_module(f"gkgen.cli.{verb}").command(translate, language))
    show_version = click.version_option(
        __version__, message="%(prog)s %(version)s", help=translate("显示版本", "show the version")
    )
    return show_version(group)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    language = detect(words, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Chinese Windows console is GBK; a character outside it must not end the run.
            stream.reconfigure(errors="replace")
    with click_messages(language):
        return _run(words, language)


def _run(words: list[str], language: Language) -> int:
    translate = translator(language)
    try:
        result = commands(language).main(words, prog_name="gkgen", standalone_mode=False)
        return int(result or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return Status.USAGE
    except click.ClickException as error:
        say(f"gkgen: {usage_error(error, language)}", err=True)
        context = error.ctx if isinstance(error, click.UsageError) else None
        named = next((word for word in words if not word.startswith("-")), "")
        verb = context.command_path if context else "gkgen"
        if verb == "gkgen" and f"{named}_" in {f"{each.rstrip('_')}_" for each in _VERBS}:
            verb = f"gkgen {named}"
        click.echo(translate(f"运行 {verb} --help 看用法", f"run {verb} --help for usage"), err=True)
        return Status.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(translate("已中断", "interrupted"), err=True)
        return Status.INTERRUPTED
    except SystemExit:
        # click exits like this when the reader of a pipe is gone, as with `| head`, which is no fault.
        return Status.OK
    except OSError as fault:
        # When a temporary file cannot be renamed, the second name is that of the output.
        place = fault.filename2 or fault.filename
        where = f"{place}{translate('：', ': ')}" if place else ""
        say(f"gkgen: {where}{reason_of(fault).text(language)}", err=True)
        return Status.ENVIRONMENT
    except EnvironmentFault as fault:
        say(f"gkgen: {fault}", err=True)
        return Status.ENVIRONMENT
    except GkgenError as fault:
        say(f"gkgen: {fault}", err=True)
        return Status.USAGE
    except Exception:  # noqa: BLE001 - the last resort: a log to send instead of a traceback
        say(f"gkgen: {_fault(translate)}", err=True)
        return Status.FAULT


def _fault(translate: Translate) -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="gkgen-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(traceback.format_exc())
    return translate(
        f"gkgen 自身出错，请把 {file.name} 交给维护者", f"fault in gkgen; please send {file.name} to the maintainers"
    )
