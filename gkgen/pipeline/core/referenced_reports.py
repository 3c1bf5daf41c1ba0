"""Last year's report, as far as an office file states or names it."""

from dataclasses import dataclass
from pathlib import PurePath

from gkgen import assembly, checks
from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.form import Form
from gkgen.narrative import Passage
from gkgen.pipeline.core.aggregated_reports import solved
from gkgen.pipeline.core.named_files import REPORT_FINDINGS, NamedFiles, RebasedFiles, Refusal, load_report, relocated
from gkgen.pipeline.core.office_reading import foreign_line, read_office
from gkgen.review import PreviousReport
from gkgen.source import MappingNode, ScalarNode
from gkgen.validation import Office, validate_part

Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    office: Office
    numbers: Numbers
    passages: tuple[Passage, ...]
    faults: int


def previous_report(office: Office, form: Form, files: NamedFiles) -> tuple[PreviousReport | None, Findings]:
    """Last year's report as far as this file states or names it, and the findings about it."""
    match office.previous:
        case MappingNode() as entries:
            return _stated(entries, office, form)
        case ScalarNode() as name:
            return _named(name, office, form, files)
        case None:
            return None, ()


def _stated(entries: MappingNode, office: Office, form: Form) -> tuple[PreviousReport, Findings]:
    """Last year's numbers, some or all, stated in the file itself."""
    wanted = office.year - 1
    edition = form.edition_of(wanted) or office.edition
    part, found = validate_part(entries, office, "previous", edition, form)
    span = office.stated["previous"]
    display_name = Term(f"第 {span.line} 行", f"line {span.line}")
    if "year" in part.scalars and part.year != wanted:
        where = part.scalars["year"].span
        found = (*found, diagnose("L03", where, "previous.year", wanted=wanted, year=part.year, name=display_name))
    numbers = checks.solve_stated(part)
    return PreviousReport(display_name, span, numbers, _passages(part, numbers)), found


def _named(name: ScalarNode, office: Office, form: Form, files: NamedFiles) -> tuple[PreviousReport | None, Findings]:
    data = load_report(_relative_name(name, office), files)
    if isinstance(data, Refusal):
        return None, (_refused(data, name, office, "previous"),)
    report = _read(data, name, office, form, files)
    if report is None:
        return None, (diagnose("L02", name.span, "previous", field=_key(office, "previous"), name=name.text),)
    wanted, found = office.year - 1, []
    if report.office.year != wanted:
        year = report.office.year
        return None, (diagnose("L03", name.span, "previous", wanted=wanted, year=year, name=name.text),)
    own, other = office.text("office"), report.office.text("office")
    if own and other and own != other:
        found.append(diagnose("L04", name.span, "previous", name=name.text, own=own, other=other))
    if report.faults:
        found.append(diagnose("L05", name.span, "previous", name=name.text, count=report.faults))
    previous = PreviousReport(_file(name), name.span, report.numbers, report.passages)
    return previous, tuple(found)


def _relative_name(name: ScalarNode, office: Office) -> str:
    return relocated(name.text.strip(), name.span.file, office.name)


def _read(data: bytes, name: ScalarNode, office: Office, form: Form, files: NamedFiles) -> _Report | None:
    # The other file may have bases of its own, relative to itself.
    shown = (PurePath(office.name).parent / _relative_name(name, office)).as_posix()
    reading = read_office(data, shown, form, RebasedFiles(files, office.name, shown))
    if reading.office is None or foreign_line(reading.source, form):
        return None
    numbers = solved(reading.office, form, RebasedFiles(files, office.name, shown))
    faults = sum(1 for each in reading.diagnostics if each.severity == "error")
    return _Report(reading.office, numbers, _passages(reading.office, numbers), faults)


def _passages(office: Office, numbers: Numbers) -> tuple[Passage, ...]:
    return assembly.draft(office, assembly.names(office, numbers)).passages


def _refused(refusal: Refusal, name: ScalarNode, office: Office, path: str) -> Diagnostic:
    return diagnose(REPORT_FINDINGS[refusal], name.span, path, field=_key(office, path), name=name.text)


def _key(office: Office, path: str) -> Term:
    return office.edition.field(path).term


def _file(name: ScalarNode) -> Term:
    return Term(name.text.strip(), name.text.strip())
