"""Requests: too many left over (R18), too many under the last of all headings (R19)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case

_MAX_CATCH_ALL_PERCENT = 20


def left_over(case: Case) -> Iterator[Diagnostic]:
    """More carried out than received: with 40 working days at most, few requests outlast the year."""
    carried_out, received = "requests.carried_out", "requests.new_received"
    path = f"{carried_out}.total"
    carried, new = case.value(path), case.value(f"{received}.total")
    if carried is not None and new and carried > new:
        names = {"field": case.term(carried_out), "received": case.term(received)}
        yield diagnose("R18", case.place(path), path, **names, carried=carried, new=new)


def catch_all(case: Case) -> Iterator[Diagnostic]:
    """More than a fifth of all results under 其他, the last row, which the other cells of the rule name by edition."""
    all_results = "requests.results.total.total"
    total = case.value(all_results)
    for path in (field.path for field in case.fields() if field.path != all_results):
        value = case.value(path)
        if value and total and value * 100 > total * _MAX_CATCH_ALL_PERCENT:
            percent = round(100 * value / total)
            numbers = {"value": value, "total": total, "percent": percent}
            yield diagnose("R19", case.place(path), path, field=case.term(path), **numbers)
