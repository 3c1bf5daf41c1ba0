"""Reconsideration and litigation that other numbers make unlikely (R34, R35, R37)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case

_RECONSIDERATION, _DIRECT, _AFTER = (
    "disputes.reconsideration",
    "disputes.litigation_direct",
    "disputes.litigation_after_reconsideration",
)


def direct(case: Case) -> Iterator[Diagnostic]:
    """Litigation without reconsideration, which the 行政复议法 of 2024 puts first where access was refused."""
    path = f"{_DIRECT}.total"
    if value := case.value(path):
        yield diagnose("R34", case.place(path), path, field=case.term(_DIRECT), value=value)


def after_reconsideration(case: Case) -> Iterator[Diagnostic]:
    """Litigation after a reconsideration that neither this year nor the last knows."""
    path, cause = f"{_AFTER}.total", f"{_RECONSIDERATION}.total"
    value = case.value(path)
    if not value or case.value(cause) != 0:
        return
    before = case.value_before(cause)
    names = {"field": case.term(_AFTER), "other": case.term(_DIRECT)}
    if before is None:
        yield diagnose("R35.alone", case.place(path), path, **names, value=value)
    elif before == 0 and case.previous:
        yield diagnose("R35", case.place(path), path, **names, value=value, file=case.previous.display_name)


def without_requests(case: Case) -> Iterator[Diagnostic]:
    """Disputes about requests, of which there were none."""
    values = [(path, case.value(path)) for path in (f"{group}.total" for group in (_RECONSIDERATION, _DIRECT, _AFTER))]
    count = sum((value for _, value in values if value), 0)
    received = [case.value(f"requests.{row}.total") for row in ("new_received", "carried_in")]
    if not count or received != [0, 0]:
        return
    path = next(path for path, value in values if value)
    before = case.value_before("requests.new_received.total")
    if before is None:
        yield diagnose("R37.alone", case.place(path), path, value=count)
    elif before == 0 and case.previous:
        yield diagnose("R37", case.place(path), path, value=count, file=case.previous.display_name)
