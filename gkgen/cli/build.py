"""gkgen build: check, write, compare; the paths of what was written go to standard output."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gkgen.cli.i18n import ManyOf, Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import jobs_option, output_option, paths_argument, templates_option, timeout_option
from gkgen.cli.output_formats import SHOWN, on_screen, output_format
from gkgen.cli.printing import say
from gkgen.diagnostics import Language
from gkgen.writers.formats import DEFAULT_FORMATS, OUTPUT_FORMATS

if TYPE_CHECKING:
    from gkgen.pipeline.core.building import BuildOptions
    from gkgen.pipeline.core.outcome import Outcome

_REPORT_SUFFIXES = frozenset({"", ".json", ".html", ".htm", ".sarif", ".md"})
_ReportCheck = Callable[[click.Context, click.Parameter, tuple[Path, ...]], tuple[Path, ...]]
_FolderCheck = Callable[[click.Context, click.Parameter, Path | None], Path | None]
_NameCheck = Callable[[click.Context, click.Parameter, str | None], str | None]


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "build",
        translate,
        params=[
            paths_argument(translate),
            *what(translate),
            *where(translate),
            _draft_option(translate),
            *_told(translate),
            *_by_whom(translate),
        ],
        callback=partial(_build, translate, language),
        help=translate(
            "核对并生成 Word 和 PDF。有错误就不写，原有的文件不动。",
            "Check and write Word and PDF. When something is wrong nothing is written and earlier files stay.",
        ),
    )


def _build(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    scheduler: str | None,
    **options: Any,
) -> int:
    from gkgen.pipeline.core.pdf_process import pdf_process

    is_single = len(paths) == 1 and not paths[0].is_dir() and not scheduler
    with pdf_process(is_wanted=is_single and "pdf" in options["formats"]):
        return _built(translate, language, paths=paths, scheduler=scheduler, **options)


def _built(
    translate: Translate,
    language: Language,
    *,
    paths: tuple[Path, ...],
    jobs: int | None,
    timeout: float,
    force: bool,
    prune: bool,
    scheduler: str | None,
    report: tuple[Path, ...],
    output_format: str | None,
    **options: Any,
) -> int:
    # Imported while the second process starts.
    from gkgen.batch import BatchOptions, build_all
    from gkgen.cli.output import offices_in, once_shown, show
    from gkgen.cli.progress import progress
    from gkgen.pipeline.core.building import BuildOptions
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.reporters.text import failures, summary

    offices = offices_in(paths, translate)
    if options["draft"] and (options["strict"] or len(offices) > 1):
        zh, en = "--draft 一次只做一份，也不能和 --strict 一起用", "--draft is for one report, and not with --strict"
        raise click.UsageError(translate(zh, en))
    chosen = BuildOptions(**options)
    outcomes = []
    running = build_all(offices, chosen, BatchOptions(jobs, timeout, force, scheduler))
    for outcome in progress(running, len(offices), translate):
        show(outcome, language, on_screen(output_format))
        outcomes.append(outcome if report else once_shown(outcome))
        for path in outcome.outputs if outcome.state in {"built", "draft"} else ():
            say(path)
    _tell_left_over(offices, chosen, translate, prune=prune)
    for line in (*failures(outcomes, language), summary(outcomes, language)):
        say(line, err=True)
    _write_reports(report, outcomes, language)
    return max(status_of(outcome.diagnostics, strict=chosen.strict) for outcome in outcomes)


def _tell_left_over(offices: "list[Path]", chosen: "BuildOptions", translate: Translate, *, prune: bool) -> None:
    """Lists the outputs of offices whose files are gone, or removes them with --prune."""
    from gkgen import batch

    if prune:
        for path in batch.prune(offices, chosen):
            say(translate(f"已删除 {path}", f"removed {path}"), err=True)
    for path in batch.left_over(offices, chosen):
        say(translate(f"机关的文件已经不在，留下了 {path}", f"left of an office that is gone: {path}"), err=True)


def _write_reports(paths: Sequence[Path], outcomes: "list[Outcome]", language: Language) -> None:
    for path in paths:
        _write_report(path, outcomes, language)


def _write_report(path: Path, outcomes: "list[Outcome]", language: Language) -> None:
    from gkgen.pipeline.core.atomic_write import write_all
    from gkgen.reporters.batch_page import batch_page
    from gkgen.reporters.findings_json import report_json
    from gkgen.reporters.report_formats import REPORTS

    match path.suffix.lower():
        case ".html" | ".htm":
            text = batch_page(outcomes, language, path.parent, datetime.now())
        case ".sarif":
            text = REPORTS["sarif"](outcomes, language, False)
        case ".md":
            text = REPORTS["markdown"](outcomes, language, False)
        case _:
            text = report_json(outcomes, language)
    # A line end at the end of the file, so that files can be concatenated.
    write_all({path: f"{text.rstrip()}\n".encode("utf-8", "replace")})


def what(translate: Translate) -> Iterator[click.Parameter]:
    """The options about what is built and how."""
    default = ",".join(DEFAULT_FORMATS)
    yield click.Option(
        ["-f", "--formats", "--format"],
        type=ManyOf(tuple(OUTPUT_FORMATS), translate),
        multiple=True,
        default=DEFAULT_FORMATS,
        callback=_joined,
        metavar=",".join(OUTPUT_FORMATS),
        help=translate(
            f"要哪些格式，用逗号分开，或者写几次 -f；默认 {default}",
            f"which formats, separated by commas or named by an -f each; {default} unless told",
        ),
    )
    yield click.Option(["--strict"], is_flag=True, help=translate("有警告也不生成", "warnings stop an office as well"))
    yield templates_option(translate)


def _joined(ctx: click.Context, param: click.Parameter, value: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:  # noqa: ARG001
    """The formats of all `-f`, each once."""
    return tuple(dict.fromkeys(name for names in value for name in names))


def _by_whom(translate: Translate) -> Iterator[click.Parameter]:
    """The options about processes, machines and time."""
    yield jobs_option(translate)
    yield timeout_option(translate)
    yield click.Option(
        ["--force"],
        is_flag=True,
        help=translate("没有变化的也重新生成", "build those again of which nothing changed"),
    )
    yield click.Option(
        ["--scheduler"],
        metavar=translate("地址", "ADDRESS"),
        help=translate(
            "交给 Dask 的多台机器去做，例如 tcp://10.0.0.1:8786", "let machines of a Dask cluster work: tcp://host:8786"
        ),
    )


def where(translate: Translate) -> Iterator[click.Parameter]:
    """The options about folders and names."""
    folder = output_option(
        translate("文件夹", "DIR"),
        translate("写到哪个文件夹；不写就放在原文件旁边", "where to write; else beside the office file"),
    )
    folder.callback = _checked_folder(translate)
    yield folder
    yield click.Option(
        ["--name"],
        callback=_checked_name(translate),
        metavar=translate("格式", "PATTERN"),
        help=translate(
            "文件名的格式，例如 {机关}{年度}年政府信息公开工作年度报告",
            "pattern of the names, such as {office}-{year}",
        ),
    )


def _told(translate: Translate) -> Iterator[click.Parameter]:
    """The options about reports, and about outputs of offices that are gone."""
    yield click.Option(
        ["--report"],
        type=click.Path(path_type=Path),
        multiple=True,
        callback=_checked_reports(translate),
        metavar=translate("文件", "FILE"),
        help=translate(
            "把每份报告的结果写成 JSON；文件名以 .html 结尾写成网页，以 .sarif、.md 结尾只写提示",
            "write the result of every office as JSON, or as a web page (.html); findings alone as .sarif or .md",
        ),
    )
    yield output_format(translate, (*SHOWN, "github"))
    yield click.Option(
        ["--prune"],
        is_flag=True,
        help=translate("机关的文件已经不在的，删去它留下的输出", "remove the outputs of offices whose files are gone"),
    )


def _draft_option(translate: Translate) -> click.Option:
    return click.Option(
        ["--draft"],
        is_flag=True,
        help=translate(
            "有错误也生成，标明待填处，页面上和文件名里有“草稿”；改好再生成时自动删去",
            "make a draft of a report with errors: holes marked, pages and file name marked as a draft; removed when "
            "the finished report is built",
        ),
    )


def _checked_folder(translate: Translate) -> _FolderCheck:
    """Refuses the name of a file where a folder is wanted."""

    def check(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
        is_file = value is not None and value.suffix[1:].lower() in {*OUTPUT_FORMATS, "doc", "wps", "yaml"}
        if value is not None and is_file and not value.is_dir():
            zh, en = f"要写文件夹，不能是 {value}；文件名用 --name 定", f"a folder, not {value}; --name names the files"
            raise click.BadParameter(translate(zh, en), ctx, param)
        return value

    return check


def _checked_reports(translate: Translate) -> _ReportCheck:
    """Refuses names of files that --report does not write: JSON in an .xlsx opens nowhere."""

    def check(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> tuple[Path, ...]:
        for suffix in (file.suffix for file in value if file.suffix.lower() not in _REPORT_SUFFIXES):
            zh = f"不能写成 {suffix}；文件名以 .json、.html、.sarif 或 .md 结尾"
            en = f"cannot be {suffix}; end the name with .json, .html, .sarif or .md"
            raise click.BadParameter(translate(zh, en), ctx, param)
        return value

    return check


def _checked_name(translate: Translate) -> _NameCheck:
    def check(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        from gkgen.pipeline.core.output_names import NAME_WORDS, unknown_words

        if unknown := unknown_words(value or ""):
            known = "、".join(NAME_WORDS)
            raise click.BadParameter(
                translate(f"没有 {{{unknown[0]}}}，可以用：{known}", f"no {{{unknown[0]}}}; known: {known}"), ctx, param
            )
        return value

    return check
