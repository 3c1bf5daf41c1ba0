"""Numbers that changed more than work does from one year to the next (R45)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case
from gkgen.review.plausibility.disclosure_counts import DECISIONS, has_no_decisions

_FACTOR, _BASE = 5, 10
# Counts of work done. Single cells of table three are too small to be compared, and R42, R43 look at what is in force.
_COUNTS = (
    *DECISIONS,
    "disclosure.normative_documents.issued",
    "disclosure.normative_documents.newly_made",
    "disclosure.fees.amount_wan_yuan",
    "disclosure.procurement.projects",
    "disclosure.procurement.amount",
    "requests.new_received.total",
    "requests.results.total.total",
    "disputes.reconsideration.total",
    "disputes.litigation_direct.total",
    "disputes.litigation_after_reconsideration.total",
)


def changes(case: Case) -> Iterator[Diagnostic]:
    """More than five times, or less than a fifth, of a number that was ten or more."""
    told = DECISIONS if has_no_decisions(case) else ()
    for path in _COUNTS:
        value, before = case.value(path), case.previous.value(path) if case.previous else None
        if case.previous is None or value is None or before is None or before < _BASE or path in told:
            continue
        kind = "R45.more" if value > before * _FACTOR else "R45.less" if value * _FACTOR < before else ""
        if kind:
            words = {"field": case.term(path), "file": case.previous.called}
            yield diagnose(kind, case.place(path), path, **words, value=value, before=before)
