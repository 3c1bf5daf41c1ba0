"""Changes against last year or another cell: what has changed; the arithmetic is the comparator's."""

from collections.abc import Sequence

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Clause, Frame
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.count_claims import CountReader
from gkgen.review.claims.disclosure_readings import DOCUMENTS
from gkgen.review.claims.earlier_words import named_before
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.vocabulary import Term

CHANGE = re.compile(
    "(?P<up>增长|增加|增收|上升|提高|增幅|多收|多办结?|多|增)|(?P<down>少收|减收|少办结?|下降|减少|降低|下滑|回落|降幅|少|减)(?!于)"
)
_LEVEL, _EXTENT = re.compile("[到至为达]$"), re.compile("(?:[增降]幅|增长率|增速)(?:达到?|约?为|是)?$")
_COMPARED = re.compile("少收|多了|少了|较|比|同比|增幅|降幅|多收|增长|下降|减少|增加")
_REFERENCE = re.compile("(?:较|(?<!占)比)(?!例|重)([^，。]{0,12}?)(?:增|减|下|上升|提|多|少|降|翻)")
_LAST_YEAR = re.compile(
    r"上年|去年|上一年|同期|20\d\d年?|相|数|（.*?）|末|底|净|\d[\d,.]*(?:[件条项个份起宗]|[万亿]?元)"
)
_CHANGE_WORDS = re.compile(
    f"{CHANGE.pattern.replace('?P<up>', '?:').replace('?P<down>', '?:')}"
    r"|[较比与同跟]|上年|去年|上一年|20\d\d|同期|相比|年|末|底|数|净|却|则|整整|翻|持续|继续|明显|有所|略有?|大幅|小幅"
    "|幅度?|出|收|高|低|了|速"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OF_LAST = re.compile(
    r"(?:为|是|相当于|达到?|当于)(?:上年度?|去年|上一年|20\d\d年)(?:同期)?(?:水平|总[量数额])?的(?:近|约|不到|不足|超过)?$"
)
_FROM_BEGINNING = re.compile("期初|年初|上年末|去年底|去年末|上年底")
# 比上年多制发规范性文件2件: the verb of the change stands before that of what has changed.
_MORE_OF = re.compile(
    r"[比较](?:上年|去年|上一年|20\d\d年)(?:度)?(?:同期)?(?:共|又)?(?:多|少|增加|减少)了?(?!于|为|至|到)[^，。；\d]{2,14}$"
)
_SUBJECTS = frozenset({"apply", "topic", "flow", "row", "col", "outcome", "group", "doc"})
_MIN_UNKNOWN = 2


class ChangeReader:
    """Reads numbers that tell by how much another one changed."""

    def __init__(self, counts: CountReader, binder: Binder) -> None:
        self._counts, self._binder = counts, binder

    def read(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        """Fills in what has changed, against what, and whether words name it."""
        clause = frame.clause
        claim.relation = "change"
        reference = _REFERENCE.search(clause.plain, clause.segment.start, claim.start + 1)
        if reference and self._of_two_cells(claim, frame, reference, earlier):
            return
        if reference and reference[1].startswith("年初") and _is_of_carried(clause):
            claim.readings, claim.wholes, claim.about, claim.is_named = ("out",), ("in",), "", True
            return
        documents = [t.name for t in clause.segment.terms if t.slot == "topic" and t.name in DOCUMENTS]
        document = documents[-1] if documents else clause.state.topic
        if reference and _FROM_BEGINNING.match(reference[1]) and document in DOCUMENTS:
            claim.readings, claim.about, claim.is_named = (f"{document}.in_force",), "", True
            return
        if reference and _is_other_reference(reference[1], self._binder.vocabulary.year, self._binder):
            claim.about = "other reference"
        if "年均" in clause.before(claim.start):
            claim.about = "other reference"
        claim.is_certain = (
            bool(CHANGE.search(frame.lead or "") or _EXTENT.search(frame.lead or "")) or frame.number.kind == "times"
        )
        inside = [term for term in clause.segment.terms if term.end <= claim.start and term.slot != "other"]
        begin = claim.start - len(frame.lead or "")
        near = [term for term in inside if term.start >= begin] or inside
        if any(term.slot in _SUBJECTS for term in near):
            claim.readings = self._probed(claim, frame, near, earlier)
            claim.is_named = True
        elif not inside and (subject := named_before(clause, earlier)):
            claim.readings = self._probed(claim, frame, subject, earlier)
            claim.is_named = bool(claim.readings)
        elif frame.lead is not None and len(self._unknown(clause, begin, claim.start)) >= _MIN_UNKNOWN:
            claim.is_named = True  # Something that nothing knows has changed.

    def read_share_of_last_year(self, claim: Claim, frame: Frame, earlier: Sequence[Claim]) -> None:
        """仅为上年的83.1%: how much of last year's number there is."""
        claim.relation, claim.order, claim.when, claim.is_certain = "change", "same", "this", True
        terms = [term for term in frame.before if term.slot in _SUBJECTS]
        claim.readings = self._probed(claim, frame, terms, earlier) if terms else ()
        claim.is_named = bool(terms)

    def _of_two_cells(self, claim: Claim, frame: Frame, reference: re.Match[str], earlier: Sequence[Claim]) -> bool:
        """办结数较新收数少3件: two cells of one year."""
        begin, end = reference.span(1)
        terms = [term for term in frame.clause.segment.terms if term.slot in ("flow", "row", "col", "outcome", "topic")]
        right = [term for term in terms if begin <= term.start and term.end <= end]
        left = [term for term in terms if term.end <= begin]
        words = self._binder.beside(reference[1], right, frame.clause.plain)
        if not right or frame.number.kind != "count" or _LAST_YEAR.search(reference[1]) or len(words) > 1:
            return False
        wholes = self._probed(claim, frame, right, earlier)
        here = [
            e for e in earlier if e.segment.sentence == claim.segment.sentence and e.relation == "equal" and e.readings
        ]
        readings = self._probed(claim, frame, left, earlier) if left else here[-1].readings if here else ()
        if not wholes or not readings:
            return False
        claim.readings, claim.wholes, claim.about, claim.is_certain = readings, wholes, "", True
        return True

    def _unknown(self, clause: Clause, begin: int, end: int) -> str:
        """What is left of the words before a change without those that only say that there is one."""
        return _CHANGE_WORDS.sub("", self._binder.unexplained(clause, begin, end))

    def _probed(self, claim: Claim, frame: Frame, terms: list[Term], earlier: Sequence[Claim]) -> tuple[str, ...]:
        """The readings that a count in the place of the proportion would have."""
        return self._counts.meant(claim.passage, frame.clause, frame.number, terms, earlier)


def is_change(clause: Clause, number: Quantity) -> bool:
    """Whether a number tells by how much another one changed: 比上年增加3件."""
    lead = clause.before(number.start)
    verbs = list(CHANGE.finditer(lead))
    if _MORE_OF.search(lead) and number.kind in ("count", "money"):
        return True
    if _EXTENT.search(lead) and number.kind == "share":
        return True
    if not verbs or _LEVEL.search(lead) or number.kind in ("people", "foreign"):
        return False
    if lead[verbs[-1].end() :] not in ("", "了", "出", "出了", "约", "近"):
        return False
    return bool(_COMPARED.search(lead)) and not lead[: verbs[-1].end()].endswith("新增")


def is_share_of_last_year(clause: Clause, number: Quantity) -> bool:
    """Whether a number tells how much of last year's number there is: 仅为上年的83.1%."""
    return number.kind in ("share", "times") and bool(_OF_LAST.search(clause.before(number.start)))


def _is_of_carried(clause: Clause) -> bool:
    """Whether what is left at the end of the year is compared with its beginning: 结转的申请，年末比年初减少3件."""
    parts = clause.parts[max(0, clause.at - 1) : clause.at + 1]
    names = {term.name for part in parts for term in part.terms if term.slot == "flow"}
    is_near = "requests" in (clause.state.home, clause.state.topic)
    return (
        is_near
        and bool(names)
        and names <= {"carry", "out", "in"}
        and "结转" in clause.plain[parts[0].start : parts[-1].end]
    )


def _is_other_reference(words: str, year: int, binder: Binder) -> bool:
    """Whether a change is told against something else than last year: 较疫情前, 比预算, 比2019年."""
    if any(int(found) != year - 1 for found in _YEAR.findall(words)):
        return True
    return bool(binder.residue(_LAST_YEAR.sub("", words)))
