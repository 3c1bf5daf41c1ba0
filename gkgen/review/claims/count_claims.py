"""Counts: the words that govern a number turned into readings."""

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
    SAME_AGAIN,
    SAME_AGAIN_NOW,
    counted_before,
    former_or_latter,
    is_of_others,
    result_behind,
    row_alone_behind,
    same_again,
    sentence_of,
    subject_before,
)
from gkgen.review.claims.part_counts import demote, goes_on_with_row
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.request_readings import RequestReadings
from gkgen.review.claims.unrelated_counts import subject_of_number_before, unrelated_subject
from gkgen.review.claims.vocabulary import Term

_MONEY = (["fees"], ["fee"], ["procurement_money"])
_CELLS = frozenset({"row", "col", "chan"})
_LAST_YEARS = re.compile(r"^(?:上年|20\d\d年)")
_AVERAGE, _MONTHLY = re.compile("平均|[月日周年人户]均(?!已|为|未|由|在|按)"), re.compile("平均每月|月均")
_OF_YEAR = re.compile("全年|共|累计|本年|总")
_IN_ALL = re.compile("(?:文件)?总[数量]")
_THE_REST = re.compile("(?:其余|余下|剩余|另外?|余)$")
_AMONG = re.compile("[中里](?:仅|只)?有$")
_CHARGED = re.compile(
    r"[^，。；、\d申]{0,16}申请(?:的申请人)?(?:依法|按规定|依规)?(?:实际)?(?:收取|计收|征收|收费|收)(?!到)"
)
_FOR_REQUESTS = re.compile("(?:共|均|均为|累计)?(?:涉及|涉|对应)(?:的)?(?:政府信息公开)?(?:申请)?(?:共|为)?")
_UNPAID = re.compile("逾期|未缴|未交|缴费|缴纳|减免")


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
        demote(claim, frame, self._binder)
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
        claim.about = unrelated_subject(claim, frame, self._binder) or subject_of_number_before(claim, frame, earlier)
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
