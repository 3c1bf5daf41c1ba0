"""The arithmetic of changes: this year's number against last year's, of the text or of the cells."""

from collections.abc import Iterable, Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.change_claims import CHANGE
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.quantities import Quantity

_LAST_YEARS = re.compile("(?:比|较|由|从|与)(?:20\\d\\d年|上年|去年)[^，。\\d]{0,6}$")
_SHARE = re.compile("占比|比重|比例")
_COUNTED = ("count", "money")
_MAX_GAIN_ERROR = 0.1


class Changes:
    """Judges changes."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells

    def judge(self, claim: Claim, earlier: Sequence[Claim], plain: str) -> None:
        """Fills in the verdict; `earlier` are the claims of its sentence and the one before."""
        quantity = claim.quantity
        if quantity is None:
            return
        sentence = claim.segment.sentence
        same = [e for e in earlier if e.segment.sentence == sentence and e.quantity and e.relation in ("equal", "rate")]
        verbs = list(CHANGE.finditer(plain, claim.segment.start, claim.start))
        is_less = bool(verbs and verbs[-1]["down"]) or claim.order == "less"
        sign = -1 if is_less else 1
        if quantity.kind == "points":
            rates = [e for e in earlier if e.segment.sentence == sentence and e.relation in ("rate", "share")]
            self._points(claim, quantity, sign, rates)
            return
        counted = [each for each in same if each.quantity and each.quantity.kind in _COUNTED]
        lasts = [e for e in counted if e.when == "last" or _LAST_YEARS.search(plain, max(0, e.start - 14), e.start)]
        depth = claim.segment.depth
        nows = [e for e in counted if e not in lasts and e.when == "this" and e.segment.depth <= depth]
        if claim.is_named:  # Only a number behind its subject is of it.
            nows = [e for e in nows if e.segment is claim.segment]
        subject = nows[-1] if nows else None
        spoken = subject or next((e for e in reversed(earlier) if e.segment.sentence == sentence and e.readings), None)
        readings = claim.readings or (spoken.readings if spoken is not None and not claim.is_named else ())
        if claim.whose != "own" or claim.when in ("plan", "several", "part"):
            claim.tell("undecidable", f"when {claim.when}" if claim.whose == "own" else f"whose {claim.whose}")
            return
        pairs = self._pairs(readings, subject, lasts)
        if pairs and not claim.readings:
            pairs += self._of_list(nows, lasts)
        if claim.wholes:
            pairs = [(now, last) for now in self._known(readings) for last in self._known(claim.wholes)]
        if quantity.kind != "count":
            pairs = [pair for pair in pairs if pair[1]]
        if subject is not None and len(nows) == 1 and lasts and not readings and not subject.is_wrong:
            subject = None  # Of two numbers told side by side it matters not what they count.
        self._decide_change(claim, quantity, sign, pairs, subject, bool(verbs))
        if claim.wholes and claim.compared:
            (_, now), (_, last) = claim.compared
            claim.compared = ((readings[0], now), (claim.wholes[0], last))

    def _of_list(self, nows: Sequence[Claim], lasts: Sequence[Claim]) -> list[tuple[float, float]]:
        """Behind a list the change may be of its whole, or of the sum of what it lists."""
        pairs = [pair for each in nows[:-1] for pair in self._pairs(each.readings, each, lasts)]
        values = [each.value for each in nows]
        return pairs + [(sum(values[at:]), lasts[-1].value) for at in range(len(values) - 1) if lasts]

    def _pairs(
        self, readings: Sequence[str], subject: Claim | None, lasts: Sequence[Claim]
    ) -> list[tuple[float, float]]:
        """This year's number and last year's, of the text and of the cells."""
        pairs = []
        if lasts and lasts[-1].quantity is not None and lasts[-1].quantity.is_exact:
            nows = [subject.value] if subject and subject.quantity and subject.quantity.is_exact else []
            pairs = [(now, lasts[-1].value) for now in (*nows, *self._known(readings))]
        for reading in readings:
            now, last = self._cells.value(reading), self._cells.value(reading, last=True)
            if now is not None and last is not None:
                pairs.append((now, last))
        return pairs

    def _decide_change(
        self,
        claim: Claim,
        quantity: Quantity,
        sign: int,
        pairs: Sequence[tuple[float, float]],
        subject: Claim | None,
        has_verb: bool,
    ) -> None:
        if not pairs:
            claim.tell("undecidable", "last year unknown")
            return
        claim.compared = (("now", pairs[0][0]), ("last", pairs[0][1]))
        is_level = claim.order == "same"
        if any(
            _is_level(quantity, now, last) if is_level else _has_changed(quantity, sign, now, last)
            for now, last in pairs
        ):
            claim.tell("agrees", "")
        elif subject is not None and subject.is_wrong:
            claim.tell("undecidable", "told already")
        elif subject is not None and not claim.is_named and not subject.is_certain:
            claim.tell("undecidable", "uncertain")
        elif claim.about:
            claim.tell("undecidable", claim.about)
        else:
            claim.is_certain = claim.is_certain or has_verb
            claim.tell("contradicts", "")

    def _points(self, claim: Claim, quantity: Quantity, sign: int, same: Sequence[Claim]) -> None:
        rates = [each for each in same if each.readings]
        readings = rates[-1].readings if rates else ()
        if rates and rates[-1].relation == "share":
            readings = tuple(f"{each}/{whole}" for each in readings if (whole := _whole_of(each, rates[-1])))
        if not rates and claim.readings and _SHARE.search(claim.segment.said):
            readings = tuple(f"{each}/{whole}" for each in claim.readings if (whole := _whole_of(each, claim)))
        pairs = []
        for reading in readings:
            now, last = self._cells.value(reading), self._cells.value(reading, last=True)
            if now is not None and last is not None:
                pairs.append((100 * now, 100 * last))
        if not pairs:
            claim.tell("undecidable", "last year unknown")
            return
        claim.compared = (("now", pairs[0][0]), ("last", pairs[0][1]))
        gains = [sign * (now - last) for now, last in pairs]
        fits = any(quantity.fits(gain) or abs(gain - quantity.value) < 2 * quantity.step for gain in gains)
        claim.tell("agrees" if fits else "contradicts", "")

    def _known(self, readings: Iterable[str]) -> list[float]:
        values = (self._cells.value(reading) for reading in readings)
        return [value for value in values if value is not None]


def _whole_of(reading: str, share: Claim) -> str:
    """What a share is taken of, where that is beyond doubt."""
    base, _, column = reading.partition(".")
    if share.wholes:
        return share.wholes[0]
    return base if base in ("new", "load") and column and "+" not in reading else ""


def _is_level(quantity: Quantity, now: float, last: float) -> bool:
    """Whether this year's number is so much of last year's: 仅为上年的83.1%."""
    return quantity.fits(now / last if quantity.kind == "times" else 100 * now / last)


def _has_changed(quantity: Quantity, sign: int, now: float, last: float) -> bool:
    if quantity.kind == "share":
        return quantity.fits(sign * 100 * (now - last) / last)
    if quantity.kind == "times":
        if quantity.unit == "番":
            return bool(abs(now / last - 2**quantity.value) < _MAX_GAIN_ERROR)
        if now == last and quantity.value == 1:
            return False  # 增加一倍 is no less than something more.
        return quantity.fits(now / last - 1) or quantity.fits(now / last)
    return quantity.fits(sign * (now - last))
