"""Documents, decisions and fees that an office of its kind can hardly have (R50, R51, R53, R54)."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gkgen.diagnostics import Diagnostic, Span, Term, Value, diagnose
from gkgen.review.case import Amount, Case
from gkgen.review.decision_cells import decision_cells, has_no_decisions

_REGULATIONS, _NORMATIVE = "disclosure.regulations", "disclosure.normative_documents"
_FEES = "disclosure.fees.amount_wan_yuan"
_FEE = "other_matters.processing_fee"
_TEN_THOUSAND = 10_000


def regulations(case: Case) -> Iterator[Diagnostic]:
    """Regulations (规章) of an office that cannot make them, by articles 91 and 93 of the 立法法."""
    kind = case.kind()
    if kind is None or not kind.cannot_make_regulations(case.text("office")):
        return
    names: dict[str, Value] = {"office": case.text("office"), "other": case.term(_NORMATIVE)}
    for leaf in case.field(_REGULATIONS).leaves():
        if value := case.value(leaf.path):
            # One cell is enough to look at the row.
            yield diagnose("R50", case.place(leaf.path), leaf.path, field=case.term(leaf.path), value=value, **names)
            return


def fees(case: Case) -> Iterator[Diagnostic]:
    """Fees that were typed in yuan, as it seems (R51), and less than the processing fees alone (R54)."""
    value = case.value(_FEES)
    if value is None:
        return
    place, field = case.place(_FEES), case.term(_FEES)
    wanted = f"{Decimal(value) / _TEN_THOUSAND:f}"
    if value >= _TEN_THOUSAND and case.is_grassroots():
        office = case.text("office")
        yield diagnose("R51", place, _FEES, field=field, value=value, wanted=wanted, office=office)
    elif value and value % _TEN_THOUSAND == 0:
        yield diagnose("R51.multiple", place, _FEES, field=field, value=value, wanted=wanted)
    charged = case.scalar(f"{_FEE}.amount_yuan") if case.flag(f"{_FEE}.charged") else None
    if charged and isinstance(charged.value, int | Decimal) and _rounded(charged.value, value) > value:
        yield diagnose("R54", place, _FEES, field=field, value=value, amount=str(charged.value))


def _rounded(yuan: Amount, like: Amount) -> Decimal:
    """An amount in yuan in 万元, with as many decimals as the other amount has, two at least."""
    exponent = Decimal(like).as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 0)
    return (Decimal(yuan) / _TEN_THOUSAND).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def decisions(case: Case) -> Iterator[Diagnostic]:
    """No decision at all in a town that had some last year."""
    if case.previous is None or not has_no_decisions(case):
        return
    paths = decision_cells(case)
    count = sum((case.value_before(path) or 0 for path in paths), 0)
    if count:
        rows = [case.term(path.rpartition(".")[0]) for path in paths]
        fields = Term("、".join(f"“{row.zh}”" for row in rows), ", ".join(f"'{row.en}'" for row in rows))
        place: Span = case.place("disclosure")
        yield diagnose("R53", place, "disclosure", fields=fields, value=count, file=case.previous.display_name)
