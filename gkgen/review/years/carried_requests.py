"""What last year carried out is what this year carries in (R40, R41)."""

from collections.abc import Iterator

from gkgen.diagnostics import Addend, Diagnostic, Term, diagnose, diagnose_sum
from gkgen.form import Field
from gkgen.review.case import Case, Previous

_IN, _OUT = "requests.carried_in", "requests.carried_out"


def carried(case: Case) -> Iterator[Diagnostic]:
    """The totals first; where they agree, the applicants."""
    previous = case.previous
    total_in, total_out = f"{_IN}.total", f"{_OUT}.total"
    value, before = case.value(total_in), previous.value(total_out) if previous else None
    if previous is None or value is None or before is None:
        return
    words: dict[str, Term] = {"field": case.term(_IN), "other": case.term(_OUT), "file": previous.called}
    if value != before:
        apart = value - before if value > before else before - value
        addends = (_addend("left", case, total_in), _addend("right", previous, total_out, words["other"]))
        yield diagnose_sum(
            "R40", case.place(total_in), total_in, addends, **words, value=value, before=before, difference=apart
        )
        return
    columns = [
        column for column in case.office.edition.field(_IN).children if column.name != "total" and _differ(case, column)
    ]
    if columns:
        texts = [(column, case.value(column.path), previous.value(_last(column))) for column in columns]
        listed = Term(
            "，".join(f"{column.key} {now}、上年 {then}" for column, now, then in texts),
            "; ".join(f"{column.name} {now}, last year {then}" for column, now, then in texts),
        )
        yield diagnose("R41", case.place(columns[0].path), columns[0].path, **words, columns=listed)


def _last(column: Field) -> str:
    """The cell of last year that a cell of this year repeats."""
    return f"{_OUT}.{column.name}"


def _differ(case: Case, column: Field) -> bool:
    now, then = case.value(column.path), case.previous.value(_last(column)) if case.previous else None
    return now is not None and then is not None and now != then


def _addend(side: str, source: Case | Previous, path: str, called: Term | None = None) -> Addend:
    number = source.numbers[path]
    label = called or (source.term(path.rpartition(".")[0]) if isinstance(source, Case) else Term(path, path))
    return Addend("left" if side == "left" else "right", label, path, number.value, number.span)
