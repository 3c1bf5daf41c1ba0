"""What last year's report ends with is what this one begins with (R40, R41)."""

from collections.abc import Iterator

from gkgen.diagnostics import Addend, Diagnostic, Term, diagnose, diagnose_sum
from gkgen.form import Field
from gkgen.review.case import Case, PreviousReport


def carried(case: Case) -> Iterator[Diagnostic]:
    """Every row that carries one of last year's (`carries` in schema.yaml)."""
    for row in case.fields():
        if case.previous and row.carries and row.children:
            yield from _compared(case, case.previous, row, case.field(row.carries[0]))


def _compared(case: Case, previous: PreviousReport, row: Field, last: Field) -> Iterator[Diagnostic]:
    """The totals first; where they agree, the applicants."""
    total_in, total_out = f"{row.path}.total", f"{last.path}.total"
    now, then = case.number(total_in), case.number_before(total_out)
    if now is None or then is None:
        return
    words: dict[str, Term] = {"field": row.term, "other": last.term, "file": previous.display_name}
    value, before = now.value, then.value
    if value != before:
        apart = value - before if value > before else before - value
        addends = (
            Addend("left", row.term, total_in, value, now.span),
            Addend("right", last.term, total_out, before, then.span),
        )
        yield diagnose_sum(
            "R40", case.place(total_in), total_in, addends, **words, value=value, before=before, difference=apart
        )
        return
    columns = [
        (column, current, former)
        for column in row.children
        if column.name != "total"
        and (current := case.value(column.path)) is not None
        and (former := case.value_before(f"{last.path}.{column.name}")) is not None
        and current != former
    ]
    if columns:
        listed = Term(
            "，".join(f"{column.key} {current}、上年 {former}" for column, current, former in columns),
            "; ".join(f"{column.name} {current}, last year {former}" for column, current, former in columns),
        )
        first = columns[0][0].path
        yield diagnose("R41", case.place(first), first, **words, columns=listed)
