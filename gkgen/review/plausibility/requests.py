"""Requests: too many left over (R18), too many under the last of all headings (R19)."""

from collections.abc import Iterator

from gkgen.checks import cell_term
from gkgen.diagnostics import Diagnostic, Term, diagnose
from gkgen.review.case import Case

# What the form calls the last row of the results, by edition.
_CATCH_ALL = ("requests.results.other.other.total", "requests.results.other_handling.total")


def left_over(case: Case) -> Iterator[Diagnostic]:
    """More carried out than received: with 40 working days at most, few requests outlast the year."""
    path = "requests.carried_out.total"
    carried, new = case.value(path), case.value("requests.new_received.total")
    if carried is not None and new and carried > new:
        edition = case.office.edition
        field, received = edition.field("requests.carried_out"), edition.field("requests.new_received")
        yield diagnose(
            "R18",
            case.place(path),
            path,
            field=Term(field.key, field.name),
            received=Term(received.key, received.name),
            carried=carried,
            new=new,
        )


def catch_all(case: Case) -> Iterator[Diagnostic]:
    """More than a fifth of all results under 其他."""
    total = case.value("requests.results.total.total")
    for path in _CATCH_ALL:
        value = case.value(path)
        if value and total and value * 5 > total:
            row = path.rpartition(".")[0]
            percent = round(100 * value / total)
            yield diagnose(
                "R19", case.place(path), path, field=_row(case, row), value=value, total=total, percent=percent
            )


def _row(case: Case, path: str) -> Term:
    """A row by itself, or with what it stands under where its own name says little."""
    edition = case.office.edition
    field = edition.field(path)
    return cell_term(edition, path) if path.count(".") > 2 else Term(field.key, field.name)
