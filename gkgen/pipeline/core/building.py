"""One office file built: read, checked, rendered in every format, written to disk."""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from gkgen import assembly, resources
from gkgen.diagnostics import Diagnostic, Span, diagnose, has_errors, in_order, reason_of
from gkgen.document import Document
from gkgen.errors import EnvironmentFault, TemplateError
from gkgen.pipeline.core.atomic_write import write_each
from gkgen.pipeline.core.checking import Checked, form, known_keys
from gkgen.pipeline.core.drafts import draft_name
from gkgen.pipeline.core.file_checking import outcome_of, read_and_check
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.guarded_job import guarded, unexpected
from gkgen.pipeline.core.office_reading import read_office
from gkgen.pipeline.core.outcome import Outcome, status_of
from gkgen.pipeline.core.output_names import clean, output_name
from gkgen.pipeline.core.pdf_process import asked
from gkgen.pipeline.core.pdf_process import written as elsewhere_written
from gkgen.pipeline.core.project import Project
from gkgen.resources import TemplateSet
from gkgen.validation import Office
from gkgen.writers.formats import DEFAULT_FORMATS, OUTPUT_FORMATS
from gkgen.writers.written_file import WrittenFile


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: output folder, formats, pattern of the name, folder of templates, whether warnings are errors.

    Without `output` the files are written beside the office file. With `draft` a report with errors becomes a draft.
    """

    output: Path | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    name: str | None = None
    templates: Path | None = None
    strict: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class RenderedOffice:
    """The files of an office by format, not yet on disk, and their name without suffix.

    When anything is wrong there are no files and no document.
    """

    outcome: Outcome
    files: Mapping[str, bytes] = field(default_factory=dict)
    name: str = ""
    document: Document | None = None


def build_file(path: Path, options: BuildOptions) -> Outcome:
    """Builds an office file; when anything is wrong, nothing is written and earlier outputs stay as they are."""
    (outcome,) = write_files([render_file(path, options)], options)
    return outcome


def render_file(path: Path, options: BuildOptions) -> RenderedOffice:
    """Checks an office file and renders it in all formats; the first part of `build_file`."""

    def render() -> RenderedOffice:
        checked, inputs = read_and_check(path, wanted="draft" if options.draft and not options.strict else "document")
        rendered = render_checked(path, checked, options)
        return replace(rendered, outcome=replace(rendered.outcome, inputs=inputs))

    rendered, seconds = guarded(path, render, lambda found: RenderedOffice(Outcome.failed(path, found)))
    return replace(rendered, outcome=replace(rendered.outcome, seconds=seconds))


def render_checked(
    path: Path, checked: Checked, options: BuildOptions, templates: TemplateSet | None = None
) -> RenderedOffice:
    """Renders an office that has been checked; `templates` are used instead of those that the options name."""

    def failed(*found: Diagnostic) -> RenderedOffice:
        return RenderedOffice(outcome_of(path, "failed", checked, in_order((*checked.diagnostics, *found))))

    def render() -> RenderedOffice:
        document = checked.document or checked.draft
        is_stopped = bool(status_of(checked.diagnostics, strict=options.strict))
        if document is None or (is_stopped and not document.is_draft):
            return failed()
        try:
            chosen = templates or resources.load_template_set(document.edition, options.templates)
        except TemplateError as fault:
            return failed(diagnose("T01", str(path), reason=str(fault)))
        title = "".join(document.title)
        name = output_name(options.name, stem=path.stem, office=document.office, year=document.year, title=title)
        name = draft_name(name) if document.is_draft else name
        files, found = render_document(document, options.formats, chosen, str(path), name)
        found = tuple(_placed(each, checked.lines) for each in found)
        if has_errors(found):
            return failed(*found)
        outcome = outcome_of(
            path, "draft" if document.is_draft else "built", checked, in_order((*checked.diagnostics, *found))
        )
        return RenderedOffice(outcome, files, name, document)

    # What the check found must not be lost to a fault of a writer.
    return guarded(path, render, failed)[0]


def render_document(
    document: Document, formats: tuple[str, ...], templates: TemplateSet, source: str, name_beside: str = ""
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """The files of a document by format, and the findings of the writers.

    With a name, which is that of all of them without suffix, the page links to the files that people read.
    """
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    is_read = [each for each in formats if OUTPUT_FORMATS[each].is_linked] if name_beside else []
    beside = {OUTPUT_FORMATS[each].label.zh: f"{clean(name_beside)}.{each}" for each in is_read}
    elsewhere = asked(document, templates, source) if "pdf" in formats else None
    for name in formats:
        try:
            written = elsewhere_written(elsewhere) if name == "pdf" else None
            written = written or _write(name, document, templates, source, beside)
        except (EnvironmentFault, ImportError, OSError) as fault:
            found.append(
                diagnose("O05", source, format=name, reason=str(fault).splitlines()[0] if str(fault) else repr(fault))
            )
        except TemplateError as fault:
            found.append(diagnose("T01", source, reason=str(fault)))
        else:
            files[name] = written.data
            found.extend(written.diagnostics)
    return files, tuple(found)


def _write(
    name: str, document: Document, templates: TemplateSet, source: str, beside: Mapping[str, str]
) -> WrittenFile:
    output = OUTPUT_FORMATS[name]
    linked = output.write_linked if beside else None
    return linked(document, templates, beside) if linked else output.write(document, templates, source)


def write_files(offices: Sequence[RenderedOffice], options: BuildOptions) -> tuple[Outcome, ...]:
    """Writes what was rendered, of each office all files or none; the second part of `build_file`.

    Nearly all of the time is spent waiting for the disk, so it pays to write several offices at once.
    """
    begun = time.perf_counter()
    outputs = [_outputs(each, options) for each in offices]
    outcomes = [_written(*each) for each in zip(offices, outputs, write_each(outputs), strict=True)]
    seconds = (time.perf_counter() - begun) / len(offices)
    return tuple(replace(each, seconds=each.seconds + seconds) for each in outcomes)


def planned_output(path: Path, options: BuildOptions) -> Path | None:
    """The path of the outputs of a file, without suffix; None when the name depends on a file that cannot be read.

    The file is read but not checked: its sums, its text and the reports that it names have no part in the name.
    """
    folder = options.output or path.parent
    if options.name is None:
        return folder / output_name(None, stem=path.stem, office="", year=0, title="")
    # A fault is reported when the office itself is built.
    with suppress(Exception):
        if office := _read(path):
            title, name = "".join(assembly.title_lines(office)), office.text("office")
            return folder / output_name(options.name, stem=path.stem, office=name, year=office.year, title=title)
    return None


def _read(path: Path) -> Office | None:
    """An office that is read with its bases and not checked; None where anything in it cannot be read."""
    data = read_office_file(path)
    if isinstance(data, Diagnostic):
        return None
    reading = read_office(data, str(path), form(), Project.of(path), known_keys())
    return None if has_errors(reading.diagnostics) else reading.office


def _outputs(rendered: RenderedOffice, options: BuildOptions) -> dict[Path, bytes]:
    # Cleaned again: the name may come from another machine.
    output = (options.output or Path(rendered.outcome.source).parent) / clean(rendered.name)
    return {output.with_name(f"{output.name}.{suffix}"): data for suffix, data in rendered.files.items()}


def _written(rendered: RenderedOffice, outputs: Mapping[Path, bytes], fault: Exception | None) -> Outcome:
    """The outcome once the files are written, or could not be."""
    outcome = rendered.outcome
    stamps: tuple[tuple[int, int], ...] = ()
    if fault is None:
        try:
            stamps = tuple((stat.st_size, stat.st_mtime_ns) for stat in map(Path.stat, outputs))
        except OSError as refusal:
            fault = refusal
    if fault is None and outcome.state == "built":
        remove_drafts(outputs)
    if fault is None:
        return replace(outcome, outputs=tuple(map(str, outputs)), stamps=stamps)
    if isinstance(fault, OSError):
        name = str(fault.filename2 or next(iter(outputs)).with_suffix(""))
        found = diagnose("O02", outcome.source, name=name, reason=reason_of(fault))
    else:
        found = unexpected(Path(outcome.source), fault)
    return replace(outcome, state="failed", diagnostics=in_order((*outcome.diagnostics, found)))


def remove_drafts(outputs: Iterable[Path]) -> None:
    """Removes the draft that a finished report takes the place of, in all formats."""
    for path in {path.with_name(f"{draft_name(path.stem)}.{suffix}") for path in outputs for suffix in OUTPUT_FORMATS}:
        # One that is open in Word stays.
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _placed(found: Diagnostic, lines: tuple[str, ...]) -> Diagnostic:
    """A finding about characters that a font lacks, placed where the first of them first occurs in the office file."""
    values = dict(found.values)
    characters = values.get("character", values.get("characters"))
    if not found.span and isinstance(characters, str):
        for number, line in enumerate(lines, 1):
            if (at := line.find(characters[0])) >= 0:
                return replace(found, span=Span(found.file, number, at + 1, number, at + 2))
    return found
