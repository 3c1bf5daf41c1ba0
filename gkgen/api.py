"""The Python interface: what the commands do with reports, as functions that return values.

Nothing here raises for what an author wrote; exceptions are for a wrong call (ValueError, KeyError). Left to the
command line are the commands about an installation, a folder or a screen: init, watch, preview, textconv, template,
completion. Files are read in this process, without the limits on time and memory that the commands have.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gkgen import batch, resources
from gkgen.diagnostics import Diagnostic, Language, diagnose, in_order
from gkgen.document import Document
from gkgen.errors import TemplateError
from gkgen.pipeline.comparing.rendered_file import RENDERED_FORMATS, suffix_of
from gkgen.pipeline.comparing.report_diff import Compared, compare_versions
from gkgen.pipeline.comparing.revisions import OnDisk
from gkgen.pipeline.comparing.verifying import verify_file
from gkgen.pipeline.core.building import BuildOptions, build_file, render_document
from gkgen.pipeline.core.checking import check_text
from gkgen.pipeline.core.file_checking import check_file
from gkgen.pipeline.core.named_files import FilesInMemory
from gkgen.pipeline.core.outcome import Outcome
from gkgen.pipeline.core.output_names import NAME_WORDS, unknown_words
from gkgen.pipeline.core.project import find_offices
from gkgen.pipeline.editing import editor_schema, formatting
from gkgen.pipeline.editing.rewritten_file import RewrittenFile
from gkgen.pipeline.editing.starter import Begin, new_file
from gkgen.writers.formats import DEFAULT_FORMATS, OUTPUT_FORMATS, FormatName

if TYPE_CHECKING:
    from gkgen.pipeline.collecting.reporting_status import DistrictStatus
    from gkgen.pipeline.inspecting.claim_listing import ClaimListing
    from gkgen.pipeline.inspecting.explanations import Explanation
    from gkgen.pipeline.inspecting.machine_health import Health
    from gkgen.pipeline.inspecting.number_trace import Traced

AnyPath = str | PathLike[str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files made from an office file, by format, none of them when anything was wrong."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    document: Document | None


def check(path: AnyPath) -> Outcome:
    """Checks an office file; writes nothing."""
    return check_file(Path(path))


def check_all(paths: Iterable[AnyPath]) -> Iterator[Outcome]:
    """Checks office files, and every *.yaml below folders; writes nothing."""
    return batch.check_all(_offices(paths))


def build(
    path: AnyPath,
    output: AnyPath | None = None,
    formats: Sequence[FormatName] = DEFAULT_FORMATS,
    *,
    name: str | None = None,
    templates: AnyPath | None = None,
    strict: bool = False,
) -> Outcome:
    """Builds one office file into `output`, else beside it; `name` and `templates` as on the command line.

    Raises ValueError for a format that gkgen does not write and for a name with unknown {words}.
    """
    return build_file(Path(path), _options(output, formats, name, templates, strict))


def build_all(  # noqa: PLR0913 - each is an option of the command line
    paths: Iterable[AnyPath],
    output: AnyPath | None = None,
    formats: Sequence[FormatName] = DEFAULT_FORMATS,
    *,
    name: str | None = None,
    templates: AnyPath | None = None,
    strict: bool = False,
    workers: int | None = None,
    timeout: float = batch.DEFAULT_TIMEOUT,
    force: bool = False,
    scheduler: str | None = None,
) -> Iterator[Outcome]:
    """Builds office files and every *.yaml below folders, by default with a process for each core.

    A Dask `scheduler` such as tcp://host:8786 runs the jobs. An office may take `timeout` seconds. What was built
    before from the same inputs is unchanged, unless `force`. Each process imports the script that calls this: it
    does so below `if __name__ == "__main__"`, or with one worker.

    Raises ValueError as `build` does, at once; the offices are built while the outcomes are asked for.
    """
    offices = _offices(paths)
    options = _options(output, formats, name, templates, strict)
    return batch.build_all(offices, options, batch.BatchOptions(workers, timeout, force, scheduler))


def render(
    source: str | bytes,
    formats: Sequence[FormatName] = DEFAULT_FORMATS,
    *,
    files: Mapping[str, bytes] | None = None,
    name: str = "office.yaml",
) -> Rendered:
    """From text to bytes: no file is read or written.

    `files` are the pictures and the other reports that the text names, by these names.

    Raises ValueError for a format that gkgen does not write.
    """
    wanted = _known(formats)
    # A lone surrogate, which no file can hold, becomes invalid UTF-8 and is reported as such.
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    checked = check_text(data, name, FilesInMemory(files or {}))
    if checked.document is None:
        return Rendered({}, checked.diagnostics, None)
    try:
        looks = resources.load_template_set(checked.document.edition)
    except TemplateError as fault:
        found = (*checked.diagnostics, diagnose("T01", name, reason=str(fault)))
        return Rendered({}, in_order(found), checked.document)
    files, found = render_document(checked.document, wanted, looks, name)
    diagnostics = in_order((*checked.diagnostics, *found))
    return Rendered(files if not any(d.severity == "error" for d in found) else {}, diagnostics, checked.document)


def new(
    path: AnyPath,
    year: int | None = None,
    office: str | None = None,
    keys: Literal["zh", "en"] = "zh",
    *,
    previous: AnyPath | None = None,
    keep_text: bool = False,
) -> tuple[Diagnostic, ...]:
    """Writes a starter file where there is none, and its JSON Schema into .gkgen/; returns what prevented it.

    With `previous`, the file of last year's report, year and office are taken from it and numbers are carried over;
    `keep_text` keeps its texts as comments. Raises ValueError where year or office is not known.
    """
    begin = Begin(year, office, keys, Path(previous) if previous is not None else None, keep_text)
    return new_file(Path(path), begin)


def schema(year: int | None = None, keys: Literal["zh", "en"] = "zh") -> str:
    """The JSON Schema of office files, of all editions or of that of a year; `keys` are those that editors propose.

    Raises KeyError for a year that has no form.
    """
    return editor_schema.schema_text(year, keys)


def format_text(
    source: str | bytes, keys: Literal["zh", "en"] | None = None, *, name: str = "office.yaml"
) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The text of an office file in canonical form, and findings; None and why where that cannot be."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    return formatting.format_text(data, name, keys)


def format_file(path: AnyPath, keys: Literal["zh", "en"] | None = None, *, write: bool = True) -> RewrittenFile:
    """Puts an office file into canonical form, under keys of a language if one is given.

    With `write` false the file stays and the result says what would change. A file with faults in its YAML stays
    unchanged, with the reasons in `diagnostics`.
    """
    return formatting.format_file(Path(path), keys, write=write)


def fix(path: AnyPath, *, write: bool = True) -> RewrittenFile:
    """Repairs what is safe to repair in an office file: full-width digits, missing spaces, encoding and the like.

    With `write` false the file stays and the result says what would change.
    """
    from gkgen.pipeline.editing.fixing import fix_file

    return fix_file(Path(path), write=write)


def import_report(
    path: AnyPath,
    target: AnyPath | None = None,
    keys: Literal["zh", "en"] = "zh",
    *,
    language: Language = "zh",
) -> Outcome:
    """Turns a published report (Word, web page, PDF, text) into the office file `target`, else NAME.yaml beside it.

    What was guessed, empty, contradictory or dropped is in the diagnostics, and in comments of the file, which are in
    `language`. A file that exists is never overwritten (O06).
    """
    from gkgen.pipeline.importing.converted_report import ImportOptions
    from gkgen.pipeline.importing.import_files import import_file

    source = Path(path)
    goal = Path(target) if target is not None else source.with_suffix(".yaml")
    return import_file(source, goal, ImportOptions(keys, language))


def explain(code: str) -> "Explanation":
    """What a code such as R40 means: title, why, source, a wrong and a right example, in both languages.

    Raises KeyError for a code that gkgen does not know.
    """
    from gkgen.pipeline.inspecting.explanations import explanations, known_code

    if (known := known_code(code)) is None:
        raise KeyError(code)
    return explanations()[known]


def doctor(templates: AnyPath | None = None) -> "Health":
    """Examines this machine: fonts and libraries, and a small report made in memory in Word and PDF.

    `templates` is a folder with templates of your own, whose fonts are looked for. Raises TemplateError when they
    cannot be used at all.
    """
    from gkgen.pipeline.inspecting.machine_health import examine

    return examine(resources.templates_folder(Path(templates)) if templates is not None else None)


def claims(path: AnyPath) -> "ClaimListing":
    """Every number of the text of an office file: what it was understood as, compared with, and the verdict."""
    from gkgen.pipeline.inspecting.claim_listing import list_claims

    return list_claims(Path(path))


def status(paths: Iterable[AnyPath], roster: AnyPath | None = None, day: date | None = None) -> "DistrictStatus":
    """Who of a roster has reported, what was sent back, and what is left for each: late offices, errors in reports.

    The roster is a .yaml, .xlsx or .csv, else `名册` or `roster` in one of the folders or the one above. Lateness is
    counted by `day`, today unless told. Raises ValueError where there is no roster.
    """
    from gkgen.pipeline.collecting.reporting_status import district_status, files_of
    from gkgen.pipeline.collecting.roster import find_roster, read_roster

    places = [Path(path) for path in paths]
    place = Path(roster) if roster is not None else find_roster(places)
    if place is None:
        raise ValueError("no roster in these folders")
    listed = read_roster(place)
    return district_status(listed, list(batch.check_for_list(files_of(listed, places))), day or date.today())


def trace(path: AnyPath, cell: str) -> "Traced":
    """Where numbers of a report come from: the reports of a sum, the cells of a total, the line where it was typed.

    `cell` is TABLE.ROW.COLUMN in Chinese or English keys; a row or a table means all cells below it.
    """
    from gkgen.pipeline.inspecting import number_trace

    return number_trace.trace(Path(path), cell)


def diff(before: AnyPath, after: AnyPath) -> Compared:
    """Compares what two office files say, number by number and sentence by sentence."""
    return compare_versions(OnDisk(Path(before)).only(), OnDisk(Path(after)).only())


def verify(office: AnyPath, finished: AnyPath) -> Compared:
    """Compares a finished .docx, .pdf or .html, which may have been edited by hand, with its office file.

    Raises ValueError for another suffix.
    """
    path = Path(finished)
    if suffix_of(path.name) not in RENDERED_FORMATS:
        raise ValueError(f"no reader for {path.suffix or path.name}; there are {', '.join(RENDERED_FORMATS)}")
    return verify_file(Path(office), path)


def _offices(paths: Iterable[AnyPath]) -> list[Path]:
    return list(dict.fromkeys(office for path in paths for office in find_offices(Path(path))))


def _options(
    output: AnyPath | None, formats: Sequence[str], name: str | None, own: AnyPath | None, strict: bool
) -> BuildOptions:
    if name is not None and (unknown := unknown_words(name)):
        raise ValueError(f"no {{{unknown[0]}}} in names; known are {', '.join(NAME_WORDS)}")
    return BuildOptions(
        Path(output) if output is not None else None,
        _known(formats),
        name,
        resources.templates_folder(Path(own)) if own is not None else None,
        strict,
    )


def _known(formats: Sequence[str]) -> tuple[str, ...]:
    unknown = [name for name in formats if name not in OUTPUT_FORMATS]
    if unknown:
        raise ValueError(f"no format {unknown[0]}; there are {', '.join(OUTPUT_FORMATS)}")
    return tuple(dict.fromkeys(formats))
