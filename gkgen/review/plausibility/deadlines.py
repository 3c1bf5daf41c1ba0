"""The day of publication (R90)."""

from collections.abc import Iterator
from datetime import date

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case

_PATH = "metadata.publish_date"


def deadline(case: Case) -> Iterator[Diagnostic]:
    """Published too late, or before the year was over."""
    scalar = case.scalar(_PATH)
    if not scalar or not case.scalar("year"):
        return
    try:
        published = date.fromisoformat(scalar.text)
    except ValueError:
        return
    kind = case.kind()
    limit = kind.publish_by if kind else None
    if published <= date(case.year, 12, 31):
        yield diagnose("R90.early", scalar.span, _PATH, date=scalar.text, year=case.year)
    elif limit and published > (last := date(case.year + 1, *limit)):
        yield diagnose("R90", scalar.span, _PATH, date=scalar.text, deadline=last.isoformat())
