"""The numbers of many offices for programs: comma-separated values for spreadsheets, JSON Lines."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from gkgen.diagnostics import Language, Severity
from gkgen.form import Field
from gkgen.pipeline.core.outcome import Outcome
from gkgen.reporters.number_tables.columns import editions_in
from gkgen.reporters.number_tables.offices import OFFICE_HEADS, office_texts

# A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(outcomes: Sequence[Outcome], language: Language) -> bytes:
    """One row an office, one column a cell; UTF-8 with a mark at the start, by which Excel knows it.

    A name that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    editions = editions_in(outcomes)
    cells = dict.fromkeys(
        leaf.path for edition in editions for table in edition.tables for leaf in table.field.leaves()
    )
    keys = {field.path: field for edition in editions for field in edition.root.walk()}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(term.text(language) for term in OFFICE_HEADS), *(_key(path, keys, language) for path in cells)])
    for outcome in outcomes:
        numbers = outcome.reported.numbers if outcome.reported else {}
        texts = (_plain(each) for each in office_texts(outcome, language))
        writer.writerow([*texts, *(numbers.get(path, "") for path in cells)])
    return text.getvalue().encode("utf-8-sig", "replace")


def json_lines(outcomes: Sequence[Outcome], language: Language) -> bytes:  # noqa: ARG001 - as the other writers
    """One object an office: file, office, kind, year, edition, how many findings, numbers by dotted path."""
    return "".join(f"{json.dumps(_entry(outcome), default=_number)}\n" for outcome in outcomes).encode()


def _entry(outcome: Outcome) -> dict[str, object]:
    counts = Counter(found.severity for found in outcome.diagnostics)
    reported = outcome.reported
    return {
        "file": outcome.source,
        "office": reported.office if reported else "",
        "kind": reported.kind if reported else "",
        "year": reported.year if reported else None,
        "edition": reported.edition if reported else None,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "numbers": dict(reported.numbers) if reported else {},
        "last_year": dict(reported.last_year) if reported else {},
    }


def _number(value: object) -> float:
    # The amounts of a form have at most sixteen digits, which a float prints as they are.
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


def _key(path: str, keys: Mapping[str, Field], language: Language) -> str:
    parts = path.split(".")
    above = (keys[".".join(parts[:end])] for end in range(1, len(parts) + 1))
    return ".".join(field.term.text(language) for field in above)


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
