"""Universals: 均, 全部, 都 say of a number or of all requests what stands behind them."""

from collections.abc import Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Binder, Clause
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.dispute_readings import DISPUTES
from gkgen.review.claims.request_readings import RequestReadings
from gkgen.review.claims.vocabulary import Term

ALL = re.compile("无一例外(?:都|均|全)?(?:是|为)?|清一色|全(?=办[结完]|答复[了完])|均|全部|都|全为|全是|一律|悉数|皆")
# 不是予以公开就是部分公开, 只涉及A、B两种情形: the rows named are all of it.
_ONLY = re.compile("不是(?=[^，。；]+就是)|要么(?=[^。；]+要么)|[只仅](?=(?:涉及|限于|包括|有)[^，。；]*[、和与及])")
_IN_TIME = re.compile("按时|按期|及时|法定|期限|依法|依规|规定|时限|准时|如期")
_NOT_ALL = re.compile("其他|其余|除|剩余|余下|外")
_RECEIVED = re.compile("收到的(?:全部|所有)?申请，$")
_BASES = ("new", "load", "done", "out", "in")
_GROUPS_OF_ROWS = ("granted", "partial", "refused", "unable", "not_processed", "other")
_GROUPS = ("rec", "lit", "dir", "after")
_KNOWN_SUBJECTS = re.compile(
    "街道|审|一审|二审|判决|(?:被)?法院判决|到底|(?:行政)?复议(?:机关|机构)?|[省市区县州]?(?:人民)?政府|[一-龥]{0,5}法院|上级|"
    "[省市区县州][一-龥]{1,6}[厅局委]|申请|答复|得到|获得?|最后|结果|经审理|经审查|审理后"
)
_MAX_LOOK_BACK = 30


class UniversalReader:
    """Reads universals."""

    def __init__(self, binder: Binder, requests: RequestReadings) -> None:
        self._binder, self._requests = binder, requests

    def read(self, passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> list[Claim]:
        """The claim of the universal of a clause, if it has one that is understood."""
        segment, state = clause.segment, clause.state
        found = ALL.search(segment.said) or _ONLY.search(segment.said)
        if found is None:
            return []
        if found.re.pattern == _ONLY.pattern and not _is_closed_list(clause):
            return []
        start, end = segment.start + found.start(), segment.start + found.end()
        if clause.plain[start - 1 : start] in ("未", "不", "非"):
            return []
        terms = segment.terms
        named = next((term for term in terms if term.slot == "row" and term.start <= start < term.end), None)
        if named is not None and (named.start != start or segment.numbers or clause.plain[named.end :][:1] == "或"):
            return []  # 全部公开12件 names the row.
        if any(n.start >= start for n in segment.numbers) and not any(t.slot == "rate" for t in terms):
            return []
        after = [term for term in terms if term.start >= end or term is named]
        before = [term for term in terms if term.end <= start]
        if not after or any(term.slot == "other" for term in terms) or state.topic.startswith("about"):
            return []
        subject, is_named = self._subject(clause, earlier, before, start)
        if not subject:
            return []
        claim = Claim(passage, segment, start, segment.end, "all", whose=state.whose, when=state.when)
        self._predicate(claim, clause, subject, after, found, is_named)
        return [claim, *self._other_disputes(claim, earlier)] if claim.readings else []

    @staticmethod
    def _other_disputes(claim: Claim, earlier: Sequence[Claim]) -> list[Claim]:
        """行政复议2件、行政诉讼1件，均获维持 is said of both."""
        head, _, rest = claim.readings[0].partition(".")
        if head not in DISPUTES:
            return []
        other = DISPUTES[1 - DISPUTES.index(head)]
        here = [each for each in earlier if each.segment.sentence == claim.segment.sentence and each.is_certain]
        if not any(each.relation == "equal" and f"{other}.total" in each.readings and each.value for each in here):
            return []
        outcome = rest.partition(" ")[0]
        readings = (f"{other}.{outcome} = {other}.total",)
        return [replace(claim, readings=readings)] if " = 0" not in claim.readings[0] else []

    def _predicate(
        self,
        claim: Claim,
        clause: Clause,
        subject: Sequence[str],
        after: Sequence[Term],
        found: re.Match[str],
        is_named: bool,
    ) -> None:
        predicate = next((term for term in after if term.slot in ("row", "col", "outcome", "group")), None)
        finished = next((term for term in after if term.slot == "flow" and term.name in ("done", "answer")), None)
        settled = any(term.slot == "settled" for term in after)
        is_of_disputes = any(reading.partition(".")[0] in _GROUPS for reading in subject)
        if is_of_disputes and predicate is not None and predicate.name.startswith("other.other"):
            claim.readings = tuple(f"{r.partition('.')[0]}.other = {r}" for r in subject)  # 复议3件，均由申请人撤回
        elif predicate is not None and predicate.slot == "outcome":
            pairs = [(r.partition(".")[0], r) for r in subject]
            claim.readings = tuple(f"{h}.{predicate.name} = {r}" for h, r in pairs if h in _GROUPS)
        elif predicate is not None and predicate.slot == "group":
            claim.readings = (f"{predicate.name}.total = lit.total",) if "lit.total" in subject else ()
        elif settled:
            heads = [r.partition(".")[0] for r in subject if r.endswith(".total")]
            claim.readings = tuple(f"{head}.pending = 0" for head in heads if head in _GROUPS)
        elif predicate is not None and predicate.slot == "col":
            bases = [r for r in subject if r in _BASES or r.partition(".")[0] in _GROUPS_OF_ROWS]
            claim.readings = tuple(f"{r}.{predicate.name} = {r}" for r in bases if "+" not in r)
        elif predicate is not None:
            claim.readings = self._row(subject, after, clause.plain)
        elif finished is not None and any(r.partition(".")[0] in ("new", "load") for r in subject):
            columns = {reading.partition(".")[2] for reading in subject}
            if len(columns) == 1 and not any("+" in column for column in columns):
                self._completeness(claim, clause, finished.name, found, is_named, next(iter(columns)))

    def _row(self, subject: Sequence[str], after: Sequence[Term], plain: str) -> tuple[str, ...]:
        if all(each.partition(".")[0] in ("new", "load", "done") and each.count(".") == 1 for each in subject):
            columns = {each.partition(".")[2] for each in subject if "+" not in each}
            names = self._requests.rows([term for term in after if term.slot == "row"], plain)
            if len(columns) == 1 and len(names) == 1 and "+" not in names[0]:
                return tuple(f"{names[0]}.{next(iter(columns))} = {each}" for each in subject)
        rows = self._requests.rows([term for term in after if term.slot == "row"], plain)
        rows = tuple(r for r in rows if "." in r) or rows
        wholes = ("new", "load", "done")
        if len(rows) != 1:
            return ()
        name, found = rows[0], []
        for each in subject:
            base, _, column = each.partition(".")
            if base in wholes and column and "+" not in column + name:
                found.append(f"{name}.{column} = {each}")
            elif each in wholes or each.startswith("done-") or name.startswith(f"{each}."):
                found.append(f"{name} = {each}")
        return tuple(found) if len(found) == len(subject) else ()

    @staticmethod
    def _completeness(
        claim: Claim, clause: Clause, verb: str, found: re.Match[str], is_named: bool, column: str
    ) -> None:
        """全部办结 says that none is carried out; 均在法定期限内答复 says only that answers were in time."""
        state, said = clause.state, clause.said
        is_timely = bool(_IN_TIME.search(said, found.start()))
        is_weak = found[0] in ("均", "都")
        if (is_timely and is_weak) or (verb == "answer" and (is_timely or is_weak)):
            return
        begin = max(0, clause.segment.start - _MAX_LOOK_BACK)
        if state.carried or state.subset or _NOT_ALL.search(clause.plain[begin : clause.segment.end]):
            return
        column = column or state.column
        claim.readings = (f"out.{column} = 0" if column else "out = 0",)
        claim.is_certain = is_named or "requests" in (state.home, state.topic)

    def _subject(
        self, clause: Clause, earlier: Sequence[Claim], before: Sequence[Term], start: int
    ) -> tuple[tuple[str, ...], bool]:
        """What the universal speaks of: readings, and whether it was named in words."""
        segment, plain = clause.segment, clause.plain
        lead = plain[segment.start : start]
        if not before and not segment.numbers:
            rest = self._binder.residue(lead)
            if len(_KNOWN_SUBJECTS.sub("", rest)) > 1:
                return (), False
        inside = [c for c in earlier if c.segment is segment and c.relation == "equal" and c.end <= start]
        if inside:
            return (inside[-1].readings if inside[-1].is_certain else ()), True
        nouns = [term for term in before if term.slot in ("apply", "topic", "person")]
        others = ("row", "chan", "flow")
        of_parts = any(c.segment.sentence == segment.sentence and {"in", "out"} & set(c.readings) for c in earlier)
        if nouns and nouns[-1].slot == "person" and clause.state.topic in DISPUTES:
            return _of_earlier(clause, earlier, start)
        if nouns and nouns[-1].slot == "person" and of_parts:
            return _of_carried(clause, earlier)
        if nouns and not any(t.slot in others and t.name not in ("recv", "new", "in") for t in before):
            return self._named(clause, nouns[-1], before, lead)
        if any(term.slot in ("row", "outcome", "chan", "step", "doc", "publish", "open") for term in before):
            return (), False
        return _of_earlier(clause, earlier, start)

    def _named(self, clause: Clause, noun: Term, before: Sequence[Term], lead: str) -> tuple[tuple[str, ...], bool]:
        state = clause.state
        if noun.slot == "topic" and noun.name in DISPUTES:
            return (f"{noun.name}.total",), True
        if noun.slot == "topic" and noun.name != "requests":
            return (), False
        rest = self._binder.beside(lead, before, clause.plain)
        if len(rest) > 1 or "requests" not in (state.home, state.topic):
            return (), False
        return ("new", "load", "done"), True


def _told_before(clause: Clause) -> tuple[str, ...]:
    """What the clause before names and does not count: 今年办结的申请，不是予以公开就是部分公开."""
    before = clause.parts[clause.at - 1] if clause.at else None
    if before is None or before.sentence != clause.segment.sentence or before.numbers or before.depth:
        return ()
    flows = {term.name for term in before.terms if term.slot == "flow"}
    others = {term.slot for term in before.terms} - {"flow", "apply", "topic", "infocue"}
    is_subject = before.said.endswith(("申请", "件")) and "requests" in (clause.state.home, clause.state.topic)
    return ("done",) if flows == {"done"} and not others and is_subject else ()


def _is_closed_list(clause: Clause) -> bool:
    """Whether a clause names two rows or more and says of no others that they are meant, too."""
    rows = [term for term in clause.segment.terms if term.slot == "row"]
    if any(term.slot == "open" for term in clause.segment.terms):
        return False
    return len({term.name for term in rows}) > 1 and clause.plain[rows[-1].end : rows[-1].end + 1] != "等"


def _of_carried(clause: Clause, earlier: Sequence[Claim]) -> tuple[tuple[str, ...], bool]:
    """结转下年度的3件，申请人均为自然人: of those, where the sentence has counted no others."""
    here = [e for e in earlier if e.segment.sentence == clause.segment.sentence and e.is_count]
    is_one = len(here) == 1 and here[0].is_certain and here[0].whose == "own"
    return (here[0].readings, True) if is_one else ((), False)


def _of_earlier(clause: Clause, earlier: Sequence[Claim], start: int) -> tuple[tuple[str, ...], bool]:
    """The number that the sentence gave before."""
    segment, plain = clause.segment, clause.plain
    counted = [
        each
        for each in earlier
        if each.segment.sentence == segment.sentence
        and each.segment.depth <= segment.depth
        and each.relation == "equal"
        and each.quantity is not None
        and each.quantity.kind == "count"
    ]
    if not counted:
        if told := _told_before(clause):
            return told, True
        is_all = _RECEIVED.search(plain, max(0, segment.start - 12), segment.start)
        near = "requests" in (clause.state.home, clause.state.topic)
        return (("new", "load", "done"), True) if is_all and near else ((), False)
    last = counted[-1]
    if segment.depth or "其中" in plain[last.end : start] or not last.is_certain or last.whose != "own":
        return (), False
    heads = [each for each in counted if {"new", "load"} & set(each.readings) and each.is_certain]
    if "in" in last.readings:
        if (
            last.segment is not segment
            and segment.said.startswith(("年内", "年底", "到年底", "截至", "当年"))
            and heads
        ):
            return ("load",), True
        if any(each.segment is last.segment and each is not last for each in heads):
            return ("load",), True
        if last.readings == ("in",) and heads:
            return (), False
    return last.readings, False
