"""gkgen textconv: a file as lines of text, the filter that Git runs before it compares files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.printing import say
from gkgen.diagnostics import Language, Status


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "textconv",
        translate,
        params=[
            click.Argument(
                ["file"], required=False, type=click.Path(path_type=Path), metavar=translate("[文件]", "[FILE]")
            ),
            click.Option(
                ["--install"],
                is_flag=True,
                help=translate(
                    "在当前 Git 工作区登记，以后 git diff、git log -p、git show 都用它",
                    "register it in this work tree, so that git diff, git log -p and git show use it",
                ),
            ),
        ],
        callback=partial(_textconv, translate, language),
        help=translate(
            "把年度报告的 YAML 或 Word 文件变成一行一格、一行一句的文字，供 git diff 比较。"
            "先运行一次 gkgen textconv --install，再在 .gitattributes 里写 *.yaml diff=gkgen 和 *.docx diff=gkgen。",
            "An office file or a Word file as lines of text for git diff: a row of a table is a line, and so is a "
            "sentence. Run gkgen textconv --install once and write *.yaml diff=gkgen and *.docx diff=gkgen into "
            ".gitattributes.",
        ),
    )


def _textconv(translate: Translate, language: Language, *, file: Path | None, install: bool) -> int:
    from gkgen.pipeline.comparing.git import GitError, install_driver
    from gkgen.reporters.text import concise

    if (file is None) is not install:
        raise click.UsageError(translate("写一个文件名，或者写 --install", "name a file or say --install"))
    if file is not None:
        # Git reads bytes; the encoding of the console does not matter.
        text = "".join(f"{line}\n" for line in _lines(file, language))
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return Status.OK
    try:
        settings = install_driver(Path())
    except GitError as refused:
        say(concise(refused.finding, language), err=True)
        return refused.finding.status
    for key, value in settings.items():
        click.echo(f"{key} = {value}", err=True)
    return Status.OK


def _lines(file: Path, language: Language) -> Sequence[str]:
    """The file as lines; an error becomes a line, too, since Git aborts when a filter fails."""
    from hashlib import sha256

    from gkgen.diagnostics import Diagnostic
    from gkgen.pipeline.comparing.text_conversion import text_lines
    from gkgen.pipeline.core.file_reading import MAX_REPORT_BYTES, read_report_file
    from gkgen.pipeline.core.isolation import isolated
    from gkgen.pipeline.core.project import read_beginning
    from gkgen.reporters.text import concise

    # Git gives each version a temporary path of its own, which must not count as a difference.
    data = read_report_file(file, file.name)
    with isolated() as run:
        lines = data if isinstance(data, Diagnostic) else text_lines(data, file.name, run)
    if not isinstance(lines, Diagnostic):
        return lines
    # Size and digest show whether the file changed.
    beginning = read_beginning(file, MAX_REPORT_BYTES)
    size = max(file.stat().st_size, len(beginning))
    return [concise(lines, language), f"{size:,} bytes, sha256 {sha256(beginning).hexdigest()}"]
