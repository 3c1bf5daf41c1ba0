"""The days on which the report was finished and published (R90)."""

from collections.abc import Iterator
from datetime import date

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case

_PATH, _CREATED = "metadata.publish_date", "metadata.created_date"


def deadline(case: Case) -> Iterator[Diagnostic]:
    """Published too late, or before the year was over; finished before that, or after it was published."""
    if not case.scalar("year"):
        return
    scalar, published = case.scalar(_PATH), _day(case, _PATH)
    own, created = case.scalar(_CREATED), _day(case, _CREATED)
    if own and created and created <= date(case.year, 12, 31):
        yield diagnose("R90.created", own.span, _CREATED, date=own.text, year=case.year)
    elif own and created and scalar and published and created > published:
        yield diagnose("R90.order", own.span, _CREATED, date=own.text, published=scalar.text)
    if not scalar or not published:
        return
    kind = case.kind()
    limit = kind.publish_by if kind else None
    if published <= date(case.year, 12, 31):
        yield diagnose("R90.early", scalar.span, _PATH, date=scalar.text, year=case.year)
    elif limit and published > (last := date(case.year + 1, *limit)):
        yield diagnose("R90", scalar.span, _PATH, date=scalar.text, deadline=last.isoformat())


def _day(case: Case, path: str) -> date | None:
    scalar = case.scalar(path)
    try:
        return date.fromisoformat(scalar.text) if scalar else None
    except ValueError:
        return None
