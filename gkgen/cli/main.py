"""The entry point: language, streams, exit statuses; no input of an author ends in a traceback."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module

import click

from gkgen._version import __version__
from gkgen.cli.ending_signals import status_of_end
from gkgen.cli.i18n import VerbOnDemand, Verbs, VerbsOnDemand, click_messages
from gkgen.cli.language import Translate, detect, translator
from gkgen.cli.printing import say
from gkgen.cli.usage_errors import usage_error
from gkgen.diagnostics import Language, Status, reason_of
from gkgen.errors import EnvironmentFault, GkgenError

# A command is a module of gkgen.cli with a function `command`, named here with what the list of commands says of it, in
# the order of that list: nothing but the command that runs is imported.
_VERBS = {
    "init": ("建一个区县用的文件夹，可以直接放进 Git", "begin a folder for a district, ready for Git"),
    "new": ("新建一份带说明的文件", "write a commented starter file"),
    "import_": ("把已经发布的报告转成 YAML 文件", "turn published reports into office files"),
    "check": ("核对，指出每一处问题", "check, show everything that is wrong"),
    "claims": ("列出正文里的每一个数和表格对不对得上", "what each number of the text says, and whether it is so"),
    "fix": ("自动改正全角数字、冒号、缩进、编码等", "mend digits, colons, indentation, encoding"),
    "format_": ("按统一的写法排好文件", "put files into their one form"),
    "explain": ("解释提示的代号，列出全部规则", "explain a code, list all rules"),
    "build": ("核对并生成 Word 和 PDF", "check and write Word and PDF"),
    "table": ("各机关的数汇成一个 Excel 工作簿", "the numbers of many offices as one workbook"),
    "status": ("对着名册看谁没报、谁有错", "who of the roster has reported, who has not"),
    "trace": ("一个数从哪里来，逐级列出", "where a number comes from, level by level"),
    "watch": ("每次保存都重新生成", "build again at every save"),
    "preview": ("在浏览器里看，边改边更新", "see it in the browser while you edit"),
    "form": ("在浏览器里填表", "fill in the form in the browser"),
    "lsp": ("语言服务器，由编辑器启动", "the language server, started by an editor"),
    "diff": ("比较两个版本，列出改动的格和句", "compare two versions, cell by cell and by sentence"),
    "verify": ("核对改过的成品文件和 YAML", "compare an edited file with its YAML"),
    "textconv": ("让 git diff 逐格、逐句显示报告和 Word 的改动", "lets git diff understand reports and Word files"),
    "template": ("Word 模板：画出、核对", "draw and check Word templates"),
    "schema": ("输出给编辑器用的 JSON Schema", "print the JSON Schema for editors"),
    "doctor": ("检查字体和程序库，说明缺什么、怎样安装", "look for fonts and libraries, say what is missing"),
    "completion": ("命令补全脚本", "shell completion script"),
}


def commands(language: Language) -> Verbs:
    """The whole command line in a language, every command imported."""
    group = _command_line(language)
    for name in group.list_commands(click.Context(group)):
        group.get_command(click.Context(group), name)
    return group


def _command_line(language: Language) -> VerbsOnDemand:
    translate = translator(language)
    group = VerbsOnDemand(
        "gkgen",
        translate,
        {
            module.rstrip("_"): VerbOnDemand(translate(*told), partial(_verb, module, language))
            for module, told in _VERBS.items()
        },
        help=translate(
            "由一份 YAML 生成政府信息公开工作年度报告：先按国家格式核对，再写出一致的 Word 和 PDF。",
            "Make the annual report on government-information disclosure from one YAML file: "
            "checked against the national form, then written as matching Word and PDF.",
        ),
        epilog=translate("每个命令的用法：gkgen 命令 --help", "For each command: gkgen COMMAND --help"),
    )
    show_version = click.version_option(
        __version__, message="%(prog)s %(version)s", help=translate("显示版本", "show the version")
    )
    return show_version(group)


def _verb(module: str, language: Language) -> click.Command:
    command: click.Command = import_module(f"gkgen.cli.{module}").command(translator(language), language)
    return command


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
        result = _command_line(language).main(words, prog_name="gkgen", standalone_mode=False)
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
    except (click.Abort, KeyboardInterrupt) as ended:
        with suppress(OSError):
            # The terminal may be gone.
            click.echo(translate("已中断", "interrupted"), err=True)
        return status_of_end(ended)
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
