"""What a number without a noun counts, by the words of the clause before: 由12件增至21件, 共3件, 前者5件."""

from collections.abc import Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.review.claims.binding import Binder, Clause, Frame
from gkgen.review.claims.claim import Claim, When
from gkgen.review.claims.clauses import Segment
from gkgen.review.claims.denials import DENIAL
from gkgen.review.claims.vocabulary import Term

_CHANGED = "增加?|降|减少?|升|上升|下降|调整|回落|提高|增长|扩大|扩充|压减|精简|压缩|缩减|核减|攀升|回升|降低|下滑"
SAME_AGAIN = re.compile(
    rf"(?:达到|(?:{_CHANGED})了?(?:到|至|为)|达|仍[是为]|(?:20\d\d年度?|本年度?|今年)(?:则|又|共)?[为是])"
    r"(?:了)?(?:(?:20\d\d年度?|本年度?|今年)的?)?$"
)
"""Before the number of what was spoken of, once more."""
SAME_AGAIN_NOW = re.compile(r"(?:到|至|为|达|是)(?:了)?(?:(?:20\d\d年度?|本年度?|今年)的?)?$")
LAST_AGAIN = re.compile(r"^[，]?(?:较|比|由|从)(?:上一?年度?|去年|20\d\d年度?)(?:同期)?的$")
"""Before last year's number of what was spoken of."""
ONLY_COUNTED = re.compile("(?:全年|本年度?)?(?:一共|共计|共有|合计|总计|共|计|仅有|仅|只有|计有|为|达|有)")
"""All that stands before a number which only counts what the clause before names."""
_SUBJECTS = frozenset({"row", "col", "outcome", "group", "topic", "apply", "doc", "flow"})
_NAMES = frozenset({"row", "col", "outcome", "group"})
_FOREMOST = re.compile("为主|居多|最多|较多|多为|大多|主要|为首|突出|占比|首位")
OTHER_MATTERS = frozenset({"建议提案", "别的申请"})
"""What requests may ask for or complain of, too: 申请人要求公开投诉材料，不予公开2件."""
_REFUSED = ("refused", "unable", "not_processed")
_ALONE = re.compile("(?:对|将)?(?:其中|另有|另|有)?(?:的)?")
_DECIDED = re.compile("(?:依法|经审查|我[局委厅镇办县区市])*(?:决定|作出|给予|结果为|答复为|属于|为|按)?")
_AS = re.compile("属于|属|系|均属|因")
_COMPLAINED = re.compile("信访|投诉|举报")
_SOME = re.compile("(?:^|[有对因的，])$")
_NOT_THESE = re.compile("其中|另|其余|其他|部分(?!公开)|其它|剩余|个别|有的")
_OF_ITSELF = re.compile(r"^\s*(?:为|达|有)\d")  # 过程性信息最多，为20件; 以过程性信息为主，共20件 may be all of them.
_TREND = re.compile("(?:明显|大幅|有所|持续|略有?|显著)*(?:增多|增加|增长|上升|减少|下降|回落|最快)")
_COUNTED_AS = re.compile("(?:归入|列入|计入)$")
_DENIED = re.compile("未|没有|无(?!法提供)|不(?!予|掌握|属)")
_ONE_OF_TWO = re.compile("前者|后者")
_ITEMS_CHANGED = re.compile(r"^(?:0-)?(\w+)\.items_change$")
_MAX_CLAUSES_BACK = 4
_MIN_UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """The terms that govern a number from the clause before; whether all of these are counted, some, or their whole."""

    terms: list[Term]
    is_all_of_them: bool = True
    may_be_whole: bool = False


def is_of_others(clause: Clause) -> bool:
    """Whether the clause before speaks of what no cell counts: 通过平台收到的最多，达4件."""
    before = _before(clause)
    return (
        before is not None
        and not before.numbers
        and any(term.slot in ("chan", "other", "step", "doubt") for term in before.terms)
    )


def subject_before(clause: Clause, binder: Binder) -> Subject:
    """What the clause before speaks of, where it gives no number: 法律服务机构增长最快，由12件增至21件."""
    segment, first = clause.segment, clause.segment.numbers[0]
    own = [term for term in segment.terms if term.slot in _SUBJECTS and term.end <= first.start]
    if own or clause.at == 0:
        left = binder.residue(clause.plain[own[-1].end : first.start]) if own else ""
        return Subject(own if len(left) < _MIN_UNKNOWN else [])
    for before in reversed(clause.parts[max(0, clause.at - _MAX_CLAUSES_BACK) : clause.at]):
        if before.sentence != segment.sentence or (before.numbers and not before.depth) or DENIAL.search(before.said):
            break
        if before.depth:
            continue
        terms = [term for term in before.terms if term.slot in _SUBJECTS]
        if terms or not _TREND.fullmatch(before.said):
            return Subject(terms)
    return Subject([])


def counted_before(clause: Clause, binder: Binder) -> Subject:
    """What 共N件 counts behind a clause without a number; words that nothing knows leave some of it."""
    before = _before(clause)
    is_first = len(clause.segment.numbers) == 1 and not clause.segment.terms
    if before is None or before.numbers or before.depth or not is_first:
        return Subject([])
    is_foremost = _FOREMOST.search(before.said)
    may_be_whole = bool(is_foremost) and not _OF_ITSELF.search(clause.said)
    if DENIAL.search(before.said):
        return Subject([])
    subject = [term for term in before.terms if term.slot in _SUBJECTS]
    names = [term for term in subject if term.slot in _NAMES]
    fine = {term.name for term in names if "." in term.name} or {term.name for term in names}
    if len(fine) != 1:
        return Subject([])
    if is_foremost and names:
        named = [term for term in subject if term.slot not in _NAMES or term.name in fine]
        return Subject(named, may_be_whole=may_be_whole)
    other = Clause(before, clause.parts, clause.at - 1, clause.plain, clause.state)
    unknown = binder.unexplained(other, before.start, before.end)
    unknown = _TREND.sub("", unknown)
    if unknown and _TREND.sub("", binder.unexplained(other, names[-1].end, before.end)):
        return Subject([])  # 编制不予公开情形指引，共8条: of something else.
    return Subject(subject, len(unknown) < _MIN_UNKNOWN)


def named_before(clause: Clause, earlier: Sequence[Claim]) -> list[Term]:
    """What the clause before names, where the sentence has counted nothing: 第三方权益是常见的理由，占41.3%."""
    segment = clause.segment
    if clause.at == 0 or any(each.segment.sentence == segment.sentence and each.is_count for each in earlier):
        return []
    before = clause.parts[clause.at - 1]
    names = [term for term in before.terms if term.slot in ("row", "col", "outcome", "group")]
    fine = [term for term in names if "." in term.name] or names
    if before.sentence != segment.sentence or before.numbers or len({term.name for term in fine}) != 1:
        return []
    return fine[:1]


def same_again(claim: Claim, earlier: Sequence[Claim], when: When = "this") -> bool:
    """达到48件: the number of what the sentence spoke of before."""
    before = [
        each
        for each in earlier
        if each.segment.sentence == claim.segment.sentence and each.readings and each.relation in ("equal", "change")
    ]
    if not before or (when == "last" and len(before) > 1):
        return False  # Behind a list last year's number may be of any of them.
    # Behind what items were added the number of all is told.
    whole = (_ITEMS_CHANGED.sub(r"\1.items_last_year+\1.items_change", each) for each in before[-1].readings)
    claim.readings = tuple(reading for reading in whole if "/" not in reading)
    claim.when = when if claim.when == "last" else claim.when
    return True


def listed_before(clause: Clause, slots: frozenset[str]) -> list[Term]:
    """The names of the clause before, one for each number of this: 以企业和律所为主，分别为5件和3件."""
    before, segment = _before(clause), clause.segment
    if before is None or before.numbers or before.depth or before.before == "（" or DENIAL.search(before.said):
        return []
    names = [term for term in before.terms if term.slot in slots and term.name != "requests"]
    names = [term for term in names if term.slot != "row" or "." in term.name] or names
    names = [term for term in names if term.name != "legal"] if len(names) > len(segment.numbers) else names
    is_even = len(names) == len(segment.numbers) > 1 and len({term.name for term in names}) == len(names)
    return names if is_even and not any(term.slot in slots for term in segment.terms) else []


def former_or_latter(clause: Clause, lead: str) -> list[Term]:
    """The one of two names before that 前者 or 后者 means."""
    found = _ONE_OF_TWO.search(lead)
    for before in reversed(clause.parts[max(0, clause.at - _MAX_CLAUSES_BACK) : clause.at] if found else ()):
        names = {term.name: term for term in before.terms if term.slot in _NAMES}
        if len(names) == 2 and found is not None:
            one = list(names.values())[found[0] == "后者"]
            return [*(term for term in before.terms if term.slot not in _NAMES and term.slot in _SUBJECTS), one]
        if names:
            break
    return []


def names_result(terms: Sequence[Term], plain: str) -> bool:
    """Whether terms name a result that nothing but requests has: 不予公开, 不予处理 or a cause of these."""
    rows = [term for term in terms if term.slot == "row" and term.name.partition(".")[0] in _REFUSED]
    is_counted = any("." in term.name and _COUNTED_AS.search(plain, term.start - 4, term.start) for term in rows)
    return is_counted or any(plain[term.start : term.end].startswith("不予") for term in rows)


def sentence_of(clause: Clause) -> str:
    """The words of the sentence that a clause stands in."""
    begin, end = clause.plain.rfind("。", 0, clause.segment.start) + 1, clause.plain.find("。", clause.segment.end)
    return clause.plain[begin : end if end >= 0 else len(clause.plain)]


def result_behind(frame: Frame) -> list[Term]:
    """The result that the next clauses tell of a number whose own clause says what it asked for."""
    clause, segment = frame.clause, frame.clause.segment
    is_some = frame.number.kind == "count" and frame.number.unit and _SOME.search(frame.lead or "")
    if not is_some or segment.numbers[-1] is not frame.number or segment.depth:
        return []
    others = [part for part in clause.parts[: clause.at] if part.sentence == segment.sentence]
    if any(term.slot == "other" for part in others for term in part.terms):
        return []  # 受理信访件20件，有3件未办结，结转下年: of these.
    for part in clause.parts[clause.at + 1 : clause.at + 3]:
        if part.sentence != segment.sentence or part.numbers or part.depth or part.before != "，":
            return []
        if _NOT_THESE.search(part.said) or _DENIED.search(part.said):
            return []
        carried = [term for term in part.terms if term.slot == "flow" and term.name == "out"]
        if carried and not any(term.slot == "row" for term in part.terms):
            return carried if not clause.state.topic.startswith("about") else []
        rows = [term for term in part.terms if term.slot == "row" and term.name.partition(".")[0] in _REFUSED]
        groups = {term.name.partition(".")[0] for term in rows}
        if rows and len(groups) == 1 and (any(term.name in _REFUSED for term in rows) or _AS.match(part.said)):
            if (
                groups == {"not_processed"}
                and len(rows) == 1
                and _COMPLAINED.search(clause.plain, segment.start, part.end)
            ):
                return [Term("row", "not_processed.petition_complaint", rows[0].start, rows[0].end)]
            return rows
    return []


def row_alone_behind(frame: Frame) -> list[Term]:
    """对其中64件，决定予以公开: a number that stands alone, and the clause behind that gives its result and no more."""
    clause, segment = frame.clause, frame.clause.segment
    behind = clause.parts[clause.at + 1] if clause.at + 1 < len(clause.parts) else None
    is_alone = not segment.terms and len(segment.numbers) == 1 and _ALONE.fullmatch(frame.lead or "")
    if not is_alone or frame.tail.strip() or behind is None or behind.sentence != segment.sentence:
        return []
    terms = [term for term in behind.terms if term.slot != "infocue"]
    is_result = len(terms) == 1 and terms[0].slot == "row" and not behind.numbers and behind.before == "，"
    return terms if is_result and _DECIDED.fullmatch(behind.said, 0, terms[0].start - behind.start) else []


def _before(clause: Clause) -> Segment | None:
    before = clause.parts[clause.at - 1] if clause.at else None
    return before if before is not None and before.sentence == clause.segment.sentence else None
