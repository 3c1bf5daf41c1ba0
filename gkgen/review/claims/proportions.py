"""The arithmetic of shares, rates and changes: any lawful pair of numbers that fits is accepted."""

import re
from collections.abc import Iterable, Sequence

from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim, Verdict
from gkgen.review.claims.proportion_claims import CHANGE
from gkgen.review.claims.quantities import Quantity

_TOGETHER = re.compile("合计|共|[两三四]家|[两三四]个|两者|二者|三者|总计|两项|三项|两类|三类")
_OWN_SHARE = re.compile("[我本][县市区局镇街]")
_OF_DONE, _OF_NEW = re.compile("办结|答复|办理"), re.compile("新收")
_OF_RECEIVED = re.compile("收到|受理|申请|全县|全市|全区")
_REQUEST_CELLS = frozenset(
    {
        "new",
        "load",
        "done",
        "granted",
        "partial",
        "disclosed",
        "refused",
        "unable",
        "not_processed",
        "other",
        "out",
        "in",
    }
)
_DISPUTE_CELLS = frozenset({"rec", "lit", "dir", "after"})
# 1321条信息中，…占39.5%: this number is the whole.
IS_WHOLE = re.compile(r"[^，。；：、\d]{0,8}[中里内](?=[，、 ]|[^，。；：\d]{2,}占)")
_LAST_YEARS = re.compile("(?:比|较|由|从|与)(?:20\\d\\d年|上年|去年)[^，。\\d]{0,6}$")
_COUNTED = ("count", "money")
_MAX_GAIN_ERROR = 0.1


class Proportions:
    """Judges proportions."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells

    def judge(self, claim: Claim, earlier: Sequence[Claim], plain: str) -> None:
        """Fills in the verdict; `earlier` are the claims of its sentence and the one before."""
        if claim.relation == "share":
            self._share(claim, earlier, plain)
        elif claim.relation == "rate":
            self._rate(claim)
        else:
            self._change(claim, earlier, plain)

    # Shares

    def _share(self, claim: Claim, earlier: Sequence[Claim], plain: str) -> None:
        if claim.whose == "third" or claim.when in ("plan", "several", "last"):
            _tell(claim, "elsewhere", f"whose {claim.whose}" if claim.whose == "third" else f"when {claim.when}")
            return
        sentence = claim.segment.sentence
        same = [
            each
            for each in earlier
            if each.segment.sentence == sentence
            and each.quantity is not None
            and each.quantity.kind in _COUNTED
            and each.relation in ("equal", "part")
        ]
        before = plain[claim.segment.start : claim.start]
        parts = [each for each in same if not IS_WHOLE.match(plain, each.end, claim.start)]
        part = None if claim.readings else (parts[-1] if parts else None)
        tops = self._tops(claim, parts, before)
        if _OWN_SHARE.search(before) and not claim.readings:
            tops, part = self._known(("new", "load")), None
        if not tops:
            _tell(claim, "undecidable", "part unknown")
            return
        heads = [each.value for each in same if each.value and each is not part]
        bottoms = self._bottoms(claim, part, earlier, heads)
        pairs = [(top, bottom) for top in tops for bottom in bottoms if bottom and top <= bottom]
        if claim.wholes:
            pairs = [(top, bottom) for top in tops for bottom in self._known(claim.wholes) if bottom and top <= bottom]
        elif claim.readings and not heads:
            pairs = self._of_one_base(claim.readings) or pairs
        self._decide_share(claim, pairs, part, bool(heads))

    def _of_one_base(self, readings: Sequence[str]) -> list[tuple[float, float]]:
        """A column of what was received is a share of that, one of all in hand of all in hand."""
        found = []
        for reading in readings:
            base, _, column = reading.partition(".")
            if base not in ("new", "load") or not column:
                return []
            found += [(top, bottom) for top in self._known((reading,)) for bottom in self._known((base,)) if bottom]
        return found

    def _tops(self, claim: Claim, same: Sequence[Claim], before: str) -> list[float]:
        if claim.readings:
            return self._known(claim.readings)
        last = same[-1] if same else None
        tops = [last.value] if last is not None and last.quantity is not None and last.quantity.is_exact else []
        if sum(number.kind == "share" for number in claim.segment.numbers) > 1:
            tops += [each.value for each in same[:-1]]  # 分别占: each share has its own part.
        if _TOGETHER.search(before.partition("占")[0]):
            values = [each.value for each in same]
            tops += [sum(values[at:]) for at in range(len(values) - 1)]
        return tops

    def _bottoms(
        self, claim: Claim, part: Claim | None, earlier: Sequence[Claim], heads: Sequence[float]
    ) -> list[float]:
        """The wholes that may be meant: named, of the cells, of the text."""
        word, is_request = claim.label, _is_request(claim, part)
        names: tuple[str, ...] = ()
        if _OF_DONE.search(word):
            names = ("done", "load") if "办理" in word else ("done",)
        elif _OF_NEW.search(word):
            names = ("new",)
        elif _OF_RECEIVED.search(word):
            names = ("new", "load", "done") if "申请" in word else ("new", "load")
        elif is_request:
            names = ("done", "new", "load")
        values = self._known(names) if is_request or claim.readings or _OF_NEW.search(word) else []
        head = _dispute_head(claim, part)
        if head:
            values += self._known((f"{head}.total", f"{head}.total-{head}.pending"))
            values += self._known(("rec.total+lit.total", "rec.total+lit.total-rec.pending-lit.pending"))
        if values and (_OF_DONE.search(word) or _OF_NEW.search(word)):
            return values
        sentence = claim.segment.sentence - 1
        previous = [each.value for each in earlier if each.segment.sentence == sentence and _is_counted(each)]
        return [*values, *heads, *previous[:1], *previous[-1:]]

    def _decide_share(
        self, claim: Claim, pairs: Sequence[tuple[float, float]], part: Claim | None, has_heads: bool
    ) -> None:
        quantity = claim.quantity
        if not pairs or quantity is None:
            _tell(claim, "undecidable", "whole unknown")
            return
        best = min(pairs, key=lambda pair: abs(100 * pair[0] / pair[1] - quantity.value))
        claim.compared = (("part", best[0]), ("whole", best[1]))
        claim.since = part.start if part is not None else -1
        if any(quantity.fits(100 * top / bottom) for top, bottom in pairs):
            _tell(claim, "agrees", "")
        elif part is not None and part.is_wrong:
            _tell(claim, "undecidable", "told already")
        elif claim.whose != "own" and not has_heads:
            _tell(claim, "undecidable", f"whose {claim.whose}")
        else:
            _tell(claim, "contradicts", "")

    # Rates

    def _rate(self, claim: Claim) -> None:
        if not claim.readings or claim.quantity is None:
            _tell(claim, "elsewhere", claim.about or "rate")
            return
        if claim.whose != "own":
            _tell(claim, "elsewhere", f"whose {claim.whose}")
            return
        if claim.when != "this":
            _tell(claim, "undecidable", f"when {claim.when}")
            return
        values = self._known(claim.readings)
        claim.compared = tuple((r, v) for r in claim.readings if (v := self._cells.value(r)) is not None)
        if not values:
            _tell(claim, "undecidable", "cell unknown")
        elif any(claim.quantity.fits(100 * value) for value in values):
            _tell(claim, "agrees", "")
        else:
            _tell(claim, "contradicts", "")

    # Changes

    def _change(self, claim: Claim, earlier: Sequence[Claim], plain: str) -> None:
        quantity = claim.quantity
        if quantity is None:
            return
        sentence = claim.segment.sentence
        same = [e for e in earlier if e.segment.sentence == sentence and e.quantity and e.relation in ("equal", "rate")]
        verbs = list(CHANGE.finditer(plain, claim.segment.start, claim.start))
        sign = -1 if verbs and verbs[-1]["down"] else 1
        if quantity.kind == "points":
            self._points(claim, quantity, sign, same)
            return
        counted = [each for each in same if each.quantity and each.quantity.kind in _COUNTED]
        lasts = [e for e in counted if e.when == "last" or _LAST_YEARS.search(plain, max(0, e.start - 14), e.start)]
        depth = claim.segment.depth
        nows = [e for e in counted if e not in lasts and e.when == "this" and e.segment.depth <= depth]
        subject = nows[-1] if nows else None
        spoken = subject or next((e for e in reversed(earlier) if e.segment.sentence == sentence and e.readings), None)
        readings = claim.readings or (spoken.readings if spoken is not None else ())
        if claim.whose != "own" or claim.when in ("plan", "several", "part"):
            _tell(claim, "undecidable", f"when {claim.when}" if claim.whose == "own" else f"whose {claim.whose}")
            return
        pairs = self._pairs(readings, subject, lasts)
        if len(nows) > 1 and not claim.readings:  # Behind a list the change may be of the whole.
            pairs += [pair for each in nows[:-1] for pair in self._pairs(each.readings, each, lasts)]
        if claim.wholes:
            pairs = [(now, last) for now in self._known(readings) for last in self._known(claim.wholes)]
        if quantity.kind != "count":
            pairs = [pair for pair in pairs if pair[1]]
        self._decide_change(claim, quantity, sign, pairs, subject, bool(verbs))

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
            _tell(claim, "undecidable", "last year unknown")
            return
        claim.compared = (("now", pairs[0][0]), ("last", pairs[0][1]))
        if any(_has_changed(quantity, sign, now, last) for now, last in pairs):
            _tell(claim, "agrees", "")
        elif subject is not None and subject.is_wrong:
            _tell(claim, "undecidable", "told already")
        elif claim.about:
            _tell(claim, "undecidable", claim.about)
        else:
            claim.is_certain = claim.is_certain or has_verb
            _tell(claim, "contradicts", "")

    def _points(self, claim: Claim, quantity: Quantity, sign: int, same: Sequence[Claim]) -> None:
        rates = [each for each in same if each.relation == "rate" and each.readings]
        readings = rates[-1].readings if rates else ()
        pairs = []
        for reading in readings:
            now, last = self._cells.value(reading), self._cells.value(reading, last=True)
            if now is not None and last is not None:
                pairs.append((100 * now, 100 * last))
        if not pairs:
            _tell(claim, "undecidable", "last year unknown")
            return
        claim.compared = (("now", pairs[0][0]), ("last", pairs[0][1]))
        gains = [sign * (now - last) for now, last in pairs]
        fits = any(quantity.fits(gain) or abs(gain - quantity.value) < 2 * quantity.step for gain in gains)
        _tell(claim, "agrees" if fits else "contradicts", "")

    def _known(self, readings: Iterable[str]) -> list[float]:
        values = (self._cells.value(reading) for reading in readings)
        return [value for value in values if value is not None]


def _is_counted(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.kind == "count"


def _row_of(reading: str) -> str:
    return re.split(r"[.+\-/* ]", reading, maxsplit=1)[0]


def _is_request(claim: Claim, part: Claim | None) -> bool:
    """Whether the part of a share is of requests."""
    if claim.readings:
        return _row_of(claim.readings[0]) in _REQUEST_CELLS
    if part is None:
        return False
    return (
        part.is_channel
        or part.relation == "part"
        or bool(part.readings and _row_of(part.readings[0]) in _REQUEST_CELLS)
    )


def _dispute_head(claim: Claim, part: Claim | None) -> str:
    readings = claim.readings or (part.readings if part is not None else ())
    head = _row_of(readings[0]) if readings else ""
    return head if head in _DISPUTE_CELLS else ""


def _has_changed(quantity: Quantity, sign: int, now: float, last: float) -> bool:
    if quantity.kind == "share":
        return quantity.fits(sign * 100 * (now - last) / last)
    if quantity.kind == "times":
        if quantity.unit == "番":
            return bool(abs(now / last - 2**quantity.value) < _MAX_GAIN_ERROR)
        return quantity.fits(now / last - 1) or quantity.fits(now / last)
    return quantity.fits(sign * (now - last))


def _tell(claim: Claim, verdict: Verdict, reason: str) -> None:
    if verdict == "contradicts" and not claim.is_certain:
        verdict, reason = "undecidable", "uncertain"
    claim.verdict, claim.reason = verdict, reason
