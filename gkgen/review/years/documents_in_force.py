"""Documents and items counted from one year to the next (R42, R43, R47, R48)."""

from collections.abc import Iterator

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.review.case import Case

_DOCUMENTS = ("disclosure.regulations", "disclosure.normative_documents")


def in_force(case: Case) -> Iterator[Diagnostic]:
    """In force at the end of last year, plus issued, less repealed."""
    for row in _DOCUMENTS:
        path = f"{row}.in_force"
        value, before = case.value(path), case.value_before(path)
        made, gone = case.value(f"{row}.issued"), case.value(f"{row}.repealed")
        if value is None or before is None or made is None or gone is None or case.previous is None:
            continue
        wanted = before + made - gone
        # Fewer than none cannot be; R48 tells of that.
        if value != wanted and wanted >= 0:
            numbers = {"value": value, "before": before, "issued": made, "repealed": gone, "wanted": wanted}
            yield diagnose("R42", case.place(path), path, field=case.term(path), file=case.previous.called, **numbers)


def items(case: Case) -> Iterator[Diagnostic]:
    """The items of last year are those that last year's report ends with."""
    for row in (row for row in case.field("disclosure").children if row.child("items_last_year")):
        path, change_path = f"{row.path}.items_last_year", f"{row.path}.items_change"
        value, before, change = case.value(path), case.value_before(path), case.value_before(change_path)
        if value is None or before is None or change is None or case.previous is None:
            continue
        if value != before + change:
            numbers = {"value": value, "before": before, "change": change, "wanted": before + change}
            yield diagnose("R43", case.place(path), path, field=case.term(path), file=case.previous.called, **numbers)


def disclosed(case: Case) -> Iterator[Diagnostic]:
    """Disclosed this year: not more than disclosed in all, nor than made this year."""
    for row in _DOCUMENTS:
        path = f"{row}.newly_disclosed"
        value = case.value(path)
        for kind, other in (("R47.total", f"{row}.total_disclosed"), ("R47.made", f"{row}.newly_made")):
            whole = case.value(other)
            if value is not None and whole is not None and value > whole:
                names = {"field": case.term(path), "other": case.term(other)}
                yield diagnose(kind, case.place(path), path, **names, value=value, whole=whole)
                break


def issued(case: Case) -> Iterator[Diagnostic]:
    """Issued and not repealed is in force; repealed was in force or issued before."""
    for row in _DOCUMENTS:
        path, made, gone = f"{row}.issued", case.value(f"{row}.issued"), case.value(f"{row}.repealed")
        left = case.value(f"{row}.in_force")
        if made is None or gone is None or left is None:
            continue
        if made > left and not gone:
            yield diagnose("R48.issued", case.place(path), path, field=case.term(path), value=made, whole=left)
        before = case.value_before(f"{row}.in_force")
        if before is not None and case.previous and gone > before + made:
            path = f"{row}.repealed"
            words = {"field": case.term(path), "file": case.previous.called}
            yield diagnose("R48.repealed", case.place(path), path, **words, value=gone, whole=before + made)
