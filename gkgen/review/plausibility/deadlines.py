"""The day of publication (R90)."""

from collections.abc import Iterator
from datetime import date

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case
from gkgen.review.office_kinds import DEPARTMENT, GOVERNMENT, kind_of

_PATH = "metadata.publish_date"
# Article 49 of the regulation; for towns and subdistricts the place sets its own day.
_DEADLINES = {DEPARTMENT: (1, 31), GOVERNMENT: (3, 31)}


def deadline(case: Case) -> Iterator[Diagnostic]:
    """Published too late, or before the year was over."""
    scalar = case.scalar(_PATH)
    if not scalar or not case.scalar("year"):
        return
    try:
        published = date.fromisoformat(scalar.text)
    except ValueError:
        return
    limit = _DEADLINES.get(kind_of(case))
    if published <= date(case.year, 12, 31):
        yield diagnose("R90.early", scalar.span, _PATH, date=scalar.text, year=case.year)
    elif limit and published > (last := date(case.year + 1, *limit)):
        yield diagnose("R90", scalar.span, _PATH, date=scalar.text, deadline=last.isoformat())
