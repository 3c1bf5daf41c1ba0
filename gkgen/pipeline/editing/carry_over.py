"""What a new report takes over from last year's: names, contact, and the numbers with which a year begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gkgen import checks
from gkgen.diagnostics import Diagnostic, diagnose, has_errors
from gkgen.form import Edition, Form
from gkgen.pipeline.core.named_files import FilesInMemory, NamedFiles
from gkgen.pipeline.core.office_reading import read_office
from gkgen.validation import Office

Amount = int | Decimal
# What is the same until somebody changes it.
_KEPT = ("office", "kind", "signature")
_KEPT_PARTS = ("contact",)


@dataclass(frozen=True, slots=True)
class Carried:
    """Values of the new file by path: `texts` as they are typed, `numbers` of cells; `words` are last year's texts."""

    year: int
    texts: Mapping[str, str]
    numbers: Mapping[str, Amount]
    words: Mapping[str, str]


def carry(
    data: bytes, name: str, form: Form, files: NamedFiles | None = None
) -> tuple[Carried | None, tuple[Diagnostic, ...]]:
    """What last year's file gives to this year's, with its bases; nothing where it has errors, which are told."""
    reading = read_office(data, name, form, files or FilesInMemory())
    office, found = reading.office, reading.diagnostics
    if office is None or has_errors(found):
        return None, found
    edition = form.edition_of(office.year + 1)
    if edition is None:
        return None, (diagnose("R01", name, year=office.year + 1, first=form.editions[0].first_year),)
    return Carried(office.year + 1, _texts(office), _numbers(office, edition), _words(office)), ()


def _texts(office: Office) -> dict[str, str]:
    parts = tuple(f"{part}." for part in _KEPT_PARTS)
    return {
        path: scalar.text.strip()
        for path, scalar in office.scalars.items()
        if (path in _KEPT or path.startswith(parts)) and scalar.text.strip()
    }


def _numbers(office: Office, edition: Edition) -> dict[str, Amount]:
    """Requests carried out, documents in force, items and their change, where the new form has such cells."""
    numbers = checks.solve(office)
    values = {path: number.value for path, number in numbers.items()}
    found: dict[str, Amount] = {}
    for leaf in (leaf for table in edition.tables for leaf in table.field.leaves()):
        row, _, name = leaf.path.rpartition(".")
        if row == "requests.carried_in" and name != "total":
            value = values.get(f"requests.carried_out.{name}")
        elif name in {"in_force", "total_disclosed"}:
            value = values.get(leaf.path)
        elif name == "items_last_year" and leaf.path in values:
            value = values[leaf.path] + values.get(f"{row}.items_change", 0)
        else:
            continue
        if value:
            found[leaf.path] = value
    return found


def _words(office: Office) -> dict[str, str]:
    """The texts of all prose fields."""
    prose = {field.path for field in office.edition.root.walk() if field.kind in {"prose", "prose_parts"}}
    return {path: office.scalars[path].text for path in office.scalars if path in prose}
