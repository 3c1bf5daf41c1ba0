"""A published report converted to an office file, with its pictures beside it and findings for whatever is doubtful."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from gkgen.diagnostics import Diagnostic, diagnose, has_errors, reason_of
from gkgen.importers.readers.format_detection import import_suffixes
from gkgen.pipeline.core.atomic_write import write_all
from gkgen.pipeline.core.drafts import is_draft
from gkgen.pipeline.core.guarded_job import guarded
from gkgen.pipeline.core.isolation import Runner, run_without_limits
from gkgen.pipeline.core.named_files import SUFFIXES
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import Project
from gkgen.pipeline.importing.converted_report import ConvertedReport, ImportOptions
from gkgen.pipeline.importing.report_loading import ReportBytes, load_report, read_report


def targets(paths: Iterable[Path], output: Path | None) -> list[tuple[Path, Path]]:
    """The reports that the paths mean, each with the path of its office file; all of these differ."""
    found: dict[Path, Path] = {}
    for path in paths:
        reports = sorted(filter(_may_be_report, path.rglob("*"))) if path.is_dir() else [path]
        for report in reports:
            inside = report.relative_to(path) if path.is_dir() else Path(report.name)
            folder = report.parent if output is None else (output / inside).parent
            target = output if output and output.suffix in SUFFIXES else folder / f"{report.stem}.yaml"
            if target in found.values():
                target = folder / f"{report.stem}-{report.suffix.removeprefix('.').lower()}.yaml"
            found.setdefault(report, target)
    return list(found.items())


def _may_be_report(path: Path) -> bool:
    """Files whose names begin with . or ~$ belong to programs that have a file open."""
    return path.is_file() and path.suffix[1:].lower() in import_suffixes() and not path.name.startswith((".", "~$"))


def import_file(path: Path, target: Path, options: ImportOptions, run: Runner = run_without_limits) -> Outcome:
    """Converts a report to the office file `target`, which is never overwritten.

    Files from others are read, matched and checked by another `run` than one's own; this process writes.
    """
    outcome, seconds = guarded(
        path, lambda: _import(path, target, options, run), lambda found: Outcome.failed(path, found)
    )
    return replace(outcome, seconds=seconds)


def _import(path: Path, target: Path, options: ImportOptions, run: Runner) -> Outcome:
    if target.exists():
        return Outcome.failed(path, diagnose("O06", str(target)))
    report = load_report(path)
    if isinstance(report, Diagnostic):
        return Outcome.failed(path, report)
    told = (*report.diagnostics, diagnose("I50", str(path))) if is_draft(path, report.data) else report.diagnostics
    work = partial(_converted, path, target, options, told)
    done = run(work, report.data, str(path))
    if isinstance(done, Diagnostic):
        return Outcome.failed(path, done)
    converted, schema = done
    if not converted.text:
        return Outcome.failed(path, *converted.diagnostics)
    files = {target.parent / name: picture for name, picture in converted.pictures.items()}
    try:
        # The schema first, so that an editor that opens the file at once finds it.
        whole = {**schema, target: converted.text.encode("utf-8"), **files}
        write_all(whole, home=Project.of(target).root)
    except OSError as fault:
        return Outcome.failed(path, diagnose("O02", str(target), name=str(target), reason=reason_of(fault)))
    outputs = (str(target), *map(str, files))
    lines = tuple(converted.text.split("\n"))
    outcome = Outcome(str(target), "imported", outputs, 0.0, converted.diagnostics, lines)
    return replace(outcome, account=converted.account, beside=converted.beside)


def _converted(
    path: Path, target: Path, options: ImportOptions, told: tuple[Diagnostic, ...], data: bytes, name: str
) -> tuple[ConvertedReport, dict[Path, bytes]]:
    """The report as an office file, without a text when it cannot be read, and the schema that it needs beside it.

    What this imports is slow to load, and the process that starts this one does without it.
    """
    from gkgen.pipeline.editing.editor_schema import schema_file
    from gkgen.pipeline.importing.conversion import convert

    original = replace(read_report(ReportBytes(data, told), path), name=name)
    if has_errors(original.diagnostics):
        return ConvertedReport("", {}, original.diagnostics), {}
    return convert(original, str(target), options), schema_file(target, options.keys)
