"""gkgen verify: differences between a finished file, which may have been edited by hand, and its office file."""

from functools import partial
from pathlib import Path

import click

from gkgen.cli.diff import print_differences, showing_options
from gkgen.cli.i18n import Verb, existing_path
from gkgen.cli.language import Translate
from gkgen.diagnostics import Language, Status


def command(translate: Translate, language: Language) -> click.Command:
    """The verb."""
    kind = existing_path()
    return Verb(
        "verify",
        translate,
        params=[
            click.Argument(["office"], type=kind, metavar=translate("年度报告.yaml", "OFFICE.yaml")),
            click.Argument(["finished"], nargs=-1, type=kind, metavar=translate("[成品文件]...", "[FINISHED-FILE]...")),
            *showing_options(translate),
        ],
        callback=partial(_verify, translate, language),
        help=translate(
            "有人手工改过生成的文件时，逐格、逐句列出它和 YAML 的不同。不写成品文件，就核对旁边同名的文件。"
            "相同时退出码是 0，不同是 4。",
            "When somebody edited a finished file by hand: what it now says otherwise than the YAML, cell by cell and "
            "sentence by sentence. Without a finished file, those of the same name beside the office file are taken. "
            "The exit status is 0 when they match and 4 when they do not.",
        ),
    )


def _verify(
    translate: Translate,
    language: Language,
    *,
    office: Path,
    finished: tuple[Path, ...],
    output_format: str,
    output: Path | None,
) -> int:
    from gkgen.pipeline.comparing.rendered_file import RENDERED_FORMATS
    from gkgen.pipeline.comparing.verifying import verify_file
    from gkgen.pipeline.core.isolation import isolated
    from gkgen.pipeline.core.outcome import status_of

    files = finished or tuple(path for suffix in RENDERED_FORMATS if (path := office.with_suffix(suffix)).is_file())
    known = "、".join(RENDERED_FORMATS)
    if not files:
        raise click.UsageError(
            translate(f"{office} 旁边没有同名的 {known} 文件", f"no {known} file of that name beside {office}")
        )
    if unknown := [path for path in files if path.suffix.lower() not in RENDERED_FORMATS]:
        raise click.UsageError(
            translate(f"{unknown[0]} 不能核对，可以核对 {known}", f"{unknown[0]} cannot be verified; {known} can")
        )
    with isolated() as run:
        results = [verify_file(office, path, run) for path in files]
    print_differences(results, language, output_format, output)
    failed = max(status_of(result.diagnostics) for result in results)
    return failed or (Status.OK if all(result.is_equal for result in results) else Status.MISMATCH)
