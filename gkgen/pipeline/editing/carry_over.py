"""What a new report takes over from last year's: names, contact, and the numbers with which a year begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gkgen.checks import Numbers
from gkgen.diagnostics import Diagnostic, diagnose, has_errors
from gkgen.form import Edition, Form, TermPath, opening_cells
from gkgen.pipeline.core.aggregated_reports import solved
from gkgen.pipeline.core.named_files import FilesInMemory, NamedFiles
from gkgen.pipeline.core.office_reading import read_office
from gkgen.validation import Office

Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class Carried:
    """Values of the new file by path: `texts` as typed, `numbers` of cells; `words` are last year's prose."""

    year: int
    texts: Mapping[str, str]
    numbers: Mapping[str, Amount]
    words: Mapping[str, str]


NOTHING = Carried(0, {}, {}, {})
"""Nothing taken over: the first report of an office."""


def carry(
    data: bytes, name: str, form: Form, files: NamedFiles | None = None
) -> tuple[Carried | None, tuple[Diagnostic, ...]]:
    """What last year's file, with its bases, gives to this year's; None and the findings where it has errors."""
    reading = read_office(data, name, form, files or FilesInMemory())
    office, found = reading.office, reading.diagnostics
    if office is None or has_errors(found):
        return None, found
    edition = form.edition_of(office.year + 1)
    if edition is None:
        return None, (diagnose("R01", name, year=office.year + 1, first=form.editions[0].first_year),)
    numbers = solved(office, form, files or FilesInMemory())
    return Carried(office.year + 1, _texts(office), _carried(numbers, edition), _words(office)), ()


def _texts(office: Office) -> dict[str, str]:
    """Texts that stay the same until they are changed (`lasting`): name, kind, contact, signature."""
    lasting = (field for field in office.edition.root.walk() if field.is_lasting)
    paths = (leaf.path for field in lasting for leaf in field.leaves())
    return {path: text for path in paths if (text := office.text(path))}


def _carried(numbers: Numbers, edition: Edition) -> dict[str, Amount]:
    """Requests carried out, documents in force, items and their change, where the new form has such cells."""
    values = {path: number.value for path, number in numbers.items()}
    opening = (entry for table in edition.tables for entry in opening_cells(table))
    sums = {leaf.path: _sum(values, paths) for leaf, paths in opening}
    return {path: value for path, value in sums.items() if value}


def _sum(values: Mapping[str, Amount], paths: TermPath) -> Amount:
    """The sum of those cells; 0 where the first is not known."""
    return sum((values.get(path, 0) for path in paths), 0) if paths[0] in values else 0


def _words(office: Office) -> dict[str, str]:
    """The texts of all prose fields."""
    prose = {field.path for field in office.edition.root.walk() if field.kind in {"prose", "prose_parts"}}
    return {path: office.scalars[path].text for path in office.scalars if path in prose}
