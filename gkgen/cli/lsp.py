"""gkgen lsp: the language server, which an editor starts."""

from functools import partial

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "lsp",
        translate,
        # Many editors pass --stdio, the only way there is.
        params=[click.Option(["--stdio"], is_flag=True, hidden=True, expose_value=False)],
        callback=partial(_lsp, translate, language),
        help=translate(
            "给编辑器用的语言服务器，由编辑器启动，经标准输入输出通信：边写边提示，补全名称、行列和引用，"
            "停在数上显示从哪里来。不联网，不写文件。各编辑器的设置见文档“编辑器和浏览器”。",
            "The language server, started by an editor and spoken to over standard input and output: findings while "
            "typing, completion of keys, rows and references, the number behind a reference. It uses no network and "
            "writes nothing. The settings of each editor: see 'Editor and browser' in the documentation.",
        ),
    )


def _lsp(translate: Translate, language: Language) -> int:
    from gkgen.errors import EnvironmentFault

    try:
        from gkgen.language_server.server import serve
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.partition(".")[0] in {"pygls", "lsprotocol"}:
            zh, en = "缺少 pygls：pip install 'gkgen[lsp]'", "pygls is missing: pip install 'gkgen[lsp]'"
            raise EnvironmentFault(translate(zh, en)) from missing
        raise
    serve(language)
    return 0
