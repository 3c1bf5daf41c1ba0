"""What else than a cell a number counts: another matter, a step of procedure, a noun that nothing knows."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Frame
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.disclosure_readings import DOCUMENTS
from gkgen.review.claims.earlier_words import OTHER_MATTERS, names_result

_OF_THIRD_PARTIES = re.compile("第三方(?:主张|提出|认为|回复)|征求第三方意见")
_THIRD_PARTY_SAYS = re.compile("第三方(?:书面|明确|均)?(?:表示|答复|回复)?(?:不)?同意")
_MIN_UNKNOWN = 2
_MIN_OTHER_NOUN = 4
# Words between a verb and its number that are no noun of their own: more than this many letters are one.
_MAX_TOPIC = 12


def unrelated_subject(claim: Claim, frame: Frame, binder: Binder) -> str:
    """What else the number is about; empty where it may be about a cell."""
    state, terms = frame.clause.state, frame.terms
    last = terms[-1] if terms else None
    is_answer = state.subset and _THIRD_PARTY_SAYS.search(frame.clause.before(claim.start))
    if is_answer or _OF_THIRD_PARTIES.search(frame.clause.before(claim.start)):
        state.subset = True  # What third parties have answered or claimed is no result yet.
        return "step"
    nouns = [term for term in terms if term.slot in ("topic", "other", "apply")]
    inquiry = next((term for term in terms if term.slot == "other" and term.name == "热线信箱"), None)
    if inquiry is not None and frame.lead and inquiry.end <= claim.start:
        return f"about {inquiry.name}"
    is_result = names_result(terms, frame.clause.plain) and "requests" in (state.home, state.topic)
    if nouns and nouns[-1].slot == "other" and not (is_result and nouns[-1].name in OTHER_MATTERS):
        return f"about {nouns[-1].name}"
    if last is not None and last.slot in ("skip", "other"):
        return "other"
    if last is not None and last.slot in ("doubt", "step", "rate"):
        return "doubt" if last.slot == "doubt" else "step"
    rest = binder.between(frame)
    is_of_person = last is not None and last.slot == "person" and "公开" not in rest and "申请" not in rest
    if rest and (last is None or (is_of_person and len(rest) >= _MIN_OTHER_NOUN)):
        if len(rest) >= _MIN_OTHER_NOUN and claim.quantity and claim.quantity.unit in ("件", "起", "宗"):
            state.topic, state.firm = f"about {rest[:_MAX_TOPIC]}", True  # What is done with them follows.
        return f"about {rest[:_MAX_TOPIC]}"
    is_elsewhere = state.topic.startswith("about")
    is_result = is_result and state.topic.removeprefix("about ") in OTHER_MATTERS
    is_total = state.home == "requests" and any(term.slot == "apply" and term.end - term.start > 2 for term in terms)
    if is_elsewhere and (is_result or is_total):
        state.topic, state.firm = "requests", False
        return ""
    if is_elsewhere and not any(term.slot == "topic" for term in nouns):
        return state.topic
    return _unknown_noun(claim, frame, rest, bool(nouns)) if rest else ""


def subject_of_number_before(claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> str:
    """What the number before it counts, where this is some of it: 收集诉求183条，办结165条."""
    last = earlier[-1] if earlier else None
    number, state = frame.number, frame.clause.state
    if last is None or last.quantity is None or last.readings or last.segment.sentence != claim.segment.sentence:
        return ""
    is_like = last.quantity.unit == number.unit != "" and number.value <= last.value and last.relation == "equal"
    if not is_like or last.about in ("", "no noun", "unit", "denial", "last year") or last.quantity.kind != "count":
        return ""
    slots = frame.slots
    is_verb = slots == {"flow"} and set(frame.named("flow")) <= {"done", "answer", "handle"}
    is_part = (frame.lead or "").startswith("其中") or number.unit not in ("件", "份", "宗", "起")
    if not is_verb and not (slots == {"row"} and is_part):
        return ""
    state.topic, state.firm = last.about if last.about.startswith("about") else f"about {last.about}", True
    return state.topic


def _unknown_noun(claim: Claim, frame: Frame, rest: str, has_noun: bool) -> str:
    """An unknown noun between a governing word and its number is what the number counts."""
    last, state = frame.terms[-1], frame.clause.state
    if last.slot not in ("flow", "row", "topic", "col", "outcome", "doc", "apply", "chan"):
        return ""
    if last.slot == "doc" and rest == "文" and state.topic in DOCUMENTS:
        return ""  # 制发规范性文件13件，废止文件7件
    if len(rest) < _MIN_UNKNOWN or (last.slot == "flow" and has_noun):
        claim.is_certain = False
        return ""
    about = f"about {rest[:_MAX_TOPIC]}"
    if last.slot == "flow" and last.name in ("recv", "handle", "done", "answer"):
        state.topic, state.firm = about, True  # What follows speaks of it too.
    return about
