"""A published report converted to an office file, with its pictures beside it and findings for whatever is doubtful."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gkgen import pictures
from gkgen.diagnostics import Diagnostic, Language, Severity, diagnose, has_errors, in_order, reason_of
from gkgen.document import Block, Figure
from gkgen.importers.match_result import ImportIssue, MatchedReport, issue
from gkgen.importers.matching import match
from gkgen.importers.office_file_writer import Keys, OfficeFileText, WritingOptions, write
from gkgen.importers.parsed_document import ParsedDocument, Place
from gkgen.importers.readers.format_detection import import_suffixes, read_document
from gkgen.pipeline.core.atomic_write import write_all
from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.guarded_job import guarded
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.project import SUFFIXES
from gkgen.pipeline.editing.editor_schema import modeline, schema_file
from gkgen.pipeline.importing.report_loading import Reader, load_report

_FOLDER = "pictures"
_ENDINGS = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg"}
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: the language of keys, and of comments."""

    keys: Keys = "zh"
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class ConvertedReport:
    """An office file not yet written: its text, its pictures by name, the findings."""

    text: str
    pictures: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


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


def import_file(path: Path, target: Path, options: ImportOptions, read: Reader = read_document) -> Outcome:
    """Converts a report to the office file `target`, which is never overwritten."""
    outcome, seconds = guarded(
        path, lambda: _import(path, target, options, read), lambda found: Outcome.failed(path, found)
    )
    return replace(outcome, seconds=seconds)


def _import(path: Path, target: Path, options: ImportOptions, read: Reader) -> Outcome:
    if target.exists():
        return Outcome.failed(path, diagnose("O06", str(target)))
    original = replace(load_report(path, read), name=str(path))
    if has_errors(original.diagnostics):
        return Outcome.failed(path, *original.diagnostics)
    converted = convert(original, str(target), options)
    files = {target.parent / name: picture for name, picture in converted.pictures.items()}
    try:
        # The schema first, so that an editor that opens the file at once finds it.
        write_all({**schema_file(target, options.keys), target: converted.text.encode("utf-8"), **files})
    except OSError as fault:
        return Outcome.failed(path, diagnose("O02", str(target), name=str(target), reason=reason_of(fault)))
    outputs = (str(target), *map(str, files))
    lines = tuple(converted.text.split("\n"))
    return Outcome(str(target), "imported", outputs, 0.0, converted.diagnostics, lines)


def convert(original: ParsedDocument, target: str, options: ImportOptions) -> ConvertedReport:
    """The office file of a report; findings refer to `target`, its future path."""
    found = match(original, form())
    found, images = _with_pictures(found, Path(target))
    manner = WritingOptions(options.keys, options.language, modeline(Path(target), options.keys))
    written = write(found, original.name, target, manner)
    unmet = _unmet(written, target, images)
    if unmet:
        rules = tuple(dict.fromkeys(each.code for each in unmet))
        issues = tuple(
            issue("I25", "waivers", Place(), rule=each.code, message=each.message(options.language)) for each in unmet
        )
        found = replace(found, waivers=rules, issues=(*found.issues, *issues))
        written = write(found, original.name, target, manner)
    return ConvertedReport(written.text, images, in_order((*original.diagnostics, *written.diagnostics)))


def _unmet(written: OfficeFileText, target: str, images: Mapping[str, bytes]) -> list[Diagnostic]:
    """Errors of the imported report that may be waived: rules on its wording that the original does not meet."""
    checked = check_text(written.text.encode("utf-8"), target, FilesInMemory(images))
    errors = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
    return [each for each in errors if each.is_waivable]


def _with_pictures(found: MatchedReport, target: Path) -> tuple[MatchedReport, dict[str, bytes]]:
    """Pictures under new names beside the office file; one without data is a finding."""
    images: dict[str, bytes] = {}
    names: dict[str, str] = {}
    issues: list[ImportIssue] = []
    for image in found.pictures:
        if image.name in names:
            continue
        data = pictures.as_supported(image.data) if image.data else b""
        name = _name(data, target, len(images) + 1)
        if data and not (target.parent / name).exists():
            names[image.name], images[name] = name, data
        else:
            issues.append(issue("I39", "", image.place, name=image.name))
    prose = {path: tuple(_renamed(blocks, names)) for path, blocks in found.prose.items()}
    return replace(found, prose=prose, issues=(*found.issues, *issues)), images


def _name(data: bytes, target: Path, number: int) -> str:
    stem = _UNSAFE.sub("-", target.stem)
    ending = next((ending for start, ending in _ENDINGS.items() if data.startswith(start)), ".svg")
    return f"{_FOLDER}/{stem}-{number}{ending}"


def _renamed(blocks: tuple[Block, ...], names: Mapping[str, str]) -> list[Block]:
    """The blocks with pictures under their new names, without those that have no data."""
    return [
        replace(block, name=names[block.name]) if isinstance(block, Figure) else block
        for block in blocks
        if not isinstance(block, Figure) or block.name in names
    ]
