"""The arithmetic of comparisons without a number of their own: of two cells, of two years, by rank."""

from collections.abc import Iterator, Sequence

from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim

_BASES = ("new", "load", "in", "out", "done")
_RANK = {"first": 1, "second": 2, "third": 3}
# 基本持平, 大体相当 leave so much between two numbers.
_NEARLY = 0.1
_Pair = tuple[tuple[str, float], tuple[str, float]]


class Comparisons:
    """Judges comparisons."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells

    def judge(self, claim: Claim, earlier: Sequence[Claim]) -> None:
        """Fills in the verdict; `earlier` are the claims of its sentence and the one before."""
        if claim.whose != "own" or claim.when != "this":
            claim.tell("undecidable", f"whose {claim.whose}" if claim.whose != "own" else f"when {claim.when}")
        elif claim.order in _RANK or claim.order == "last":
            self._rank(claim)
        elif claim.order == "majority":
            self._decide(claim, [pair for pair in self._of_wholes(claim) if pair[1][1]])
        elif claim.wholes:
            self._decide(claim, list(self._of_cells(claim)))
        else:
            self._decide(claim, list(self._of_years(claim)) or list(_of_text(claim, earlier)))

    def _decide(self, claim: Claim, pairs: Sequence[_Pair]) -> None:
        if not pairs:
            claim.tell("undecidable", "cell unknown" if claim.wholes else "last year unknown")
            return
        claim.compared = pairs[0]
        is_near = any(word in claim.segment.said for word in ("基本", "大体", "大致", "相当", "接近"))
        fits = any(_holds(claim, left, right, is_near) for (_, left), (_, right) in pairs)
        claim.tell("agrees" if fits else "contradicts", "")

    def _of_cells(self, claim: Claim) -> Iterator[_Pair]:
        for left in claim.readings:
            for right in claim.wholes:
                bases = [each.partition(".")[0] for each in (left, right)]
                if "." in left and "." in right and set(bases) <= set(_BASES) and bases[0] != bases[1]:
                    continue  # Applicants of what was received beside those of all in hand.
                now, other = self._cells.value(left), self._cells.value(right)
                if now is not None and other is not None and left != right:
                    yield (left, now), (right, other)

    def _of_years(self, claim: Claim) -> Iterator[_Pair]:
        for reading in claim.readings:
            now, last = self._cells.value(reading), self._cells.value(reading, last=True)
            if now is not None and last is not None:
                yield ("now", now), ("last", last)

    def _of_wholes(self, claim: Claim) -> Iterator[_Pair]:
        """What a cell may be the larger part of."""
        for reading in claim.readings:
            head, _, last = reading.rpartition(".")
            if reading in _BASES:
                continue
            names = (f"{head}.total", f"{head}.total-{head}.pending")
            if reading in ("dir.total", "after.total"):
                names = ("lit.total", "lit.total")
            elif not head:
                names = ("done", "load")
            elif not self._cells.has(f"{head}.total") or head in _BASES or last == "total":
                names = (head, head)
            for whole in dict.fromkeys(names):
                part, total = self._cells.value(reading), self._cells.value(whole)
                if part is not None and total is not None:
                    yield (reading, part), (whole, total)

    def _rank(self, claim: Claim) -> None:
        worst: _Pair | None = None
        for reading in claim.readings:
            value = self._cells.value(reading)
            family = self._family(reading)
            if value is None or len(family) < 3:
                continue
            for without in (False, True):
                others = [(name, v) for name, v in family if name != reading]
                if without and claim.label == "all":
                    continue
                if without or claim.label == "organisations":
                    others = [(name, v) for name, v in others if not name.endswith(".natural_person")]
                if _is_ranked(claim, value, [v for _, v in others]):
                    claim.compared = ((reading, value), max(others, key=lambda pair: pair[1]))
                    claim.tell("agrees", "")
                    return
                worst = worst or ((reading, value), _rival(claim, value, others))
        if worst is None:
            claim.tell("undecidable", "cell unknown")
            return
        claim.compared = worst
        claim.tell("contradicts", "")

    def _family(self, reading: str) -> list[tuple[str, float]]:
        names = self._cells.siblings(reading)
        return [(name, value) for name in names if (value := self._cells.value(name)) is not None]


def _of_text(claim: Claim, earlier: Sequence[Claim]) -> Iterator[_Pair]:
    """Both years' numbers, where the sentence has told them: 上年15件，本年13件，同比持平."""
    here = [e for e in earlier if e.segment.sentence == claim.segment.sentence and e.is_count and e.is_certain]
    here = [e for e in here if set(e.readings) & set(claim.readings) and e.quantity and e.quantity.is_exact]
    now, last = ([e.value for e in here if e.when == when] for when in ("this", "last"))
    if len(now) == len(last) == 1:
        yield ("now", now[0]), ("last", last[0])


def _holds(claim: Claim, left: float, right: float, is_near: bool) -> bool:
    if claim.order == "more":
        return left > right
    if claim.order == "less":
        return left < right
    if claim.order == "majority":
        return 2 * left > right
    return abs(left - right) <= (_NEARLY * max(left, right) if is_near else 0)


def _is_ranked(claim: Claim, value: float, others: Sequence[float]) -> bool:
    if claim.order == "last":
        return value > 0 and not any(0 < other < value for other in others)
    rank = _RANK[claim.order]
    return sum(other > value for other in others) < rank <= 1 + sum(other >= value for other in others)


def _rival(claim: Claim, value: float, others: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """The cell that shows the rank to be wrong."""
    if claim.order == "last":
        return min((pair for pair in others if pair[1] > 0), key=lambda pair: pair[1])
    larger = sorted((pair for pair in others if pair[1] > value), key=lambda pair: -pair[1])
    return larger[min(_RANK[claim.order], len(larger)) - 1] if larger else max(others, key=lambda pair: pair[1])
