"""Results told without a number: of the one dispute, of the requests that the words before count."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Clause
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.denials import DENIAL
from gkgen.review.claims.universals import ALL
from gkgen.review.claims.vocabulary import Term

_CONDITION = re.compile("如|若|凡|是否|可能|咨询|建议")
_DISPUTES = ("rec", "lit", "dir", "after")


def results(passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> list[Claim]:
    """，结果维持 behind a single dispute: then its result is that."""
    segment = clause.segment
    if segment.numbers or DENIAL.search(segment.said) or ALL.search(segment.said):
        return []
    of_applicants = _of_applicants(passage, clause, earlier)
    if of_applicants:
        return of_applicants
    told = [term for term in segment.terms if term.slot in ("outcome", "group")]
    counted = [
        each
        for each in earlier
        if each.segment.sentence == segment.sentence and each.relation in ("equal", "some") and each.quantity
    ]
    if not told or not counted or counted[-1].value != 1 or not counted[-1].is_certain or not counted[-1].readings:
        return []
    head, _, kind = counted[-1].readings[0].partition(".")
    term = told[0]
    is_of_outcome = term.slot == "group" and head == "lit" and kind in ("upheld", "corrected", "other", "pending")
    if head not in _DISPUTES or (kind != "total" and not is_of_outcome):
        return []
    reading = f"{term.name}.{kind}" if term.slot == "group" else f"{head}.{term.name}"
    state = clause.state
    return [Claim(passage, segment, term.start, term.end, "some", (reading,), whose=state.whose, when=state.when)]


def _of_applicants(passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> list[Claim]:
    """科研机构提出的1件申请，不掌握: the row holds these; 不予公开的1件，属于…: so does the cause."""
    segment, state = clause.segment, clause.state
    here = [each for each in earlier if each.segment.sentence == segment.sentence and each.quantity]
    last = here[-1] if here else None
    if (
        last is None
        or last.relation not in ("equal", "part")
        or not last.is_certain
        or not last.readings
        or not last.value
    ):
        return []
    if _CONDITION.search(segment.said) or last.quantity is None or not last.quantity.is_exact:
        return []
    rows = [term for term in segment.terms if term.slot == "row"]
    cols = [term for term in segment.terms if term.slot == "col"]
    base, _, column = last.readings[0].partition(".")
    term: Term | None = None
    readings: tuple[str, ...] = ()
    if rows and base in ("new", "load") and column and "+" not in last.readings[0]:
        fine = [each for each in rows if "." in each.name] or rows
        term, readings = fine[-1], (f"{fine[-1].name}.{column}",)
    elif rows and base in ("refused", "unable", "not_processed", "other") and not column:
        inside = [each for each in rows if each.name.startswith(f"{base}.")]
        if len(inside) == 1 and (last.value == 1 or segment.said.startswith(("属于", "系", "因", "均", "都"))):
            term, readings = inside[0], (inside[0].name.partition("|")[0],)
    elif len(cols) == 1 and not rows and last.readings[0] == "out":
        term, readings = cols[0], (f"out.{cols[0].name}",)
    if term is None or len({each.name for each in rows}) > 2:
        return []
    claim = Claim(passage, segment, term.start, term.end, "part", readings, quantity=last.quantity)
    claim.whose, claim.when = state.whose, state.when
    if last.readings[0] == "out" and last.when == "this":
        claim.when = "this"  # When it came says nothing of whose it is.
    return [claim]
