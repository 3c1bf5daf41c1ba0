"""One office file from disk to disk: read, checked, written in every format, put in place."""

import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from gkgen import resources
from gkgen.diagnostics import Diagnostic, Span, diagnose, has_errors, in_order, reason_of
from gkgen.document import Document
from gkgen.errors import EnvironmentFault, TemplateError
from gkgen.pipeline.core.atomic_write import write_each
from gkgen.pipeline.core.checking import Checked, check_text
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.outcome import Outcome, status_of
from gkgen.pipeline.core.output_names import output_name
from gkgen.pipeline.core.project import Project
from gkgen.resources import TemplateSet
from gkgen.writers.formats import DEFAULT_FORMATS, OUTPUT_FORMATS


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build: where to, which formats, under what name, with whose templates, whether warnings stop it.

    Without `output` the files stand beside the office file.
    """

    output: Path | None = None
    formats: tuple[str, ...] = DEFAULT_FORMATS
    name: str | None = None
    templates: Path | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """An office made into files that are not written yet, by format; `name` is what they will be called."""

    outcome: Outcome
    files: Mapping[str, bytes] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """An office file looked at: the document with its looks and its web page are there while nothing is wrong."""

    outcome: Outcome
    document: Document | None = None
    looks: TemplateSet | None = None
    page: bytes = b""


def check_file(path: Path) -> Outcome:
    """Check an office file; writes nothing."""
    begun = time.perf_counter()
    try:
        project = Project.of(path)
        checked = _checked(path, project)
        outcome = replace(_outcome(path, "checked", checked, checked.diagnostics), inputs=project.inputs)
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one office must not stop the others
        outcome = _failed(path, Checked((), (), None), (unexpected(path, fault),))
    return replace(outcome, seconds=time.perf_counter() - begun)


def see_file(path: Path, own: Path | None = None) -> Seen:
    """Looks at an office file and makes its web page, with the templates in `own` where there are any."""
    begun = time.perf_counter()
    checked = Checked((), (), None)
    try:
        project = Project.of(path)
        checked = _checked(path, project)
        made = make(path, checked, BuildOptions(formats=("html",), templates=own))
        outcome = replace(made.outcome, inputs=project.inputs, seconds=time.perf_counter() - begun)
        if not made.files or checked.document is None:
            return Seen(outcome)
        looks = resources.load_template_set(checked.document.edition, own)
        return Seen(outcome, checked.document, looks, made.files["html"])
    except Exception as fault:  # noqa: BLE001 - a fault of ours must not end what follows the file
        return Seen(_failed(path, checked, (unexpected(path, fault),)))


def build_file(path: Path, options: BuildOptions) -> Outcome:
    """Builds an office file; when anything is wrong nothing is written and earlier outputs stay as they are."""
    (outcome,) = put_files([make_file(path, options)], options)
    return outcome


def make_file(path: Path, options: BuildOptions) -> Made:
    """The first part of `build_file`: all but the writing."""
    begun = time.perf_counter()
    checked = Checked((), (), None)
    try:
        project = Project.of(path)
        checked = _checked(path, project)
        made = make(path, checked, options)
        made = replace(made, outcome=replace(made.outcome, inputs=project.inputs))
    except Exception as fault:  # noqa: BLE001 - a fault of ours in one office must not stop the others
        made = Made(_failed(path, checked, (unexpected(path, fault),)))
    return replace(made, outcome=replace(made.outcome, seconds=time.perf_counter() - begun))


def put_files(made: Sequence[Made], options: BuildOptions) -> tuple[Outcome, ...]:
    """The second part, of one office or more at once: nearly all of its time it waits for the disk."""
    begun = time.perf_counter()
    try:
        outcomes = put(made, options)
    except Exception as fault:  # noqa: BLE001 - as above
        if len(made) > 1:
            return tuple(outcome for each in made for outcome in put_files([each], options))
        outcomes = tuple(_refused(each, unexpected(Path(each.outcome.source), fault)) for each in made)
    spent = (time.perf_counter() - begun) / len(made)
    return tuple(replace(outcome, seconds=outcome.seconds + spent) for outcome in outcomes)


def planned_output(path: Path, options: BuildOptions) -> Path | None:
    """Where the outputs of a file will stand, without suffix; None while the file does not say."""
    folder = options.output or path.parent
    if options.name is None:
        return folder / output_name(None, stem=path.stem, office="", year=0, title="")
    try:
        document = _checked(path, Project.of(path)).document
    except Exception:  # noqa: BLE001 - told when the office itself is built
        return None
    return (options.output or path.parent) / _name(path, document, options) if document else None


def _name(path: Path, document: Document, options: BuildOptions) -> str:
    """What the outputs are called, without suffix."""
    return output_name(options.name, stem=path.stem, office=document.office, year=document.year, title=document.name)


def render(
    document: Document, formats: tuple[str, ...], looks: TemplateSet, source: str
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """The document in each format by its suffix, and what was found while writing."""
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for name in formats:
        try:
            written = OUTPUT_FORMATS[name].write(document, looks, source)
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


def _checked(path: Path, project: Project) -> Checked:
    data = read_office_file(path)
    if isinstance(data, Diagnostic):
        return Checked((), (data,), None)
    project.note(path, data)
    return check_text(data, str(path), project)


def make(path: Path, checked: Checked, options: BuildOptions, looks: TemplateSet | None = None) -> Made:
    """The outputs of an office that was looked at; nothing is written. `looks` stand in for the templates."""
    document = checked.document
    if document is None or status_of(checked.diagnostics, strict=options.strict):
        return Made(_failed(path, checked, ()))
    try:
        looks = looks or resources.load_template_set(document.edition, options.templates)
    except TemplateError as fault:
        return Made(_failed(path, checked, (diagnose("T01", str(path), reason=str(fault)),)))
    files, found = render(document, options.formats, looks, str(path))
    found = tuple(_placed(each, checked.lines) for each in found)
    if has_errors(found):
        return Made(_failed(path, checked, found))
    outcome = _outcome(path, "built", checked, in_order((*checked.diagnostics, *found)))
    return Made(outcome, files, _name(path, document, options))


def put(made: Sequence[Made], options: BuildOptions) -> tuple[Outcome, ...]:
    """Writes what was made: of each office all or nothing."""
    outputs = [_outputs(each, options) for each in made]
    return tuple(map(_put, made, outputs, write_each(outputs)))


def _outputs(made: Made, options: BuildOptions) -> dict[Path, bytes]:
    output = (options.output or Path(made.outcome.source).parent) / made.name
    return {output.with_name(f"{output.name}.{name}"): data for name, data in made.files.items()}


def _put(made: Made, outputs: Mapping[Path, bytes], fault: OSError | None) -> Outcome:
    """What became of an office whose files were written, or were not for that reason."""
    stamps: tuple[tuple[int, int], ...] = ()
    if fault is None:
        try:
            stamps = tuple((stat.st_size, stat.st_mtime_ns) for stat in map(Path.stat, outputs))
        except OSError as refusal:
            fault = refusal
    if fault:
        name = str(fault.filename2 or next(iter(outputs)).with_suffix(""))
        return _refused(made, diagnose("O02", made.outcome.source, name=name, reason=reason_of(fault)))
    return replace(made.outcome, outputs=tuple(map(str, outputs)), stamps=stamps)


def _refused(made: Made, found: Diagnostic) -> Outcome:
    """The office with a finding about why it was not written."""
    return replace(made.outcome, state="failed", diagnostics=in_order((*made.outcome.diagnostics, found)))


def _placed(found: Diagnostic, lines: tuple[str, ...]) -> Diagnostic:
    """A finding about characters that a font lacks, at the first place of the office file where the first stands."""
    values = dict(found.values)
    characters = values.get("character", values.get("characters"))
    if not found.span and isinstance(characters, str):
        for number, line in enumerate(lines, 1):
            if (at := line.find(characters[0])) >= 0:
                return replace(found, span=Span(found.file, number, at + 1, number, at + 2))
    return found


def _failed(path: Path, checked: Checked, found: tuple[Diagnostic, ...]) -> Outcome:
    return _outcome(path, "failed", checked, in_order((*checked.diagnostics, *found)))


def _outcome(
    path: Path, state: Literal["checked", "built", "failed"], checked: Checked, found: tuple[Diagnostic, ...]
) -> Outcome:
    # Outcomes travel between processes: a base goes along where there is something to show in it.
    cited = {each.span.file for each in found if each.span}
    bases = {name: lines for name, lines in checked.bases.items() if name in cited}
    return Outcome(str(path), state, (), 0.0, found, checked.lines, sketch=checked.sketch, bases=bases)


def unexpected(path: Path, fault: Exception) -> Diagnostic:
    """A fault in gkgen, with the file that its traceback was put into."""
    with tempfile.NamedTemporaryFile("w", prefix="gkgen-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(f"{str(path)!r}\n{traceback.format_exc()}")
    return diagnose("O04", str(path), reason=repr(fault), log=file.name)
