"""What a clause adds to what a number counts: then it is of some of these, or of more than its noun."""

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Clause, Frame
from gkgen.review.claims.claim import Claim

_NARROWED = frozenset({"licensing", "penalties", "coercive", "procurement"})
_DISPUTES = ("rec", "lit", "dir", "after")
_TOGETHER_WITH = re.compile("连同|加上|连带|合并")
_JOINTS = ("、", "或", "和", "及", "与", "或者", "以及")


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
