"""Documents and items counted from one year to the next (R42, R43, R47, R48)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.form import Balance, Field, TermPath
from gkgen.review.case import Amount, Case


def in_force(case: Case) -> Iterator[Diagnostic]:
    """In force at the end of last year, plus issued, less repealed (`balance` in schema.yaml)."""
    for field, balance in _balanced(case):
        path = field.path
        value, before = case.value(path), case.value_before(path)
        added, taken = _sum(case, balance.added), _sum(case, balance.taken)
        if value is None or before is None or added is None or taken is None or case.previous is None:
            continue
        wanted = before + added - taken
        # A negative number is reported by R48.
        if value != wanted and wanted >= 0:
            numbers = {"value": value, "before": before, "issued": added, "repealed": taken, "wanted": wanted}
            yield diagnose(
                "R42", case.place(path), path, field=case.term(path), file=case.previous.display_name, **numbers
            )


def items(case: Case) -> Iterator[Diagnostic]:
    """The items of last year are those that last year's report ends with (`carries` in schema.yaml)."""
    for field in case.fields():
        if case.previous is None or len(field.carries) != 2:
            continue
        path, change_path = field.carries
        value, before, change = case.value(field.path), case.value_before(path), case.value_before(change_path)
        if value is None or before is None or change is None:
            continue
        if value != before + change:
            numbers = {"value": value, "before": before, "change": change, "wanted": before + change}
            words = {"field": case.term(field.path), "file": case.previous.display_name}
            yield diagnose("R43", case.place(field.path), field.path, **words, **numbers)


def disclosed(case: Case) -> Iterator[Diagnostic]:
    """Disclosed this year: not more than disclosed in all, nor than made this year."""
    for path in (field.path for field in case.fields() if field.name == "newly_disclosed"):
        row = path.rpartition(".")[0]
        value = case.value(path)
        for kind, other in (("R47.total", f"{row}.total_disclosed"), ("R47.made", f"{row}.newly_made")):
            whole = case.value(other)
            if value is not None and whole is not None and value > whole:
                names = {"field": case.term(path), "other": case.term(other)}
                yield diagnose(kind, case.place(path), path, **names, value=value, whole=whole)
                break


def issued(case: Case) -> Iterator[Diagnostic]:
    """Issued and not repealed is in force; repealed was in force or issued before."""
    for field, balance in _balanced(case):
        added, taken, left = _sum(case, balance.added), _sum(case, balance.taken), case.value(field.path)
        if added is None or taken is None or left is None:
            continue
        if added > left and not taken:
            path = balance.added[0]
            yield diagnose("R48.issued", case.place(path), path, field=case.term(path), value=added, whole=left)
        before = case.value_before(field.path)
        if before is not None and case.previous and taken > before + added:
            path = balance.taken[0]
            words = {"field": case.term(path), "file": case.previous.display_name}
            yield diagnose("R48.repealed", case.place(path), path, **words, value=taken, whole=before + added)


def _balanced(case: Case) -> Iterator[tuple[Field, Balance]]:
    return ((field, field.balance) for field in case.fields() if field.balance)


def _sum(case: Case, paths: TermPath) -> Amount | None:
    """The sum of those cells, None while one of them is not known."""
    values = [value for path in paths if (value := case.value(path)) is not None]
    return sum(values, 0) if len(values) == len(paths) else None
