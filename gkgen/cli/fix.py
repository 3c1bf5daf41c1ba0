"""gkgen fix: safe repairs, which need no decision of the author, in the file itself or as a diff."""

from functools import partial
from pathlib import Path

import click

from gkgen.cli.i18n import Verb
from gkgen.cli.language import Translate
from gkgen.cli.options import paths_argument
from gkgen.cli.printing import say, say_patch
from gkgen.diagnostics import Language, Status


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    return Verb(
        "fix",
        translate,
        params=[
            paths_argument(translate),
            click.Option(
                ["--diff"],
                is_flag=True,
                help=translate(
                    "只显示要改什么，不写文件；有要改的，退出码是 1",
                    "show what would be changed and write nothing; ends with 1 if anything would be",
                ),
            ),
        ],
        callback=partial(_fix, translate, language),
        help=translate(
            "自动改正有把握的小错：全角数字和冒号、冒号后缺空格、千位分隔符、缩进、编码、Word 带来的杂质。"
            "注释、次序、文字不动。",
            "Mend what is safe to mend: full-width digits and colons, a missing space behind a colon, thousands "
            "separators, indentation, encoding, leftovers of Word. Comments, order and wording stay.",
        ),
    )


def _fix(translate: Translate, language: Language, *, paths: tuple[Path, ...], diff: bool) -> int:
    from gkgen.cli.output import offices_in
    from gkgen.pipeline.core.outcome import status_of
    from gkgen.pipeline.editing.fixing import fix_file
    from gkgen.reporters.fix_report import mended, mended_all
    from gkgen.reporters.text import concise

    results = []
    for path in offices_in(paths, translate):
        fixed = fix_file(path, write=not diff)
        results.append(fixed)
        for diagnostic in fixed.diagnostics:
            say(concise(diagnostic, language), err=True)
        for line in fixed.diff if diff else ():
            say_patch(line)
        if fixed.repairs:
            # Standard output is reserved for the patch.
            say(mended(fixed, language, planned=diff), err=diff)
    click.echo(mended_all(results, language, planned=diff), err=True)
    status = max(status_of(fixed.diagnostics) for fixed in results)
    return max(status, Status.FINDINGS if diff and any(fixed.repairs for fixed in results) else Status.OK)
