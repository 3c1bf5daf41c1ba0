"""Shares and rates: only of what kind and of what; the arithmetic is the comparator's."""

from collections.abc import Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Clause, Frame
from gkgen.review.claims.change_claims import ChangeReader, is_change, is_share_of_last_year
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.clauses import Segment
from gkgen.review.claims.count_claims import CountReader
from gkgen.review.claims.denials import DENIAL
from gkgen.review.claims.earlier_words import named_before
from gkgen.review.claims.vocabulary import Term

_FROM_TO = re.compile("(?:下降|上升|提高|降低|回落|升|降|减少|增加|变)(?:到|至|为)")
_OF_NAMED = re.compile(
    r"(?P<bound>超过了?|过|逾|多于|高于|不到|不足|低于|未到|约为?|近)?[^，。；\d]{2,14}(?:总[数量]|件数|数量?|答复)的"
)
_OF_WHOLE = re.compile("((?:办结|答复|新收|申请|受理|收到)(?:的)?(?:申请)?总?[数量]?)的?(?:近|约|超过|超|不足|不到)?$")
_MIN_UNKNOWN = 2
_OF_REQUESTS = re.compile("的(?:新收)?(?:申请|办结件|答复)")
_BOUND = re.compile("(?:(?P<over>超过了?|过|逾|多于|高于)|不到|不足|低于|未到)$")
_TOGETHER = re.compile("合计|共计?|总计|一共|均|都|已|仅")
_SHARE_NAMES = re.compile("比例|比重|占比|所占")
_SHARE_WORDS = re.compile("（[^）]*）|[（）]|(?:的|所占)?(?:比例|比重|占比)(?:约?为|是|达到?)?|数|合计|的")
_WHOLE_WORDS = re.compile("比例?|比重|答复总|比")
_RATES = {
    "carry": ("out/load",),
    "disclosed": ("disclosed/done", "disclosed/load", "disclosed/new"),
}


class ProportionReader:
    """Reads numbers that are said of other numbers."""

    def __init__(self, counts: CountReader, binder: Binder) -> None:
        self._counts, self._binder = counts, binder
        self._changes = ChangeReader(counts, binder)

    def read(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        """Fills in what kind of proportion a claim is, and its readings."""
        clause = frame.clause
        if is_share_of_last_year(clause, frame.number):
            self._changes.read_share_of_last_year(claim, frame, earlier)
        elif is_change(clause, frame.number) or frame.number.kind in ("times", "points"):
            self._changes.read(claim, frame, earlier)
        elif "占" in clause.before(claim.start):
            self._share(claim, frame, earlier)
        else:
            self._rate(claim, frame, earlier)

    def _probed(self, claim: Claim, frame: Frame, terms: list[Term], earlier: Sequence[Claim]) -> tuple[str, ...]:
        """The readings that a count in the place of the proportion would have."""
        return self._counts.meant(claim.passage, frame.clause, frame.number, terms, earlier)

    def _share(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        clause = frame.clause
        claim.relation = "share"
        split = clause.plain.rfind("占", clause.segment.start, claim.start)
        begin = claim.start - len(frame.lead or "")
        upper = [term for term in clause.segment.terms if term.end <= split and term.start >= begin]
        claim.label = clause.plain[split + 1 : claim.start]
        unknown = self._binder.unexplained(clause, split + 1, claim.start)
        claim.is_certain = len(_WHOLE_WORDS.sub("", unknown)) < 2
        if any(term.slot == "other" and begin <= term.start < claim.start for term in clause.segment.terms):
            claim.is_certain = False  # 与咨询总量相比仅占一成
        lower = [term for term in clause.segment.terms if split < term.start and term.end <= claim.start]
        is_named = any(term.start >= begin for term in upper)
        is_named = is_named and (named_part(upper) or any(term.slot == "chan" for term in upper))
        if not is_named and len(self._binder.unexplained(clause, begin, split)) > 1:
            claim.is_certain = False  # A part that is not the number before.
        if any(term.slot in ("row", "outcome", "col") for term in lower):
            claim.wholes = self._probed(claim, frame, lower, earlier)
        if not named_part(upper) and not any(n.end <= split for n in clause.segment.numbers):
            upper = named_before(clause, earlier) or upper
        if upper and not any(number.end <= split for number in clause.segment.numbers):
            readings = self._probed(claim, frame, upper, earlier)
            is_own = upper[-1].start >= clause.segment.start
            is_explained = not is_own or len(self._binder.unexplained(clause, clause.segment.start, split)) < 1
            claim.readings = readings if is_explained else ()
            if not is_own and claim.readings:
                claim.is_certain = len(_WHOLE_WORDS.sub("", unknown)) < _MIN_UNKNOWN

    def _share_of_number(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> bool:
        """不予公开的31件，超过不予公开总数的六成: the number before is so much of the row that is named."""
        clause, last = frame.clause, earlier[-1] if earlier else None
        named = _OF_NAMED.fullmatch(clause.before(claim.start))
        if named is None or last is None or last.segment.sentence != clause.segment.sentence or not last.is_count:
            return False
        rows = [t for t in frame.before if t.slot in ("row", "col", "outcome")]
        if not rows or not last.is_certain or not last.readings:
            return False
        self._bounded(claim, _BOUND.search(named["bound"] or ""))
        claim.relation, claim.label = "share", ""
        claim.wholes = self._probed(claim, frame, rows, earlier)
        return bool(claim.wholes)

    def _share_of_row(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> bool:
        """予以公开的不到六成, 超过办结总数的一半: a share without 占."""
        clause = frame.clause
        whole = _OF_WHOLE.search(clause.plain, clause.segment.start, claim.start)
        end = whole.start() if whole else claim.start
        rows = [t for t in frame.before if t.slot in ("row", "col", "outcome", "group") and t.end <= end]
        before = clause.parts[clause.at - 1] if clause.at else None
        if not rows and whole and before is not None and not before.numbers and not before.depth:
            return self._share_of_named(claim, frame, before, whole, earlier)
        if not rows and frame.number.unit == "分之" and self._share_of_last(claim, frame, earlier):
            return True
        is_behind = not rows and frame.number.unit == "分之"
        if _OF_REQUESTS.match(frame.tail) or is_behind:
            return self._of_requests(claim, frame, earlier)
        left = _SHARE_WORDS.sub("", clause.plain[rows[-1].end : claim.start]) if rows else ""
        if not rows or (not whole and self._binder.residue(left)):
            return False
        bound = _BOUND.search(clause.plain, clause.segment.start, end) if whole else None
        begin = clause.segment.start
        unknown = self._binder.unexplained(clause, begin, bound.start() if bound else end)
        is_of_outcome = any(t.slot in ("outcome", "group") for t in rows)
        topics = ("rec", "lit") if is_of_outcome else ("requests", "")
        if clause.state.topic not in topics or _SHARE_NAMES.sub("", unknown):
            return False
        self._bounded(claim, bound)
        claim.relation, claim.label = "share", whole[1] if whole else ""
        parts = [t for t in frame.after if t.slot in ("row", "col")]
        if parts:  # 不予公开的申请三分之二涉及商业秘密
            claim.wholes = self._probed(claim, frame, rows, earlier)
        if rows[-1].slot == "group":
            claim.wholes = ("lit.total",)
        claim.readings = self._probed(claim, frame, parts or rows, earlier)
        return bool(claim.readings)

    def _share_of_last(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> bool:
        """法律服务机构提出的13件，半数以上结转下年: the share of the number before that what stands behind is."""
        last = earlier[-1] if earlier else None
        terms = [t for t in frame.after if t.slot == "row" or (t.slot == "flow" and t.name in ("carry", "out"))]
        if last is None or not last.is_count or last.segment.sentence != claim.segment.sentence or not last.is_certain:
            return False
        columns = {reading.partition(".")[2] for reading in last.readings}
        if len(terms) != 1 or (frame.lead or "").strip() or len(columns) != 1 or last.relation != "equal":
            return False
        base = "out" if terms[0].slot == "flow" else terms[0].name
        column = next(iter(columns))
        if not {reading.partition(".")[0] for reading in last.readings} <= {"new", "load", "done"} or "|" in base:
            return False
        claim.relation, claim.label, claim.wholes = "share", "", last.readings
        claim.readings = (f"{base}.{column}" if column else base,)
        return True

    def _share_of_named(
        self, claim: Claim, frame: Frame, before: Segment, whole: re.Match[str], earlier: Sequence[Claim]
    ) -> bool:
        """予以公开和部分公开的申请，合计超过办结总数的一半: the clause before names what there is a share of."""
        clause = frame.clause
        rows = [t for t in before.terms if t.slot in ("row", "col")]
        if before.sentence != clause.segment.sentence or not rows or DENIAL.search(before.said):
            return False
        unknown = self._binder.unexplained(
            Clause(before, clause.parts, clause.at - 1, clause.plain, clause.state), before.start, before.end
        )
        bound = _BOUND.search(clause.plain, clause.segment.start, whole.start())
        end = bound.start() if bound else whole.start()
        if unknown or _TOGETHER.sub("", self._binder.unexplained(clause, clause.segment.start, end)):
            return False
        self._bounded(claim, bound)
        claim.relation, claim.label = "share", whole[1]
        claim.readings = self._probed(claim, frame, rows, earlier)
        return bool(claim.readings)

    @staticmethod
    def _bounded(claim: Claim, bound: re.Match[str] | None) -> None:
        if bound and claim.quantity is not None:
            low = claim.quantity.value if bound["over"] else 0.0
            high = float("inf") if bound["over"] else claim.quantity.value
            claim.quantity = replace(claim.quantity, low=low, high=high, rounded=False)

    def _of_requests(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> bool:
        """三分之一的申请由企业提出: the share of those who are named behind it."""
        clause = frame.clause
        terms = [t for t in frame.after if t.slot in ("row", "col", "chan")]
        names = {t.name for t in terms}
        if len(names) != 1 or terms[0].slot == "chan" or frame.lead is None or self._binder.residue(frame.lead):
            return False
        claim.relation, claim.label = "share", "申请"
        claim.readings = self._probed(claim, frame, terms, earlier)
        claim.is_certain = len(self._binder.unexplained(clause, claim.end, clause.segment.end)) < _MIN_UNKNOWN
        return bool(claim.readings)

    def _rate(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        state, clause = frame.clause.state, frame.clause
        claim.relation = "rate"
        rate = next((term for term in reversed(frame.before) if term.slot == "rate"), None)
        if rate is None and (self._share_of_number(claim, frame, earlier) or self._share_of_row(claim, frame, earlier)):
            return
        if rate is None and _FROM_TO.fullmatch(frame.lead or "") and earlier and earlier[-1].relation == "rate":
            claim.readings, claim.label, claim.when = earlier[-1].readings, earlier[-1].label, "this"
            claim.is_certain = earlier[-1].is_certain
            return  # 由上年的16.4%下降到8.3%
        if rate is None:
            claim.about = "rate"
            return
        if state.topic.startswith("about") and not any(t.slot in ("topic", "apply") for t in frame.before):
            claim.about = state.topic
            return
        claim.label = rate.name
        claim.is_certain = len(self._binder.unexplained(clause, clause.segment.start, claim.start)) < 2
        topics = [term.name for term in frame.before if term.slot == "topic"]
        claim.readings = _rate_readings(rate.name, topics[-1] if topics else state.topic, claim, frame)
        claim.about = "" if claim.readings else "rate"


def named_part(terms: Sequence[Term]) -> bool:
    """Whether words name what a share is of."""
    return any(term.slot in ("row", "col", "outcome", "group", "flow") for term in terms)


def _rate_readings(name: str, topic: str, claim: Claim, frame: Frame) -> tuple[str, ...]:
    state = frame.clause.state
    if name == "settled":
        return (f"{topic}.total-{topic}.pending/{topic}.total",) if topic in ("rec", "lit") else ()
    if name in ("corrected", "upheld"):
        head = topic if topic in ("rec", "lit") else ""
        return (f"{head}.{name}/{head}.total", f"{head}.{name}/{head}.total-{head}.pending") if head else ()
    if (topic and topic != "requests") or "requests" not in (topic, state.home):
        return ()
    if name == "finish":
        if claim.value == 100:
            return () if state.carried or state.subset else ("done/load",)
        return ("done/load", "done/new", "new-out/new")  # 当年办结率 leaves out what was carried in.
    return _RATES.get(name, ())
