"""The arithmetic of shares and rates: any lawful pair of numbers that fits is accepted."""

from collections.abc import Iterable, Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.change_sums import Changes
from gkgen.review.claims.claim import Claim

_TOGETHER = re.compile("合计|共|[两三四]家|[两三四]个|两者|二者|三者|总计|两项|三项|两类|三类")
_SUM_OF = re.compile("合计|总计|两者|二者|三者|两项|三项")
_OWN_SHARE = re.compile("[我本][县市区局镇街]")
_OF_DONE, _OF_NEW = re.compile("办结|答复|办理"), re.compile("新收")
_OF_DISCLOSED = re.compile("(?<!不予)(?<!部分)公开(?:类)?(?:的)?(?:申请|答复)?(?:总[数量]|件数|数)")
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
_COUNTED = ("count", "money")


class Proportions:
    """Judges proportions."""

    def __init__(self, cells: CellValues) -> None:
        self._cells = cells
        self._changes = Changes(cells)

    def judge(self, claim: Claim, earlier: Sequence[Claim], plain: str) -> None:
        """Fills in the verdict; `earlier` are the claims of its sentence and the one before."""
        if claim.relation == "share":
            self._share(claim, earlier, plain)
        elif claim.relation == "rate":
            self._rate(claim)
        else:
            self._changes.judge(claim, earlier, plain)

    # Shares

    def _share(self, claim: Claim, earlier: Sequence[Claim], plain: str) -> None:
        if claim.whose == "third" or claim.when in ("plan", "several", "last"):
            claim.tell("elsewhere", f"whose {claim.whose}" if claim.whose == "third" else f"when {claim.when}")
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
        shares = [e for e in earlier if e.segment.sentence == sentence and e.relation == "share"]
        if len(shares) > 1 and _SUM_OF.search(before) and (not same or same[-1].end <= shares[0].start):
            claim.tell("undecidable", "whole unknown")  # The sum of shares whose numbers are not told.
            return
        parts = [each for each in same if not IS_WHOLE.match(plain, each.end, claim.start)]
        part = None if claim.readings else _in_order(claim, parts, before) or (parts[-1] if parts else None)
        tops = self._tops(claim, parts, before)
        if _OWN_SHARE.search(before) and not claim.readings:
            tops, part = self._known(("new", "load")), None
        if not tops:
            claim.tell("undecidable", "part unknown")
            return
        heads = [each.value for each in same if each.value and each is not part]
        bottoms = self._bottoms(claim, part, earlier, heads)
        pairs = [(top, bottom) for top in tops for bottom in bottoms if bottom and top <= bottom]
        if claim.wholes:
            pairs = [(top, bottom) for top in tops for bottom in self._known(claim.wholes) if bottom and top <= bottom]
        elif claim.readings and not heads and "各占" not in before:
            pairs = self._of_one_base(claim.readings) or pairs
        if pairs and before.startswith("占") and not claim.wholes and not claim.readings:
            # Behind a list the share may be of its whole.
            pairs += [(each.value, bottom) for each in parts[:-1] for bottom in bottoms if each.value <= bottom]
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
            apart = [name for each in claim.readings for name in each.split("+")] if "各占" in before else []
            return self._known([*claim.readings, *apart])
        last = _in_order(claim, same, before) or (same[-1] if same else None)
        tops = [last.value] if last is not None and last.quantity is not None and last.quantity.is_exact else []
        if sum(number.kind == "share" for number in claim.segment.numbers) > 1:
            tops += [each.value for each in same[:-1]]  # 分别占: each share has its own part.
        if _TOGETHER.search(before.partition("占")[0]):
            values = [each.value for each in same]
            sums = [sum(values[at:]) for at in range(len(values) - 1)]
            is_sum = len(values) > 2 and _SUM_OF.search(before.partition("占")[0])
            tops = sums if is_sum and sums else [*tops, *sums]
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
            names = ("load",) if "结转" in word else ("new",)
        elif _OF_RECEIVED.search(word):
            names = ("new", "load", "done") if "申请" in word else ("new", "load")
        elif _OF_DISCLOSED.search(word):
            names = ("granted", "disclosed")
        elif is_request:
            names = ("done", "new", "load")
        values = self._known(names)
        is_firm = is_request or bool(claim.readings) or bool(_OF_NEW.search(word))
        head = _dispute_head(claim, part)
        if head:
            values += self._known((f"{head}.total", f"{head}.total-{head}.pending"))
            values += self._known(("rec.total+lit.total", "rec.total+lit.total-rec.pending-lit.pending"))
        if values and is_firm and (_OF_DONE.search(word) or _OF_NEW.search(word)):
            return values
        sentence = claim.segment.sentence - 1
        previous = [each.value for each in earlier if each.segment.sentence == sentence and _is_counted(each)]
        return [*values, *heads, *previous[:1], *previous[-1:]]

    def _decide_share(
        self, claim: Claim, pairs: Sequence[tuple[float, float]], part: Claim | None, has_heads: bool
    ) -> None:
        quantity = claim.quantity
        if not pairs or quantity is None:
            claim.tell("undecidable", "whole unknown")
            return
        best = min(pairs, key=lambda pair: abs(100 * pair[0] / pair[1] - quantity.value))
        claim.compared = (("part", best[0]), ("whole", best[1]))
        claim.since = part.start if part is not None else -1
        if any(quantity.fits(100 * top / bottom) for top, bottom in pairs):
            claim.tell("agrees", "")
        elif part is not None and part.is_wrong:
            claim.tell("undecidable", "told already")
        elif claim.whose != "own" and not has_heads:
            claim.tell("undecidable", f"whose {claim.whose}")
        else:
            claim.tell("contradicts", "")

    # Rates

    def _rate(self, claim: Claim) -> None:
        if not claim.readings or claim.quantity is None:
            claim.tell("elsewhere", claim.about or "rate")
            return
        if claim.whose != "own":
            claim.tell("elsewhere", f"whose {claim.whose}")
            return
        if claim.when != "this":
            claim.tell("undecidable", f"when {claim.when}")
            return
        values = self._known(claim.readings)
        claim.compared = tuple((r, v) for r in claim.readings if (v := self._cells.value(r)) is not None)
        if not values:
            claim.tell("undecidable", "cell unknown")
        elif any(claim.quantity.fits(100 * value) for value in values):
            claim.tell("agrees", "")
        else:
            claim.tell("contradicts", "")

    def _known(self, readings: Iterable[str]) -> list[float]:
        values = (self._cells.value(reading) for reading in readings)
        return [value for value in values if value is not None]


def _in_order(claim: Claim, counts: Sequence[Claim], before: str) -> Claim | None:
    """The count to which a share belongs: 自然人6件、企业4件，分别占60%和40%."""
    shares = [number for number in claim.segment.numbers if number.kind == "share"]
    if len(shares) < 2 or len(shares) > len(counts) or "分别" not in before:
        return None
    return counts[shares.index(claim.quantity) - len(shares)] if claim.quantity in shares else None


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
