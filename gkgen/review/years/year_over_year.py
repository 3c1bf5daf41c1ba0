"""Numbers that changed more than work does from one year to the next (R45)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case
from gkgen.review.decision_cells import decision_cells, has_no_decisions

_MAX_FACTOR, _MIN_COUNT = 5, 10


def changes(case: Case) -> Iterator[Diagnostic]:
    """More than five times, or less than a fifth, of a number that was ten or more.

    The rule names counts of work: single cells of table three are too small, and R42 and R43 judge what is in force.
    """
    # R53 reports these.
    covered = decision_cells(case) if has_no_decisions(case) else []
    for path in (field.path for field in case.fields() if field.is_number):
        value, before = case.value(path), case.value_before(path)
        if case.previous is None or value is None or before is None or before < _MIN_COUNT or path in covered:
            continue
        kind = "R45.more" if value > before * _MAX_FACTOR else "R45.less" if value * _MAX_FACTOR < before else ""
        if kind:
            words = {"field": case.term(path), "file": case.previous.display_name}
            yield diagnose(kind, case.place(path), path, **words, value=value, before=before)
