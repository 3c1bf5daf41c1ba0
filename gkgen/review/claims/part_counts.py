"""What a clause adds to what a number counts: then it is of some of these, or of more than its noun."""

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Clause, Frame
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.vocabulary import Term

_NARROWED = frozenset({"licensing", "penalties", "coercive", "procurement"})
_DISPUTES = ("rec", "lit", "dir", "after")
_TOGETHER_WITH = re.compile("连同|加上|连带|合并")
_JOINTS = ("、", "或", "和", "及", "与", "或者", "以及")
_ROWS = frozenset({"row", "col", "outcome", "doc", "group"})
_A_PART = re.compile("(?:其中|另有|另|有)$")
_AMONG_THEM = re.compile(r"[^，]{0,16}[中里]$")
_TAKEN_TO = re.compile(r"向[^，。；\d]{2,24}?(?=申请|提起|提出|起诉)")
_US = re.compile("[我本](?:局|委|镇|街道|街|办|县|区|市|厅|乡|省|州|旗|机关|单位)")
_EXAMPLES = re.compile("等(?:各类|各项|各种)?(?=行政(?:许可|处罚|强制))")
_MIN_UNKNOWN = 2


def demote(claim: Claim, frame: Frame, binder: Binder) -> None:
    """What the clause adds to the noun makes the number one of a part, or uncertain."""
    clause, terms, slots = frame.clause, frame.terms, frame.slots
    if frame.lead is None:
        return
    numbers = clause.segment.numbers
    begin = claim.start - len(frame.lead) if numbers[0].start < claim.start else clause.segment.start
    verb = next((term for term in terms if term.slot == "flow" and term.name not in ("in", "out", "carry")), None)
    if verb is not None and begin <= verb.start < claim.start and any(t.slot in ("topic", "apply") for t in terms):
        begin = verb.start  # Who did it, and how, stands before the verb.
    if us := _US.match(clause.plain, begin, claim.start):
        begin = us.end()
    examples = _EXAMPLES.search(clause.plain, begin, claim.start)
    begin = examples.end() if examples else begin
    channel = next((term for term in terms if term.slot == "chan"), None)
    if claim.is_channel and channel is not None and "topic" not in slots and _is_strange(clause, channel, binder):
        claim.is_certain = False  # 户政、出入境窗口受理各类申请
        clause.state.topic, clause.state.firm = "about 别的申请", True
    if len(_unexplained(frame, begin, binder)) >= _MIN_UNKNOWN:
        if claim.relation == "equal" and (is_narrower(claim, clause) or is_bounded(claim, frame)):
            claim.relation = "part"  # Whatever the words add, these are some of the cell's.
        else:
            claim.is_certain = False
    is_carried = any(term.slot == "flow" and term.name in ("in", "out", "new", "carry") for term in terms)
    topic = clause.state.topic or clause.state.home
    is_bare = not slots & _ROWS and topic == "requests" and not is_carried and bool(claim.readings)
    if not is_bare or claim.relation != "equal":
        return
    if (_A_PART.search(frame.lead) and "flow" not in slots and not frame.lead.endswith("共有")) or (
        frame.tail and _has_predicate(claim, frame, binder)
    ):
        claim.relation, claim.readings = "part", ("load",)


def goes_on_with_row(frame: Frame) -> bool:
    """Whether behind the name that stands behind a number another one follows."""
    last = frame.terms[-1] if frame.terms else None
    if last is None or last.slot not in ("row", "col", "outcome") or last.start < frame.number.end:
        return False
    if frame.clause.plain[last.end : last.end + 1] == "等":
        return True
    terms = frame.clause.segment.terms
    following = next((term for term in terms if term.start > last.start), None)
    return (
        following is not None
        and following.slot == last.slot
        and frame.clause.plain[last.end : following.start] in _JOINTS
    )


def is_narrower(claim: Claim, clause: Clause) -> bool:
    """Whether unknown words only leave some of what a cell counts: of a row, of decisions, of projects."""
    names = {reading.partition(".")[0] for reading in claim.readings}
    is_row = any(term.slot == "row" and term.end <= claim.start for term in clause.segment.terms)
    return bool(names) and (names <= _NARROWED or (is_row and "requests" in (clause.state.topic, clause.state.home)))


def is_bounded(claim: Claim, frame: Frame) -> bool:
    """Whether unknown words leave some of a cell's at most: what is counted is named in full, beside what it is not."""
    clause, slots = frame.clause, frame.slots
    rows = {reading.partition(".")[0] for reading in claim.readings}
    if not claim.readings or rows & {"in", "out", "new-out"} or _TOGETHER_WITH.search(clause.said):
        return False
    noun = next((term for term in reversed(frame.terms) if term.slot in ("topic", "apply")), None)
    if noun is not None and clause.segment.start < noun.start < claim.start:
        before = clause.plain[noun.start - 1 : noun.start]
        is_apart = before in tuple("的对向出交次起到在被因，、") or any(
            t.end == noun.start for t in clause.segment.terms
        )
        if not is_apart:
            return False  # 医疗纠纷诉讼, 登记申请 are of another kind.
    if rows & set(_DISPUTES):
        begin = clause.plain.rfind("。", 0, claim.start) + 1
        is_total = any(reading.endswith(".total") for reading in claim.readings)
        if not is_total and clause.state.home in ("requests", "disputes"):
            return True
        return "公开" in clause.plain[clause.segment.start if is_total else begin : claim.start]
    return "requests" in (clause.state.topic, clause.state.home) and (
        bool(slots & {"row", "col"}) or (noun is not None and noun.slot == "topic")
    )


def _is_strange(clause: Clause, channel: Term, binder: Binder) -> bool:
    return len(binder.unexplained(clause, clause.segment.start, channel.start)) >= _MIN_UNKNOWN


def _unexplained(frame: Frame, begin: int, binder: Binder) -> str:
    """Words before a number that are not understood; to whom a dispute is taken says nothing of how many."""
    clause, end = frame.clause, frame.number.start
    to = _TAKEN_TO.search(clause.plain, begin, end) if {"rec", "lit"} & set(frame.named("topic")) else None
    if to is None:
        return binder.unexplained(clause, begin, end)
    return binder.unexplained(clause, begin, to.start()) + binder.unexplained(clause, to.end(), end)


def _has_predicate(claim: Claim, frame: Frame, binder: Binder) -> bool:
    """N件申请 with words behind it that are not understood are some of the requests."""
    end = claim.end + len(frame.tail)
    has_noun_behind = any(term.start >= claim.end for term in frame.terms)
    behind = "" if _AMONG_THEM.match(frame.tail) else frame.tail
    is_step = any(
        term.slot in ("step", "doubt", "skip", "other") and claim.end <= term.start < end
        for term in frame.clause.segment.terms
    )
    is_unknown = is_step or bool(binder.unexplained(frame.clause, claim.end, end))
    return is_unknown and len(behind) > 1 and (has_noun_behind or not frame.slots & {"topic", "apply"})
