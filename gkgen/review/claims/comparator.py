"""The verdict on each claim: any lawful reading that fits is accepted, a contradiction needs all to fail."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.comparison_sums import Comparisons
from gkgen.review.claims.part_lists import judge_lists
from gkgen.review.claims.proportions import Proportions
from gkgen.review.claims.text_sums import judge_text

_CELL_RELATIONS = frozenset({"equal", "part", "average", "none", "some", "all"})
_COLUMN = re.compile(r"(?:new|load)\.\w+$")
_MONTHS = 12
# A sentence of more claims is no sentence, and to look through all of them for each would be quadratic.
_MAX_REMEMBERED_CLAIMS = 60


class Comparator:
    """Judges the claims of a passage in the light of the cells and of each other."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells
        self._comparisons = Comparisons(cells)
        self._proportions = Proportions(cells)

    def judge(self, claims: Sequence[Claim], plain: str) -> None:
        """Fills in the verdicts."""
        bases: dict[int, str] = {}
        for claim in claims:
            if claim.relation in _CELL_RELATIONS:
                base = bases.get(claim.segment.sentence, "")
                if base and claim.relation == "equal" and all(_COLUMN.match(each) for each in claim.readings):
                    claim.readings = tuple(each for each in claim.readings if each.startswith(base)) or claim.readings
                self._against_cells(claim)
                if claim.relation == "equal" and claim.verdict == "agrees" and {"new", "load"} & set(claim.readings):
                    bases[claim.segment.sentence] = _base(claim)
        recent: list[Claim] = []
        for claim in claims:
            sentence = claim.segment.sentence
            if recent and recent[0].segment.sentence < sentence - 1:
                recent = [each for each in recent if each.segment.sentence >= sentence - 1]
            if claim.order and claim.quantity is None:
                self._comparisons.judge(claim, recent)
            elif claim.relation in ("share", "rate", "change"):
                self._proportions.judge(claim, recent, plain)
            recent = [*recent, claim][-_MAX_REMEMBERED_CLAIMS:]
        judge_lists(claims, plain, self._cells)
        judge_text(claims, plain)

    def _against_cells(self, claim: Claim) -> None:
        if not claim.readings:
            claim.tell("elsewhere", claim.about or "no cell")
        elif claim.whose != "own":
            claim.tell("elsewhere", f"whose {claim.whose}")
        elif claim.when not in ("this", "last"):
            claim.tell("undecidable", f"when {claim.when}")
        elif claim.when == "last" and claim.readings[0] == "in" and claim.relation != "none":
            claim.tell("undecidable", "when last")  # What last year had carried in, no cell tells.
        elif claim.relation == "all":
            self._all(claim)
        else:
            self._equal(claim)

    def _equal(self, claim: Claim) -> None:
        last = claim.is_of_last_year
        pairs = [(reading, self._cells.value(reading, last=last)) for reading in claim.readings]
        known = [(reading, value) for reading, value in pairs if value is not None]
        claim.compared = tuple(known)
        if not known:
            claim.tell("undecidable", "last year unknown" if last else "cell unknown")
        elif any(_fits(claim, value) for _, value in known):
            claim.tell("agrees", "")
        elif len(known) < len(pairs) and not (last and known[0][0].startswith("new")):
            claim.tell("undecidable", "cell unknown")
        else:
            claim.tell("contradicts", "")

    def _all(self, claim: Claim) -> None:
        results = []
        compared = []
        for reading in claim.readings:
            left, right = (side.strip() for side in reading.split("="))
            value, whole = self._cells.value(left), self._cells.value(right)
            if value is not None and whole is not None:
                results.append(value == whole)
                compared += [(left, value)] if right.isdigit() else [(left, value), (right, whole)]
        claim.compared = tuple(dict.fromkeys(compared))
        if not results:
            claim.tell("undecidable", "cell unknown")
        else:
            claim.tell("agrees" if any(results) else "contradicts", "")


def _base(claim: Claim) -> str:
    """What a number of requests has counted, where only one reading fits: those applicants that follow are of these."""
    fitting = [reading for reading, value in claim.compared if _fits(claim, value) and reading in ("new", "load")]
    return f"{fitting[0]}." if len(fitting) == 1 else ""


def _fits(claim: Claim, value: float) -> bool:
    quantity = claim.quantity
    if claim.relation == "none":
        return value == 0
    if claim.relation == "some" or quantity is None:
        return value >= 1
    if claim.relation == "part":
        return quantity.low <= value + 1e-9
    if claim.relation == "average":
        return quantity.fits(value / _MONTHS) or abs(value / _MONTHS - quantity.value) < quantity.step
    return quantity.fits(value)
