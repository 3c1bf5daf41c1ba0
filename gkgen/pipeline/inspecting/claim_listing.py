"""What each number of an author's text was understood as, with its place in the file."""

from dataclasses import dataclass
from pathlib import Path

from gkgen.diagnostics import Diagnostic, Span, Term
from gkgen.pipeline.core.checking import Checked, check_text, form
from gkgen.pipeline.core.file_reading import read_office_file
from gkgen.pipeline.core.project import Project
from gkgen.review import ClaimRecord, numbers_of


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A number of the text: what it was understood as, where it stands in the file, and in which field."""

    record: ClaimRecord
    span: Span
    field: Term


@dataclass(frozen=True, slots=True)
class ClaimListing:
    """All numbers of the text of an office file, in the order of the report; `diagnostics` as `check` gives them."""

    source: str
    claims: tuple[PlacedClaim, ...]
    diagnostics: tuple[Diagnostic, ...]


def list_claims(path: Path) -> ClaimListing:
    """The listing of an office file; without claims, and with the findings that tell why, where it cannot be read."""
    project = Project.of(path)
    data = read_office_file(path)
    if isinstance(data, Diagnostic):
        return ClaimListing(str(path), (), (data,))
    project.note(path, data)
    checked = check_text(data, str(path), project)
    records = numbers_of(checked.case) if checked.case else ()
    return ClaimListing(str(path), tuple(_placed(record, checked) for record in records), checked.diagnostics)


def _placed(record: ClaimRecord, checked: Checked) -> PlacedClaim:
    passage = record.passage
    lines = checked.bases.get(passage.span.file, checked.lines)
    return PlacedClaim(record, passage.spot(record.start, record.end, lines), _field(passage.path))


def _field(path: str) -> Term:
    """A field with the section that it stands in, in the words of the newest edition that has it."""
    for edition in reversed(form().editions):
        if path in edition.paths:
            names = path.split(".")
            fields = [edition.field(".".join(names[: size + 1])) for size in range(len(names))]
            return Term("·".join(field.key for field in fields), " · ".join(field.name for field in fields))
    return Term(path, path)
