"""Counts: the words that govern a number turned into readings, or into what else it counts."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Binder, Clause, Frame
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.disclosure_readings import DECISIONS, DOCUMENTS, money_reading, read_decisions, read_documents
from gkgen.review.claims.dispute_readings import DISPUTES, DisputeReadings
from gkgen.review.claims.earlier_words import (
    LAST_AGAIN,
    ONLY_COUNTED,
    OTHER_MATTERS,
    SAME_AGAIN,
    SAME_AGAIN_NOW,
    counted_before,
    former_or_latter,
    is_of_others,
    names_result,
    result_behind,
    row_alone_behind,
    same_again,
    sentence_of,
    subject_before,
)
from gkgen.review.claims.part_counts import goes_on_with_row, is_bounded, is_narrower
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.request_readings import RequestReadings
from gkgen.review.claims.vocabulary import Term

_MONEY = (["fees"], ["fee"], ["procurement_money"])
_CELLS = frozenset({"row", "col", "chan"})
_ROWS = frozenset({"row", "col", "outcome", "doc", "group"})
_LAST_YEARS = re.compile(r"^(?:上年|20\d\d年)")
_AVERAGE, _MONTHLY = re.compile("平均|[月日周年人户]均(?!已|为|未|由|在|按)"), re.compile("平均每月|月均")
_OF_YEAR = re.compile("全年|共|累计|本年|总")
_OF_THIRD_PARTIES = re.compile("第三方(?:主张|提出|认为|回复)|征求第三方意见")
_THIRD_PARTY_SAYS = re.compile("第三方(?:书面|明确|均)?(?:表示|答复|回复)?(?:不)?同意")
_IN_ALL = re.compile("(?:文件)?总[数量]")
_THE_REST = re.compile("(?:其余|余下|剩余|另外?|余)$")
_A_PART = re.compile("(?:其中|另有|另|有)$")
_AMONG_THEM = re.compile(r"[^，]{0,16}[中里]$")
_AMONG = re.compile("[中里](?:仅|只)?有$")
_CHARGED = re.compile(
    r"[^，。；、\d申]{0,16}申请(?:的申请人)?(?:依法|按规定|依规)?(?:实际)?(?:收取|计收|征收|收费|收)(?!到)"
)
_FOR_REQUESTS = re.compile("(?:共|均|均为|累计)?(?:涉及|涉|对应)(?:的)?(?:政府信息公开)?(?:申请)?(?:共|为)?")
_TAKEN_TO = re.compile(r"向[^，。；\d]{2,24}?(?=申请|提起|提出|起诉)")
_US = re.compile("[我本](?:局|委|镇|街道|街|办|县|区|市|厅|乡|省|州|旗|机关|单位)")
_UNPAID = re.compile("逾期|未缴|未交|缴费|缴纳|减免")
_EXAMPLES = re.compile("等(?:各类|各项|各种)?(?=行政(?:许可|处罚|强制))")
_MIN_UNKNOWN = 2
_MIN_OTHER_NOUN = 4
# Words between a verb and its number that are no noun of their own: more than this many letters are one.
_MAX_TOPIC = 12


class CountReader:
    """Reads counts."""

    def __init__(self, cells: CellValues, binder: Binder) -> None:
        self._cells, self._binder = cells, binder
        self.requests = RequestReadings(cells)
        self._disputes = DisputeReadings(binder)

    def read_as(self, claim: Claim, frame: Frame, terms: list[Term], earlier: Sequence[Claim]) -> None:
        """Reads a number that these terms govern, wherever they stand."""
        other = Frame(frame.clause, frame.number, terms, [], None, "", terms)
        self._read(claim, other, earlier)

    def meant(
        self, passage: Passage, clause: Clause, number: Quantity, terms: list[Term], earlier: Sequence[Claim]
    ) -> tuple[str, ...]:
        """The readings that a count governed by these terms would have."""
        probe = Claim(passage, clause.segment, number.start, number.end, quantity=number)
        topics = [term.name for term in terms if term.slot == "topic"]
        if number.kind == "money" or (topics[-1:] in _MONEY and number.kind in ("share", "times")):
            return money_reading(topics[-1] if topics else clause.state.topic)
        topic, firm = clause.state.topic, clause.state.firm
        self.read_as(probe, Frame(clause, number, terms, [], None, "", terms), terms, earlier)
        clause.state.topic, clause.state.firm = topic, firm
        return probe.readings if probe.relation == "equal" else ()

    def read(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        """Reads a number by the words around it."""
        clause, state = frame.clause, frame.clause.state
        terms = frame.before
        if terms and terms[-1].slot == "open" and terms[-1].end == claim.start and self._is_row(frame):
            frame.before = [Term("row", "granted", terms[-1].start, terms[-1].end)]
        self._binder.bind(frame)
        claim.is_certain = claim.is_certain and frame.is_certain
        if not frame.terms and self._of_words_before(claim, frame, earlier):
            return
        first = clause.segment.terms[:1]
        if not frame.terms and first and first[0].slot == "infocue" and state.topic == "about 行政案件":
            claim.readings = ("lit.total", "dir.total", "after.total", "rec.total", "rec.total+lit.total")
            state.topic = "lit"
            return
        if _CHARGED.match(clause.plain, claim.end):
            claim.readings, claim.about = ("fee.cases",), ""
            state.topic, state.firm = "fee", True
            return
        if not self._read(claim, frame, earlier) or (not claim.readings and claim.about == "no noun"):
            self._by_result(claim, frame, earlier)
            return
        self._demote(claim, frame)
        if claim.relation == "part" and claim.readings == ("load",):
            self._by_result(claim, frame, earlier)
        before = [each for each in earlier if each.segment is claim.segment and each.end <= claim.start]
        if _AMONG.search(frame.lead or "") and before and not before[-1].readings and claim.relation == "equal":
            claim.relation = "part"  # 20件中有1件结转: of those that nobody has counted.

    def _by_result(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        """有3件反映医疗纠纷，不予处理: whatever they are about, the row holds them."""
        rows = row_alone_behind(frame) or result_behind(frame)
        if rows and frame.clause.state.home == "requests":
            self.read_as(claim, frame, rows, earlier)
            is_alone = len(rows) == 1 and not frame.clause.segment.terms
            claim.relation = "equal" if is_alone and claim.segment.end - claim.end == 0 else "part"

    def _of_words_before(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> bool:
        """Reads a number by what the clause before speaks of; False where that says nothing of it."""
        if one := former_or_latter(frame.clause, frame.lead or ""):
            self.read_as(claim, frame, one, earlier)
            return True
        if LAST_AGAIN.search(frame.lead or "") and claim.when == "last":
            return same_again(claim, earlier, "last")
        is_same = bool(SAME_AGAIN.search(frame.lead or ""))
        if not is_same and not ONLY_COUNTED.fullmatch(frame.lead or ""):
            return False
        if is_of_others(frame.clause):
            claim.about = "no noun" if is_same else ""
            return is_same
        if is_same and _IN_ALL.match(frame.lead or "") and frame.clause.state.topic in DOCUMENTS:
            self.read_as(claim, frame, [Term("doc", "in_force", claim.start, claim.start)], earlier)
            return True
        subject = subject_before(frame.clause, self._binder) if is_same else counted_before(frame.clause, self._binder)
        if subject.terms:
            self.read_as(claim, frame, subject.terms, earlier)
            if subject.may_be_whole:
                claim.readings += _wholes(claim.readings)
            if claim.relation == "equal" and not subject.is_all_of_them:
                claim.relation = "part"
            if claim.when == "last" and SAME_AGAIN_NOW.search(frame.lead or ""):
                claim.when = "this"
            return True
        return is_same and same_again(claim, earlier)

    def _is_row(self, frame: Frame) -> bool:
        """公开2件 is a row of results where other rows stand beside it."""
        clause = frame.clause
        lead = (frame.lead or "")[:-2]
        if "requests" not in (clause.state.topic, clause.state.home) or self._binder.residue(lead):
            return False
        near = (clause.segment.sentence, clause.segment.sentence - 1)
        beside = clause.parts[max(0, clause.at - 12) : clause.at + 12]
        return any(term.slot == "row" for part in beside if part.sentence in near for term in part.terms)

    def _read(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> bool:
        """Fills in the readings; False where the number is about something else."""
        state = frame.clause.state
        claim.about = self._elsewhere(claim, frame) or _of_other_things(claim, frame, earlier)
        if claim.about:
            return False
        if frame.clause.segment.before == "（" and not frame.terms and _LAST_YEARS.search(frame.lead or ""):
            claim.about = "last year"
            return False
        nouns = [term for term in frame.terms if term.slot in ("topic", "other", "apply")]
        topic = nouns[-1].name if nouns and nouns[-1].slot == "topic" else state.topic or state.home
        own = self._cells_only_of_requests(frame)
        if own and topic not in (*DISPUTES, *DOCUMENTS):
            topic = state.topic = "requests"
        self._by_topic(claim, frame, topic, earlier)
        begin = frame.clause.plain.rfind("。", 0, claim.start) + 1
        if _MONTHLY.search(frame.clause.plain, begin, frame.clause.segment.start) and not _OF_YEAR.search(
            frame.lead or ""
        ):
            claim.is_certain = False
        if _AVERAGE.search(frame.clause.said):
            claim.relation, claim.readings = (
                ("average", claim.readings) if _MONTHLY.search(frame.clause.said) else ("equal", ())
            )
        if goes_on_with_row(frame):
            claim.is_certain = False  # 其余32件为不予公开、无法提供或其他处理 is of all of them.
        behind = bool(frame.terms) and all(term.start >= claim.end for term in frame.terms)
        if behind and _THE_REST.search(frame.lead or "") and claim.relation == "equal":
            claim.relation = "part"
        elif behind and ("分别" in frame.tail or (topic in DISPUTES and self._goes_on(frame))):
            claim.is_certain = False
        return True

    def _goes_on(self, frame: Frame) -> bool:
        """Whether more is said of what stands behind a number: 有1件行政复议因申请人撤回而终止 is one of several."""
        return bool(self._binder.unexplained(frame.clause, frame.terms[-1].end, frame.clause.segment.end))

    def _cells_only_of_requests(self, frame: Frame) -> bool:
        """Rows that nothing but requests has."""
        others = (*DECISIONS, *DOCUMENTS)
        if any(term.slot == "topic" and term.name in others for term in frame.terms):
            return False
        return any(term.slot == "row" and term.name.count(".") == 1 for term in frame.terms)

    def _elsewhere(self, claim: Claim, frame: Frame) -> str:
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
        rest = self._binder.between(frame)
        is_of_person = last is not None and last.slot == "person" and "公开" not in rest and "申请" not in rest
        if rest and (last is None or (is_of_person and len(rest) >= _MIN_OTHER_NOUN)):
            if len(rest) >= _MIN_OTHER_NOUN and claim.quantity and claim.quantity.unit in ("件", "起", "宗"):
                state.topic, state.firm = f"about {rest[:_MAX_TOPIC]}", True  # What is done with them follows.
            return f"about {rest[:_MAX_TOPIC]}"
        is_elsewhere = state.topic.startswith("about")
        is_result = is_result and state.topic.removeprefix("about ") in OTHER_MATTERS
        is_total = state.home == "requests" and any(
            term.slot == "apply" and term.end - term.start > 2 for term in terms
        )
        if is_elsewhere and (is_result or is_total):
            state.topic, state.firm = "requests", False
            return ""
        if is_elsewhere and not any(term.slot == "topic" for term in nouns):
            return state.topic
        return self._unknown_noun(claim, frame, rest, bool(nouns)) if rest else ""

    @staticmethod
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

    def _by_topic(self, claim: Claim, frame: Frame, topic: str, earlier: Sequence[Claim]) -> None:
        slots, state = frame.slots, frame.clause.state
        has_cell = bool(slots & {"row", "col"})
        if "notice" in slots:
            claim.readings = ("fee.cases",)
            claim.is_certain = claim.is_certain and not _UNPAID.search(sentence_of(frame.clause))
        elif slots & {"outcome", "group", "settled"} or (
            topic in (*DISPUTES, "disputes")
            and not slots & ({"row", "chan"} if topic in frame.named("topic") else _CELLS)
        ):
            self._disputes.read(claim, frame, topic, earlier)
        elif has_cell and topic in (*DISPUTES, "disputes"):
            self._withdrawn(claim, frame, topic)
        elif topic in DOCUMENTS:
            read_documents(claim, frame, topic, self._cells)
        elif topic in DECISIONS:
            read_decisions(claim, frame, topic)
        elif topic == "fee" and self._cases_of_fee(claim, frame):
            claim.readings, claim.is_certain = ("fee.cases",), not _UNPAID.search(sentence_of(frame.clause))
        elif topic == "requests" or (has_cell and state.home == "requests"):
            self.requests.read(claim, frame, earlier)
        elif topic != "publish" and {"in", "out"} & set(frame.named("flow")):
            claim.readings = tuple(name for name in frame.named("flow") if name in ("in", "out"))[:1]
            claim.is_certain = claim.is_certain and (state.home == "requests" or "apply" in slots)
        elif "apply" in slots and not topic:
            self.requests.read(claim, frame, earlier)
            claim.is_certain = claim.is_certain and "flow" in slots
        else:
            claim.about = claim.about or (f"about {topic}" if topic else "no noun")

    @staticmethod
    def _cases_of_fee(claim: Claim, frame: Frame) -> bool:
        """收取信息处理费1270元，涉及申请3件: the requests for which it was charged."""
        is_case = claim.quantity is not None and claim.quantity.kind == "count" and bool(claim.quantity.unit)
        return is_case and bool(_FOR_REQUESTS.fullmatch((frame.lead or "").strip()))

    @staticmethod
    def _withdrawn(claim: Claim, frame: Frame, topic: str) -> None:
        """An applicant who withdraws does so in disputes too."""
        if topic in DISPUTES and any(name.startswith("other.other") for name in frame.named("row")):
            claim.readings, claim.is_certain = (f"{topic}.other",), False
        else:
            claim.about = "no cell"

    def _demote(self, claim: Claim, frame: Frame) -> None:
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
        if claim.is_channel and channel is not None and "topic" not in slots and self._is_strange(clause, channel):
            claim.is_certain = False  # 户政、出入境窗口受理各类申请
            clause.state.topic, clause.state.firm = "about 别的申请", True
        if len(self._unexplained(frame, begin)) >= _MIN_UNKNOWN:
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
            frame.tail and self._has_predicate(claim, frame)
        ):
            claim.relation, claim.readings = "part", ("load",)

    def _is_strange(self, clause: Clause, channel: Term) -> bool:
        return len(self._binder.unexplained(clause, clause.segment.start, channel.start)) >= _MIN_UNKNOWN

    def _unexplained(self, frame: Frame, begin: int) -> str:
        """Words before a number that are not understood; to whom a dispute is taken says nothing of how many."""
        clause, end = frame.clause, frame.number.start
        to = _TAKEN_TO.search(clause.plain, begin, end) if {"rec", "lit"} & set(frame.named("topic")) else None
        if to is None:
            return self._binder.unexplained(clause, begin, end)
        return self._binder.unexplained(clause, begin, to.start()) + self._binder.unexplained(clause, to.end(), end)

    def _has_predicate(self, claim: Claim, frame: Frame) -> bool:
        """N件申请 with words behind it that are not understood are some of the requests."""
        end = claim.end + len(frame.tail)
        has_noun_behind = any(term.start >= claim.end for term in frame.terms)
        behind = "" if _AMONG_THEM.match(frame.tail) else frame.tail
        is_step = any(
            term.slot in ("step", "doubt", "skip", "other") and claim.end <= term.start < end
            for term in frame.clause.segment.terms
        )
        is_unknown = is_step or bool(self._binder.unexplained(frame.clause, claim.end, end))
        return is_unknown and len(behind) > 1 and (has_noun_behind or not frame.slots & {"topic", "apply"})


def _of_other_things(claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> str:
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


def _wholes(readings: Sequence[str]) -> tuple[str, ...]:
    """What the cells named as foremost are parts of: 以自然人为主，共122件 may count all."""
    found: list[str] = []
    for reading in readings:
        head, _, rest = reading.partition(".")
        if head in ("rec", "lit", "dir", "after"):
            found += [f"{head}.total", f"{head}.total-{head}.pending"]
        elif rest:
            found.append(head)
        found += ["new", "load", "done"] if head not in ("rec", "lit", "dir", "after") else []
    return tuple(dict.fromkeys(found))
