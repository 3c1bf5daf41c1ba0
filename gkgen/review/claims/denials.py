"""Denials: 未收到, 没有, 无, 零 say of the last noun of each name behind them that there was nothing."""

from collections.abc import Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Binder, Clause
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.disclosure_readings import DOCUMENTS, document_readings
from gkgen.review.claims.dispute_readings import DISPUTES
from gkgen.review.claims.request_readings import RequestReadings
from gkgen.review.claims.vocabulary import Term

DENIAL = re.compile(
    "没有|从未|未(?=办理行政(?:许可|处罚|强制))|没(?=废止|收到|收取|发生|出现|接到)|未(?!予|经|审|结|按|补|缴|必|来|能|办结|答复|办理|宣|公开|尽|及时|逾期)"
    "|(?<![a-z])无(?!法|正当|论|一例外|障碍|关|锡|线|偿|人机|须|需|误|缝|纸)|零(?=申请|受理|答复|结转|诉讼|复议|收到|办理|接收|败诉)"
)
_JOINT = re.compile("[、和及与或]|以及|或者")
_CAUSED = re.compile("引起|引发|的(?!情)|导致|提出")
_EMPTY = re.compile("情形|事件|记录|现象|发生|过|一例|一起|一件")
_OTHER_CAUSE = re.compile("行政处罚|行政许可|具体行政行为|征收|拆迁")
_OWN_CAUSE = re.compile("不当|不满|不服|引发|违反|政府信息|信息公开|公开|条例|工作|问题|相关|有关")
_ANYONE = re.compile(
    "公民|法人|社会公众|群众|个人|任何|形式|要求|关于|政府信息|组织|其它|其他|过|本级|方面|一件|一例|新的"
)
_CARRIED = ("in", "out", "carry")
_NOTHING = {"done": ("done",), "answer": ("done",), "handle": ("done", "load")}
_ZERO = {"recv": ("new",), "answer": ("done",), "done": ("done",), "handle": ("done",), "carry": ("out",)}
_ENDED = re.compile("终止|不再")
_CELLS = {"procurement": ("procurement.projects",), "fees": ("fees",), "fee": ("fee.amount_yuan",)}
_CARRIED_OUT = re.compile("办理|作出|实施|发生")
_LAST_YEAR = re.compile("上年|往年|去年")
_THERE_IS = re.compile(
    "(?:全年|本年度?|今年|年内|年底|其中|此外|同时|另外)*(?:仍|还|也|尚|另|均|曾|亦)?(?:发生了|出现了|发生过|出现过|引发了|存在(?!问题)"
    "|有(?!关|权|序|效|所|限|力|利|助|益|误|无|条件|针对|必要|义务|待|机|偿|没有|一定))(?:部分|个别|少数|少量|一些|若干|多家|多个)?"
)
_BY_CAUSE = re.compile("因(?:程序|逾期|超期|未|不|答复|告知|适用|事实)[^，。；]{0,8}(?:被|而)")
_BROUGHT = re.compile("(?:提起|提出|申请)(?:了)?$")
_MAYBE = re.compile(
    "[可如若凡或应须要能]|有权|权利|途径|告知|救济|不服的|引导|建议|期限|就此|依法(?:申请|提起)|下一步|避免|防止|减少|风险"
)
_TO_US = re.compile("向?我?[厅局委镇街办县区市乡省](?:机关)?|首次|新增|继续")
_MIN_UNKNOWN = 2
_AT_END = re.compile("(?:发生|出现|收到|接到|有|存在)?(?:过|了)?")  # 行政诉讼没有发生 denies what stands before it.


class DenialReader:
    """Reads denials."""

    def __init__(self, cells: CellValues, binder: Binder, requests: RequestReadings) -> None:
        self._cells, self._binder, self._requests = cells, binder, requests

    def read(self, passage: Passage, clause: Clause) -> list[Claim]:
        """The claims of the denials of a clause."""
        segment = clause.segment
        found: list[Claim] = []
        if not segment.numbers and not segment.depth and (there := _THERE_IS.match(segment.said)):
            return list(self._affirmed(passage, clause, segment.start + there.end()))
        if not segment.numbers and not segment.depth and (event := self._event(passage, clause)) is not None:
            return [event]
        for match in DENIAL.finditer(segment.said):
            start = segment.start + match.start()
            inside = (term for term in segment.terms if term.slot != "infocue")
            if any(t.start < start < t.end or (t.start == start and t.end - t.start > 2) for t in inside):
                continue
            following = DENIAL.search(segment.said, match.end())
            stop = self._stop(clause, start, segment.start + following.start() if following else None)
            if stop and not segment.numbers and _AT_END.fullmatch(segment.said, match.end()):
                found += self._denied(passage, clause, start, segment.start, start)
            elif stop:
                found += self._denied(passage, clause, start, segment.start + match.end(), stop)
        return found

    @staticmethod
    def _event(passage: Passage, clause: Clause) -> Claim | None:
        """村民何某就信息公开答复提起行政诉讼: that there was one at least."""
        segment, state = clause.segment, clause.state
        last = segment.terms[-1] if segment.terms else None
        if last is None or last.slot != "topic" or last.name not in DISPUTES:
            return None
        before, behind = clause.before(last.start), clause.plain[last.end : segment.end].strip()
        sentence = _sentence_before(clause, last.start)
        is_told = bool(_BROUGHT.search(before)) and "公开" in sentence and behind in ("", "了", "案件")
        if not is_told or DENIAL.search(segment.said) or _MAYBE.search(segment.said) or state.topic.startswith("about"):
            return None
        readings = (f"{last.name}.total",)
        claim = Claim(passage, segment, last.start, last.end, "some", readings, whose=state.whose, when=state.when)
        claim.is_certain = not state.units
        return claim

    def _affirmed(self, passage: Passage, clause: Clause, begin: int) -> Iterator[Claim]:
        """有科研机构提出申请, 也发生了行政诉讼: that there was one at least."""
        segment = clause.segment
        terms = [term for term in segment.terms if term.start >= begin and term.slot != "infocue"]
        if not terms or len(terms) < len([t for t in segment.terms if t.slot != "infocue"]):
            return
        left = self._binder.unexplained(clause, begin, segment.end)
        claim = Claim(passage, segment, begin, segment.end, "some", whose=clause.state.whose, when=clause.state.when)
        claim.is_certain = len(_TO_US.sub("", left)) < _MIN_UNKNOWN and not clause.state.units
        col = next((term.name for term in terms if term.slot == "col"), "")
        if col and terms[-1].slot in ("apply", "topic") and not any(t.slot in ("row", "other", "chan") for t in terms):
            near = "requests" in (clause.state.topic, clause.state.home) and clause.state.topic not in DISPUTES
            claim.readings = (f"load.{col}",) if near else ()
        elif any(t.slot == "flow" and t.name == "out" for t in terms) or {t.slot for t in terms} <= {"topic"}:
            readings = self._readings(claim, clause, terms, clause.plain[begin : terms[-1].end])
            claim.readings = readings if readings in (("out",), ("rec.total",), ("lit.total",)) else ()
        if claim.readings:
            yield claim

    @staticmethod
    def _stop(clause: Clause, start: int, following: int | None) -> int:
        """Where what is denied ends; 0 where a number stands behind it, which says how many."""
        segment = clause.segment
        numbers = [number for number in segment.numbers if number.start > start]
        if following is not None:
            return min([number.start for number in numbers] + [following])
        if not numbers or (len(numbers) == 1 and numbers[0].value == 1 and numbers[0].kind == "count"):
            return segment.end
        return 0

    def _denied(self, passage: Passage, clause: Clause, start: int, begin: int, stop: int) -> Iterator[Claim]:
        segment, plain = clause.segment, clause.plain
        is_strange = len(self._binder.unexplained(clause, segment.start, min(begin, start))) > 1
        items = _items(plain, begin, stop, segment.terms)
        whole = [term for term in segment.terms if begin <= term.start and term.end <= stop]
        is_of_columns = sum(term.slot == "col" for term in whole) > 1 and any(t.slot == "apply" for t in whole)
        for place, (first, last) in enumerate(items):
            later = plain[last:stop] if place + 1 < len(items) else ""
            terms = [term for term in whole if first <= term.start and term.end <= last]
            if is_of_columns:
                terms = [term for term in terms if term.slot == "col"]
            elif later and _CAUSED.search(later) and not _CAUSED.search(plain[first:last]):
                continue
            if not terms:
                continue
            claim = Claim(passage, segment, start, last, "none", whose=clause.state.whose, when=clause.state.when)
            rest = "" if is_of_columns else self._binder.residue(plain[terms[-1].end : last])
            if _EMPTY.sub("", rest):
                continue
            claim.is_certain = not is_strange and not clause.state.units
            claim.readings = self._readings(claim, clause, terms, plain[first : terms[-1].end])
            if claim.readings:
                yield claim

    def _readings(self, claim: Claim, clause: Clause, terms: Sequence[Term], words: str) -> tuple[str, ...]:
        """What is said to be nothing."""
        state, terms = clause.state, _without_verb(terms, words)
        head = terms[-1]
        lead = words[: len(words) - (head.end - head.start)]
        if any(term.slot == "other" for term in terms):
            return ()
        topics = [term.name for term in terms if term.slot == "topic"]
        topic = topics[-1] if topics else state.topic
        if any(term.slot == "outcome" for term in terms):
            outcome = next(term for term in terms if term.slot == "outcome")
            is_of_cause = _BY_CAUSE.search(clause.plain, clause.segment.start, outcome.start)
            return () if is_of_cause else self._outcome(clause, terms, topic)
        if head.slot == "topic" and head.name in DISPUTES:
            told = self._binder.beside(lead, terms[:-1], clause.plain) if "因" in lead else ""
            is_other = _OTHER_CAUSE.search(lead) or len(_OWN_CAUSE.sub("", told)) > 1
            return () if is_other else (f"{head.name}.total",)
        if any(term.slot == "flow" and term.name in _CARRIED for term in terms) and head.slot in (
            "apply",
            "topic",
            "flow",
        ):
            claim.is_certain = claim.is_certain and ("requests" in (state.home, state.topic) or head.slot != "flow")
            return _carried(clause, claim, terms)
        if topic in DOCUMENTS and any(term.slot == "doc" for term in terms):
            return document_readings(topic, next(term.name for term in terms if term.slot == "doc"), self._cells)
        if head.slot == "topic" and (decided := _decided(head.name, words)):
            return () if "信息" in lead or "公示" in lead else (decided,)
        if head.slot == "topic" and head.name in _CELLS:
            is_judged_by_fields = head.name == "fee" and claim.passage.section == "other_matters"
            return () if is_judged_by_fields else _CELLS[head.name]
        return self._of_requests(claim, clause, terms, words)

    @staticmethod
    def _outcome(clause: Clause, terms: Sequence[Term], topic: str) -> tuple[str, ...]:
        outcome = next(term for term in terms if term.slot == "outcome")
        is_lost = "败诉" in clause.plain[outcome.start : outcome.end]
        if topic not in DISPUTES and outcome.name != "corrected":
            return ()
        if is_lost and any(term.slot == "topic" and term.name == "rec" for term in terms):
            return ()
        groups = [term.name for term in clause.segment.terms if term.slot == "group" and term.end <= outcome.start]
        side = groups[-1] if groups else "lit" if is_lost else topic if topic in DISPUTES else "rec"
        return (f"{side}.{outcome.name}",)

    def _rows(self, rows: Sequence[Term], clause: Clause) -> tuple[str, ...]:
        """The rows denied; none where the edition has only the group of a row: others of it may be."""
        fine = [name for term in rows for name in term.name.split("|") if "." in name]
        return self._requests.rows(rows, clause.plain) if not fine or any(map(self._cells.has, fine)) else ()

    def _of_requests(self, claim: Claim, clause: Clause, terms: Sequence[Term], words: str) -> tuple[str, ...]:
        state, head = clause.state, terms[-1]
        is_near = "requests" in (state.topic, state.home)
        rows = [term for term in terms if term.slot == "row"]
        if head.slot == "col":
            # Behind what was carried over: of those, not of all that came.
            is_of_carried = "转" in _sentence_before(clause, claim.start)  # 结转下年度的6件，…没有自然人的
            return (f"new.{head.name}",) if is_near and state.topic not in DISPUTES and not is_of_carried else ()
        if head.slot == "row":
            groups = [term for term in rows if "." not in term.name]
            is_of_causes = len(rows) > 1 and "因" in words and (len(rows) > 2 or len(groups) != 1 or "等" in words)
            return self._rows(rows, clause) if is_near and not is_of_causes else ()
        if head.slot == "flow" and clause.plain[claim.start] == "零":
            claim.is_certain = claim.is_certain and is_near
            return _ZERO.get(head.name, ())
        if head.slot != "apply" and not (head.slot == "topic" and head.name == "requests"):
            return ()
        if head.slot == "apply" and not is_near:
            return ()
        if rows:
            return self._rows(rows, clause)
        cols = [term.name for term in terms if term.slot == "col"]
        left = self._binder.beside(words, terms, clause.plain) if not cols else ""
        if _ANYONE.sub("", left) or "因" in words or any(term.slot == "chan" for term in terms):
            return ()
        cols = cols or [term.name for term in clause.segment.terms if term.slot == "col" and term.end <= claim.start]
        if cols:
            return (f"new.{cols[-1]}",) if "结转" not in _sentence_before(clause, claim.start) else ()
        flows = [term.name for term in terms if term.slot == "flow"]
        return _NOTHING.get(flows[0] if flows else "", ("new",))


def _decided(name: str, words: str) -> str:
    """The decisions that a topic names; 未办理行政许可事项 speaks of them, too."""
    decisions = name.removesuffix("_items") if _CARRIED_OUT.search(words) else name
    return decisions if decisions in ("licensing", "penalties", "coercive") else ""


def _sentence_before(clause: Clause, position: int) -> str:
    return clause.plain[clause.plain.rfind("。", 0, position) + 1 : position]


def _carried(clause: Clause, claim: Claim, terms: Sequence[Term]) -> tuple[str, ...]:
    name = next(term.name for term in terms if term.slot == "flow" and term.name in _CARRIED)
    sentence = [part for part in clause.parts if part.sentence == clause.segment.sentence]
    if any(term.slot == "col" for part in sentence for term in part.terms):
        column = clause.state.column
        return (f"{name}.{column}",) if column and name != "carry" else ()
    if name != "carry":
        return (name,)
    return ("in",) if _LAST_YEAR.search(clause.before(claim.end)) else ("out", "in")


def _items(plain: str, begin: int, stop: int, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """The names of a list, cut where no term is."""
    found, at = [], begin
    for cut in _JOINT.finditer(plain, begin, stop):
        if any(term.start < cut.start() < term.end for term in terms):
            continue
        found.append((at, cut.start()))
        at = cut.end()
    return [*found, (at, stop)]


def _without_verb(terms: Sequence[Term], words: str) -> Sequence[Term]:
    """The terms without a verb at their end that only says how the row before it was told."""
    if len(terms) > 1 and terms[-2].slot == "row" and terms[-1].slot == "flow" and terms[-1].name == "answer":
        terms = terms[:-1]  # 没有作出一件不予公开的答复
    if len(terms) > 1 and terms[-1].slot == "flow" and terms[-1].name in ("handle", "answer") and _ENDED.search(words):
        terms = [term for term in terms if term.slot == "row"] or terms
    return terms
