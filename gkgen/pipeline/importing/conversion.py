"""A report that was read, converted to an office file with its pictures; in memory, no file is read or written."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from gkgen import lazy_re as re
from gkgen import pictures
from gkgen.diagnostics import Diagnostic, Severity, in_order
from gkgen.document import Block, Figure
from gkgen.importers.match_result import ImportIssue, MatchedReport, issue
from gkgen.importers.matching import match
from gkgen.importers.office_file_writer import OfficeFileText, WritingOptions, write
from gkgen.importers.parsed_document import ParsedDocument, Place
from gkgen.importers.reading_account import account_of
from gkgen.importers.side_by_side import side_by_side
from gkgen.pipeline.core.checking import check_text, form
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.editing.editor_schema import modeline
from gkgen.pipeline.importing.converted_report import ConvertedReport, ImportOptions

_FOLDER = "pictures"
_ENDINGS = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg"}
_UNSAFE = re.compile(r"[^\w.-]+")


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
    account = account_of(found, written.diagnostics, original.diagnostics, (original.name, target))
    beside = side_by_side(original, found, account, written.text, written.places) if options.is_beside else None
    found_all = in_order((*original.diagnostics, *written.diagnostics))
    return ConvertedReport(written.text, images, found_all, account, beside)


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
        data = _supported(image.data)
        name = _name(data, target, len(images) + 1)
        if data and not (target.parent / name).exists():
            names[image.name], images[name] = name, data
        else:
            issues.append(issue("I39", "", image.place, name=image.name))
    prose = {path: tuple(_renamed(blocks, names)) for path, blocks in found.prose.items()}
    return replace(found, prose=prose, issues=(*found.issues, *issues)), images


def _supported(data: bytes) -> bytes:
    """A picture as a report can hold it; empty where it cannot be had.

    Pillow is missing in a browser, and a process with limits may have no memory for a picture: that costs it alone.
    """
    try:
        return pictures.as_supported(data) if data else b""
    except (ModuleNotFoundError, MemoryError):
        return b""


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
