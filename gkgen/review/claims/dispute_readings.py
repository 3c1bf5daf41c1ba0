"""Numbers of reconsiderations and lawsuits as expressions over the cells of table four."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Frame
from gkgen.review.claims.claim import Claim

DISPUTES = ("rec", "lit")
_OTHER_MATTERS = frozenset({"licensing", "penalties", "coercive", "norm", "regs", "procurement"})
_CAUSE = re.compile("因([^，。]*?)(?:而)?(?:引发|引起|被|提起|产生|导致)")
_ANSWERED = re.compile(
    "(?:而|后|不服|不当|的)*被?(?:引起|引发|导致|提起|申请|产生)"
)  # 因答复引起: no verb of the case.
_OWN_CAUSE = re.compile("公开|答复|申请|此")
_ALL_KINDS = re.compile("(?:办理|审理|应诉|参加|代理|承办|出庭|各类|所有)[^，。；]{0,6}(?:行政复议|诉讼|复议)|总量")
_ALL_CASES = re.compile("行政应诉|行政案件|应诉案件|被诉案件")
_IN_COURT = re.compile("[败胜]诉|法院|诉讼请求|起诉")
_IMPLIED = re.compile("(?P<rec>复议)|[败胜]诉|法院|诉讼|起诉|应诉")
_CORRECTED_AND_LOST = re.compile("(?:纠正|纠错|撤销)(?:和|及|与|或|、)(?:被判)?败诉")
_MAX_LOOK_BACK = 60
_BOTH = re.compile("[、和及或]")
_TOTALS = re.compile(r"(?:rec|lit|dir|after)\.total(?:\+lit\.total)?")
_NOT = re.compile("[未无没]")
_OF_THESE = re.compile("，?(?:其中)(?:与|涉及?|属于|因)?(?:政府)?信息公开")
_OF_DECISION = re.compile(
    "(?:对|因|就)?[^，。；]{0,8}(?:管理|治安|交通|税务|土地|征收)[^，。；]{0,6}(?:处罚|决定|行为)(?:决定)?不服"
)
_SUBJECT_END = re.compile("(?:的|的案件|案件中|方面)$")
_ONLY_TOTAL = re.compile("(?:(?:本年度?|今年|当年|全年)?(?:新增|共|共计|合计|达到?|为)?)?")


class DisputeReadings:
    """Turns the words that govern a number of disputes into readings."""

    def __init__(self, binder: Binder) -> None:
        self._binder = binder

    def read(self, claim: Claim, frame: Frame, topic: str, earlier: Sequence[Claim]) -> None:
        """Fills in the readings of a claim, or what else it is about."""
        topics = list(dict.fromkeys(name for name in frame.named("topic") if name in DISPUTES))
        groups = frame.named("group")
        if not (topics or groups or topic in DISPUTES):
            topic = _implied(frame)
            if not topic:
                claim.about = "no dispute"
                return
            claim.is_certain = claim.is_certain and frame.clause.state.home in ("requests", "disputes")
        if self._is_other(claim, frame):
            return
        if claim.quantity is not None and claim.quantity.unit in ("条", "次", "") and not frame.terms:
            claim.about = "unit"
            return
        heads = groups[-1:] or topics or [topic]
        outcomes = frame.named("outcome")
        said = frame.clause.plain[claim.start - len(frame.lead or "") : claim.end + len(frame.tail)]
        if outcomes and not topics and not groups and _IN_COURT.search(said):
            heads = topics = _group_before(claim, earlier) or ["lit"]
        if not topics and not groups and (outcomes or "settled" in frame.slots):
            self._of_heads(claim, outcomes, [topic], earlier, is_of_both=_are_bracketed(frame))
        elif outcomes:
            self._outcome(claim, frame, heads[-1], outcomes[-1])
            if set(topics) == set(DISPUTES):
                claim.readings += (f"rec.{outcomes[-1]}+lit.{outcomes[-1]}",)
        elif groups:
            claim.readings = (f"{groups[-1]}.total", *_same_outcome(groups[-1], claim, earlier))
        elif "settled" in frame.slots:
            total = f"{heads[-1]}.total"
            claim.readings = (f"{total}-{heads[-1]}.pending", *(() if _has_told(total, claim, earlier) else (total,)))
        elif len(topics) == 2 and all(term.end <= claim.start for term in frame.terms):
            kinds = [term for term in frame.terms if term.slot == "topic" and term.name in DISPUTES]
            together = _BOTH.search(frame.clause.before(claim.start)) or kinds[-2].end == kinds[-1].start
            claim.readings = ("rec.total+lit.total",) if together else (f"{topics[-1]}.total",)
        else:
            self._total(claim, frame, topics, heads[-1], earlier)

    @staticmethod
    def _of_heads(
        claim: Claim, outcomes: Sequence[str], heads: Sequence[str], earlier: Sequence[Claim], *, is_of_both: bool
    ) -> None:
        """Outcomes of whatever disputes the sentence has counted: of one kind, or of several together."""
        sentence = claim.segment.sentence
        told = [r for c in earlier if c.segment.sentence == sentence for r in c.readings if _TOTALS.fullmatch(r)]
        names = list(dict.fromkeys([*heads, *(r.replace(".total", "") for r in told)]))
        if set(DISPUTES) <= set(names) or is_of_both:
            names.append("+".join(DISPUTES))  # 复议已结12件，诉讼已结6件，其余3件在审: of both.
        for name in [each for each in names if each != "disputes"]:
            parts = name.split("+")
            if outcomes:
                claim.readings += ("+".join(f"{part}.{outcomes[-1]}" for part in parts),)
            else:
                total = "+".join(f"{part}.total" for part in parts)
                claim.readings += (total + "".join(f"-{part}.pending" for part in parts),)
                if len(parts) > 1 or not _has_told(total, claim, earlier):
                    claim.readings += (total,)
        claim.readings = tuple(dict.fromkeys(claim.readings))

    def _is_other(self, claim: Claim, frame: Frame) -> bool:
        """Whether the disputes are not about disclosure."""
        said, state = frame.clause.said, frame.clause.state
        if _OTHER_MATTERS & set(frame.named("topic")):
            claim.about = "other disputes"
            return True
        cause = _CAUSE.search(said)
        is_other_cause = cause and not _OWN_CAUSE.search(cause[1]) and bool(self._binder.residue(cause[1]))
        if _OF_DECISION.search(said) and "公开" not in said:
            claim.about, state.topic = "other disputes", "about 行政案件"
            return True
        is_all = (_ALL_KINDS.search(said) and "公开" not in said) or (
            _ALL_CASES.search(said) and "信息公开" not in said
        )
        plain, start = frame.clause.plain, frame.clause.segment.start
        is_whole = bool(_OF_THESE.match(plain, claim.end)) and "公开" not in plain[start : claim.start]
        if is_other_cause or is_all or is_whole:
            claim.about, state.topic = "other disputes", "about 行政案件"
            return True
        return False

    @staticmethod
    def _outcome(claim: Claim, frame: Frame, head: str, outcome: str) -> None:
        if head == "rec" and outcome == "corrected" and "败诉" in frame.clause.said:
            claim.is_certain = False
        claim.readings = (f"{head}.{outcome}",)
        if _CORRECTED_AND_LOST.search(frame.clause.said):
            claim.readings = ("rec.corrected+lit.corrected",)
            return
        if head == "lit" and outcome != "pending" and not frame.clause.state.firm:
            claim.readings += (f"dir.{outcome}", f"after.{outcome}")

    @staticmethod
    def _total(claim: Claim, frame: Frame, topics: Sequence[str], head: str, earlier: Sequence[Claim]) -> None:
        total = f"{head}.total"
        if topics and (outcome := _outcome_before(frame) or _outcome_of_whole(frame, earlier)):
            claim.readings = (f"{head}.{outcome}",)  # 结果被纠正的，复议5件、诉讼3件
        elif topics or frame.slots & {"flow", "apply"}:
            claim.readings = (total,)
            sentence = claim.segment.sentence
            if not topics and any(total in each.readings for each in earlier if each.segment.sentence == sentence):
                claim.is_certain = False  # 收到6件，受理5件 counts the same twice.
            plain = frame.clause.plain
            flows = [t.name for t in frame.terms if t.slot == "flow" and not _ANSWERED.match(plain, t.end)]
            if {"done", "answer", "handle", "in"} & set(flows):
                claim.readings += (f"{head}.total-{head}.pending", f"{head}.upheld+{head}.corrected")
                claim.is_certain = claim.is_certain and "in" not in flows
        elif not frame.terms and claim.label and _ONLY_TOTAL.fullmatch(claim.label):
            sentence = claim.segment.sentence
            told = [
                r for c in earlier if c.segment.sentence == sentence for r in c.readings[:1] if r.endswith(".total")
            ]
            both = ("rec.total+lit.total",) if {"rec.total", "lit.total"} <= set(told) else ()
            claim.readings = (total, *both)
        else:
            claim.about = "no noun"


def _implied(frame: Frame) -> str:
    """The kind of dispute that ends as the words say: 败诉2件, 复议机关维持3件."""
    plain, start = frame.clause.plain, frame.number.start
    begin = plain.rfind("。", 0, start) + 1
    found = list(_IMPLIED.finditer(plain, max(begin, start - _MAX_LOOK_BACK), frame.clause.segment.end))
    return ("rec" if found[-1]["rec"] else "lit") if found else ""


def _outcome_before(frame: Frame) -> str:
    """The outcome that the clause before names for the numbers of this one."""
    clause = frame.clause
    before = clause.parts[clause.at - 1] if clause.at else None
    if before is None or before.sentence != clause.segment.sentence or before.numbers or before.depth:
        return ""
    outcomes = [term for term in before.terms if term.slot == "outcome"]
    is_subject = len(outcomes) == 1 and _SUBJECT_END.search(before.said) and not _NOT.search(before.said)
    return outcomes[0].name if is_subject else ""


def _outcome_of_whole(frame: Frame, earlier: Sequence[Claim]) -> str:
    """The outcome of those that a number is part of: 未结12件，其中诉讼7件."""
    last = earlier[-1] if earlier else None
    is_part = (frame.lead or "").startswith("其中") and last is not None and last.is_count
    if not is_part or last is None or last.segment.sentence != frame.clause.segment.sentence:
        return ""
    ends = {reading.partition("+")[0].partition(".")[2] for reading in last.readings}
    end = next(iter(ends)) if len(ends) == 1 else ""
    return end if end in ("upheld", "corrected", "other", "pending") else ""


def _group_before(claim: Claim, earlier: Sequence[Claim]) -> list[str]:
    """直接起诉的3件，法院驳回2件: of the kind of suits that the sentence has counted."""
    sentence = claim.segment.sentence
    told = [e.readings[0] for e in earlier if e.segment.sentence == sentence and e.readings]
    groups = [reading.partition(".")[0] for reading in told if re.fullmatch(r"(?:dir|after|lit)\.total", reading)]
    return groups[-1:] if len(set(groups)) == 1 and groups[0] != "lit" else []


def _are_bracketed(frame: Frame) -> bool:
    """Whether a bracket before names both kinds: 案件（复议、诉讼）未结12件."""
    clause = frame.clause
    before = clause.parts[clause.at - 1] if clause.at else None
    if before is None or before.depth <= clause.segment.depth or before.numbers:
        return False
    return {term.name for term in before.terms if term.slot == "topic"} >= set(DISPUTES)


def _has_told(total: str, claim: Claim, earlier: Sequence[Claim]) -> bool:
    """Whether the sentence has given the number of all: 4件中已审结4件 means those that have ended."""
    return any(
        each.readings[:1] == (total,) and each.relation == "equal" and each.segment.sentence == claim.segment.sentence
        for each in earlier
    )


def _same_outcome(group: str, claim: Claim, earlier: Sequence[Claim]) -> list[str]:
    """败诉2件，直接起诉和复议后起诉各1件: the group of those that ended so."""
    told = [r for c in earlier if c.segment.sentence == claim.segment.sentence for r in c.readings]
    ends = dict.fromkeys(r.partition(".")[2] for r in told if re.fullmatch(r"lit\.(?!total)\w+", r))
    return [f"{group}.{end}" for end in ends]
