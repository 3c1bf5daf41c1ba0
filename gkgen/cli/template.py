"""gkgen template: draw the Word template of an edition, compare one with its edition."""

from pathlib import Path

import click

from gkgen import resources
from gkgen.cli.i18n import OneOf, Verb, Verbs, existing_path
from gkgen.cli.language import Translate
from gkgen.cli.printing import say
from gkgen.diagnostics import Language


def command(translate: Translate, language: Language) -> click.Command:
    """The group of both commands."""
    group = Verbs(
        "template",
        translate,
        help=translate("Word 模板：画出、核对。", "Word templates: draw them, check them."),
    )
    group.add_command(_draw(translate))
    group.add_command(_check(translate, language))
    return group


def _draw(translate: Translate) -> click.Command:
    def draw(folder: Path, look: str | None) -> int:
        from gkgen.pipeline.core.atomic_write import write_all
        from gkgen.pipeline.core.checking import form
        from gkgen.word_templates import draw as drawn_template

        drawn = {folder / edition.name / "report.docx": drawn_template(edition, look) for edition in form().editions}
        if look:
            css = resources.look_folder(look) / resources.LOOK_CSS
            drawn[folder / css.name] = css.read_bytes()
        write_all(drawn)
        for path in drawn:
            say(path)
        return 0

    return Verb(
        "draw",
        translate,
        params=[
            click.Argument(["folder"], type=click.Path(path_type=Path), metavar=translate("文件夹", "DIR")),
            click.Option(
                ["--look"],
                type=OneOf(resources.looks(), translate),
                metavar="|".join(resources.looks()),
                help=translate("从自带的一种版式开始，连同样式表", "begin from a look that gkgen brings, with its CSS"),
            ),
        ],
        callback=draw,
        help=translate(
            "按 schema.yaml 画出各版的 report.docx。", "Draw report.docx of every edition from schema.yaml."
        ),
        short_help=translate("按 schema.yaml 画出 report.docx", "draw report.docx from schema.yaml"),
    )


def _check(translate: Translate, language: Language) -> click.Command:
    def check(folder: Path) -> int:
        from gkgen.pipeline.core.checking import form
        from gkgen.pipeline.core.outcome import status_of
        from gkgen.reporters.text import concise
        from gkgen.word_templates import verify

        editions = [(edition, folder / edition.name / "report.docx") for edition in form().editions]
        found = [
            diagnostic
            for edition, path in editions
            if path.is_file()
            for diagnostic in verify(edition, path.read_bytes(), str(path))
        ]
        if not any(path.is_file() for _, path in editions):
            raise click.UsageError(translate("文件夹里没有 report.docx", "there is no report.docx in that folder"))
        for diagnostic in found:
            say(concise(diagnostic, language), err=True)
        return status_of(found)

    return Verb(
        "check",
        translate,
        params=[click.Argument(["folder"], type=existing_path(), metavar=translate("文件夹", "DIR"))],
        callback=check,
        help=translate(
            "逐格核对文件夹里的 report.docx 和国家格式。",
            "Compare the report.docx in a folder with the national form, cell by cell.",
        ),
        short_help=translate("逐格核对 report.docx", "compare report.docx with the form"),
    )
