"""The verdict on each claim: any lawful reading that fits is accepted, a contradiction needs all to fail."""

from collections.abc import Sequence

from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim, Verdict
from gkgen.review.claims.part_lists import judge_lists
from gkgen.review.claims.proportions import Proportions

_CELL_RELATIONS = frozenset({"equal", "part", "average", "none", "some", "all"})
_MONTHS = 12
# A sentence of more claims is no sentence, and to look through all of them for each would be quadratic.
_MAX_REMEMBERED_CLAIMS = 60


class Comparator:
    """Judges the claims of a passage in the light of the cells and of each other."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells
        self._proportions = Proportions(cells)

    def judge(self, claims: Sequence[Claim], plain: str) -> None:
        """Fills in the verdicts."""
        for claim in claims:
            if claim.relation in _CELL_RELATIONS:
                self._against_cells(claim)
        recent: list[Claim] = []
        for claim in claims:
            sentence = claim.segment.sentence
            if recent and recent[0].segment.sentence < sentence - 1:
                recent = [each for each in recent if each.segment.sentence >= sentence - 1]
            if claim.relation in ("share", "rate", "change"):
                self._proportions.judge(claim, recent, plain)
            recent = [*recent, claim][-_MAX_REMEMBERED_CLAIMS:]
        judge_lists(claims, plain, self._cells)

    def _against_cells(self, claim: Claim) -> None:
        if not claim.readings:
            _tell(claim, "elsewhere", claim.about or "no cell")
        elif claim.whose != "own":
            _tell(claim, "elsewhere", f"whose {claim.whose}")
        elif claim.when not in ("this", "last"):
            _tell(claim, "undecidable", f"when {claim.when}")
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
            _tell(claim, "undecidable", "last year unknown" if last else "cell unknown")
        elif any(_fits(claim, value) for _, value in known):
            _tell(claim, "agrees", "")
        elif len(known) < len(pairs) and not (last and known[0][0].startswith("new")):
            _tell(claim, "undecidable", "cell unknown")
        else:
            _tell(claim, "contradicts", "")

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
            _tell(claim, "undecidable", "cell unknown")
        else:
            _tell(claim, "agrees" if any(results) else "contradicts", "")


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


def _tell(claim: Claim, verdict: Verdict, reason: str) -> None:
    if verdict == "contradicts" and not claim.is_certain:
        verdict, reason = "undecidable", "uncertain"
    claim.verdict, claim.reason = verdict, reason
