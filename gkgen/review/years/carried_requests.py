"""What last year carried out is what this year carries in (R40, R41)."""

from collections.abc import Iterator

from gkgen.diagnostics import Addend, Diagnostic, Term, diagnose, diagnose_sum
from gkgen.form import Field
from gkgen.review.case import Case

_IN, _OUT = "requests.carried_in", "requests.carried_out"


def carried(case: Case) -> Iterator[Diagnostic]:
    """The totals first; where they agree, the applicants."""
    previous = case.previous
    total_in, total_out = f"{_IN}.total", f"{_OUT}.total"
    now, then = case.number(total_in), case.number_before(total_out)
    if previous is None or now is None or then is None:
        return
    words: dict[str, Term] = {"field": case.term(_IN), "other": case.term(_OUT), "file": previous.called}
    value, before = now.value, then.value
    if value != before:
        apart = value - before if value > before else before - value
        addends = (
            Addend("left", case.term(_IN), total_in, value, now.span),
            Addend("right", words["other"], total_out, before, then.span),
        )
        yield diagnose_sum(
            "R40", case.place(total_in), total_in, addends, **words, value=value, before=before, difference=apart
        )
        return
    columns = [column for column in case.field(_IN).children if column.name != "total" and _differ(case, column)]
    if columns:
        texts = [(column, case.value(column.path), case.value_before(_last(column))) for column in columns]
        listed = Term(
            "，".join(f"{column.key} {now}、上年 {then}" for column, now, then in texts),
            "; ".join(f"{column.name} {now}, last year {then}" for column, now, then in texts),
        )
        yield diagnose("R41", case.place(columns[0].path), columns[0].path, **words, columns=listed)


def _last(column: Field) -> str:
    """The cell of last year that a cell of this year repeats."""
    return f"{_OUT}.{column.name}"


def _differ(case: Case, column: Field) -> bool:
    now, then = case.value(column.path), case.value_before(_last(column))
    return now is not None and then is not None and now != then
