"""gkgen new: a starter file."""

from functools import partial
from pathlib import Path
from typing import Literal

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import reported_year, written_keys
from gkgen.cli.printing import say
from gkgen.cli.prompts import Asking
from gkgen.diagnostics import Language, Status

# What belongs to other programs; a file of that name would be damaged for them.
_OTHER_SUFFIXES = frozenset(
    {".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".et", ".ofd", ".rtf", ".txt", ".html", ".htm", ".json", ".zip"}
)
_WEB_SUFFIXES = frozenset({".html", ".htm", ".mht", ".mhtml"})


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "new",
        translate,
        params=_params(translate),
        callback=partial(_new, translate, language),
        help=translate(
            "新建一份带说明的年度报告文件，不会覆盖已有的文件。命令里没写的，会逐项询问。",
            "Write a commented starter file; an existing file is never overwritten. On a terminal, what is missing is "
            "asked for.",
        ),
    )


def _params(translate: Translate) -> list[click.Parameter]:
    return [
        click.Argument(
            ["file"], required=False, type=click.Path(path_type=Path), metavar=translate("[文件]", "[FILE]")
        ),
        reported_year(translate),
        click.Option(
            ["--office"], metavar=translate("机关", "NAME"), help=translate("机关全称", "full name of the office")
        ),
        written_keys(translate),
        click.Option(
            ["--from", "previous"],
            type=click.Path(path_type=Path),
            metavar=translate("上年的文件", "LAST-YEARS-FILE"),
            help=translate(
                "从上年的报告开始，Word、PDF 也行：带来机关、联系方式、结转和现行有效的数",
                "begin from last year's report, also a Word file or PDF: the office, its contact, "
                "requests carried out, documents in force",
            ),
        ),
        click.Option(
            ["--keep-text"],
            is_flag=True,
            help=translate("把上年的正文作为注释写进来", "keep last year's texts as comments"),
        ),
    ]


def _new(
    translate: Translate,
    language: Language,
    *,
    file: Path | None,
    year: int | None,
    office: str | None,
    keys: Literal["zh", "en"],
    previous: Path | None,
    keep_text: bool,
) -> int:
    from gkgen.pipeline.core.outcome import Outcome, status_of
    from gkgen.pipeline.editing.starter import Begin, new_file

    if keep_text and not previous:
        raise click.UsageError(translate("--keep-text 要和 --from 一起用", "--keep-text goes with --from"))
    if previous and (imported := _imported(previous, keys, translate, language)) is None:
        return Status.FINDINGS
    previous = imported if previous else None
    asking = Asking(translate)
    if not previous:
        # Without a path the user is prompted for everything, the path included.
        year = year or asking.year()
        office = office or asking.office()
    if file is None:
        file = asking.file(office or "", translate("文件", "FILE"))
    file = _office_file(file, translate)
    found = new_file(file, Begin(year, office, keys, previous, keep_text))
    if found:
        from gkgen.cli.output import show

        show(Outcome(str(file), "failed", (), 0.0, found, ()), language)
        return status_of(found)
    say(file)
    say(translate(f"写好以后运行：gkgen check {file}", f"when it is written run: gkgen check {file}"), err=True)
    return 0


def _office_file(path: Path, translate: Translate) -> Path:
    """The path with the suffix of office files; a usage error where it has that of another program's files."""
    if path.suffix.lower() in {".yaml", ".yml"}:
        return path
    if path.suffix.lower() in _OTHER_SUFFIXES:
        zh = f"新建的是 .yaml 文件，不是 {path.suffix}；写成 {path.with_suffix('.yaml')}"
        raise click.UsageError(
            translate(zh, f"a new file is a .yaml, no {path.suffix}: name it {path.with_suffix('.yaml')}")
        )
    return path.with_name(f"{path.name}.yaml")


def _imported(previous: Path, keys: Literal["zh", "en"], translate: Translate, language: Language) -> Path | None:
    """Last year's report as an office file: itself, or what is imported from a Word file or a PDF; None where it fails.

    The imported file is put beside the original and stays there, for `上年` in the new file names it.
    """
    from gkgen.pipeline.core.file_reading import MAX_REPORT_BYTES
    from gkgen.pipeline.core.project import read_beginning
    from gkgen.source import foreign_format

    try:
        head = read_beginning(previous, MAX_REPORT_BYTES)
        is_foreign = foreign_format(head, previous.name) or previous.suffix.lower() in _WEB_SUFFIXES
    except OSError:
        return previous  # told where it is read
    target = previous.with_suffix(".yaml")
    if not is_foreign or target == previous:
        return previous
    if target.exists():
        say(translate(f"已有 {target}，从它开始", f"{target} is there already and is used"), err=True)
        return target
    from gkgen.cli.output import show
    from gkgen.pipeline.core.isolation import isolated
    from gkgen.pipeline.importing.converted_report import ImportOptions
    from gkgen.pipeline.importing.import_files import import_file

    with isolated() as run:
        outcome = import_file(previous, target, ImportOptions(keys, language), run)
    show(outcome, language)
    if outcome.state != "imported":
        return None
    say(translate(f"已由 {previous} 导入 {target}", f"imported {previous} as {target}"), err=True)
    return target
