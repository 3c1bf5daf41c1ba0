"""Comparisons without a number of their own: of two cells, with last year, by rank, by more than half."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Binder, Clause
from gkgen.review.claims.claim import Claim, Order
from gkgen.review.claims.count_claims import CountReader
from gkgen.review.claims.denials import DENIAL
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.ratio_claims import read_ratio
from gkgen.review.claims.vocabulary import Term

_UP = "增加|增长|上升|提高|增多|回升|攀升|扩大|走高|多|高|增"
_DOWN = "减少|下降|降低|下滑|回落|缩减|减小|收窄|走低|少|低|降|减"
_MORE = re.compile("超过了?|多于|高于|大于|超出|超越|反超")
_LESS = re.compile("少于|低于|小于|不及|不如|不敌")
_OVER: tuple[tuple[re.Pattern[str], Order], ...] = ((_MORE, "more"), (_LESS, "less"))
_SAME = re.compile("持平|相等|相同|一样多?|等同|相当(?!于)")
_WITH = re.compile("[与和同跟较比]")
_THAN = re.compile(
    f"(?:(?<!同)比|较)(?!例|重)(?P<than>[^，。；]{{1,20}}?)(?:也|则|却|都|均|还|又|要|更|略|稍|有所|明显|大幅|小幅|显著|继续|进一步)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?!于)"
)
_TIMES = re.compile(
    r"(?:为|是|相当于|接近|达到?)(?P<than>[^，。；为是]{2,20}?)的?(?=(?:近|约|大约|超过)?[\d.一二两三四五六七八九十]+倍)"
)
_ADVERBS = "也|则|均|都|均有|都有|有所|明显|大幅|小幅|略有?|继续|持续|显著|稳步|基本|大体|大致|稍有|整体|总体"
_BY_ITSELF = re.compile(
    f"(?:同比|连续[两二]年|逐年)(?:{_ADVERBS})*(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>持平|相当(?!于)))"
)
# Behind a clause of its own: 与上年相比，申请量明显回落.
_AGAINST_LAST_YEAR = re.compile(r"(?:与|和|同|较|比)(?:上一?年度?|去年|20\d\d年度?)(?:同期)?(?:相比|比较|对比)?")
_AT_END = re.compile(
    f"(?:{_ADVERBS})*(?:(?P<up>增加|增长|上升|增多|回升|攀升)|(?P<down>减少|下降|降低|下滑|回落|走低)|(?P<same>持平|相当(?!于)))了?$"
)
_FIRST = re.compile(
    "最多|居首位?|[居排占列](?:名|于|在|到)?第一位?|[位高]居(?:第一|榜首)|排名第一|占首位|数量最大|占比最高|占比最大|比重最[大高]|最为(?:常见|集中)|最常见|排(?:在)?首位"
)
_NEXT = re.compile("次之|其次|[居排占列](?:名|于|在|到)?第[二2]位?|排名第二|第[二2]位|紧随其后")
_THIRD = re.compile("再次(?=之|是|为)|再次之|[居排占列](?:名|于|在|到)?第[三3]位?|排名第三|第三位|第三$")
_LAST = re.compile("最少|最低|垫底|居末位?")
_MAJORITY = re.compile("绝大(?:部分|多数)|大多数|大部分|占多数|过半数|多数(?:为|是|由)|占大头|占了大头|占主体")
_RANKS: tuple[tuple[re.Pattern[str], Order], ...] = (
    (_LAST, "last"),
    (_THIRD, "third"),
    (_NEXT, "second"),
    (_FIRST, "first"),
    (_MAJORITY, "majority"),
)
_LAST_YEAR = re.compile(
    "上年度?|去年|上一年度?|往年|同期|上年同期|去年同期|20\\d\\d年度?|年|末|底|水平|数量?|的|同|相比|[件数量]"
)
_ABOUT = re.compile("基本|大体|大致|总体|整体")
_LAST_YEARS = re.compile("上年|去年|上一年|同期|20\\d\\d年")
_WORDS = re.compile(
    f"{_UP}|{_DOWN}|{_MORE.pattern}|{_LESS.pattern}|{_SAME.pattern}|{_FIRST.pattern}|{_NEXT.pattern}|{_THIRD.pattern}|{_LAST.pattern}|{_MAJORITY.pattern}"
    "|绝?大多|绝大|相当于|接近|[比较与同跟]|上年|去年|上一年|同期|恰好|正好|基本|大体|已经|首次|有所|略|稍|明显|大幅|小幅|继续|进一步|还要?|更|要|位|列|居|才|则|却|反而|数|件数|申请人|主体|结果|情形|类型|理由|依据|来源|里|为由|新提|净|升|降|所|加|长"
)
_CELLS = frozenset({"row", "col", "outcome", "group", "topic", "flow", "doc", "apply"})
_NAMES = frozenset({"row", "col", "outcome", "group"})
_MAX_UNKNOWN = 1
_ORGANISATIONS = re.compile("单位|组织|机构类|法人")
_UNLIKE = re.compile("如|若|凡|是否|力争|确保|争取|占比|比例|比重|率|平均|均值|增幅|降幅|增速|幅度|人均")
_EITHER = re.compile("(?P<one>[前后])者(?:比|较)(?P<other>[前后])者(?:多|高|(?P<less>少|低))")
_EACH = re.compile("均|都|同步|双双|分别")


@dataclass(frozen=True, slots=True)
class _Found:
    """What is compared: the words of either side, and how they are said to be related."""

    order: Order
    start: int
    end: int
    left: tuple[int, int]
    right: tuple[int, int]
    is_last_year: bool = False


class ComparisonReader:
    """Reads comparisons."""

    def __init__(self, counts: CountReader, binder: Binder) -> None:
        self._counts, self._binder = counts, binder

    def read(self, passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> list[Claim]:
        """The claims of a clause that compares cells and gives no number of how much."""
        said = clause.said
        _compare_former(clause, earlier)
        if "比" in said and (ratio := read_ratio(passage, clause, self._of_either)) is not None:
            left = _WORDS.sub("", self._binder.unexplained(clause, clause.segment.start, ratio.start))
            ratio.is_certain = len(left) <= _MAX_UNKNOWN and not clause.state.units and not clause.state.subset
            return [ratio]
        if not _WORDS.search(said) or DENIAL.search(said) or clause.state.topic.startswith("about"):
            return []
        if _UNLIKE.search(said) or any(term.slot in ("other", "rate", "step") for term in clause.segment.terms):
            return []
        return list(self._ranks(passage, clause, earlier)) or list(self._pairs(passage, clause, earlier))

    # Two cells, or two years

    def _pairs(self, passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> Iterator[Claim]:
        found = _compared(clause)
        if found is None:
            return
        behind = [number for number in clause.segment.numbers if number.start >= found.start]
        told = [e for e in earlier if behind and e.segment is clause.segment and e.start == behind[0].start]
        if len(behind) > 1 or (behind and (len(told) != 1 or behind[0].kind not in ("count", "times"))):
            return
        lefts = self._sides(clause, found.left) or self._named_before(clause, found, earlier)
        rights = [] if found.is_last_year else self._sides(clause, found.right)
        if found.order == "same" and not rights and not found.is_last_year and len(lefts) == 2:
            lefts, rights = lefts[:1], lefts[1:]
        if len(lefts) > 1 and not _EACH.search(clause.said):
            return
        for left in lefts or [[]]:
            readings = self._meant(passage, clause, left, earlier) if left else self._before(clause, found, earlier)
            wholes = self._meant(passage, clause, rights[0], earlier) if len(rights) == 1 else ()
            if readings and (found.is_last_year or (wholes and not set(readings) & set(wholes))):
                claim = self._claim(passage, clause, found.start, found.end, readings, found.order)
                claim.wholes = wholes
                if not told:
                    yield claim
                elif not found.is_last_year and not told[0].wholes:
                    _by_how_much(told[0], claim)

    def _sides(self, clause: Clause, span: tuple[int, int]) -> list[list[Term]]:
        """The names of a side, each with the words that all of them share."""
        begin, end = span
        terms = [t for t in clause.segment.terms if t.slot in _CELLS and begin <= t.start and t.end <= end]
        if not terms:
            return []
        for slot in ("group", "outcome", "col", "row"):
            names = [t for t in terms if t.slot == slot]
            fine = [t for t in names if slot == "row" and "." in t.name]
            names = fine or names
            if names:
                shared = [t for t in terms if t.slot != slot]
                return [sorted([*shared, name], key=lambda t: t.start) for name in names]
        return [terms]

    def _named_before(self, clause: Clause, found: _Found, earlier: Sequence[Claim]) -> list[list[Term]]:
        """What the clause before names and does not count: 行政许可、行政处罚数量，两项均有增长."""
        before = clause.parts[clause.at - 1] if clause.at else None
        if not found.is_last_year or before is None or before.sentence != clause.segment.sentence or before.numbers:
            return []
        if any(e.segment.sentence == clause.segment.sentence for e in earlier) or DENIAL.search(before.said):
            return []
        other = Clause(before, clause.parts, clause.at - 1, clause.plain, clause.state)
        if self._binder.unexplained(other, before.start, before.end):
            return []
        terms = [t for t in before.terms if t.slot in _CELLS]
        are_topics = len(terms) > 1 and all(t.slot == "topic" for t in terms)
        return [[t] for t in terms] if are_topics else self._sides(other, (before.start, before.end))

    @staticmethod
    def _before(clause: Clause, found: _Found, earlier: Sequence[Claim]) -> tuple[str, ...]:
        """What the sentence has counted before, where the comparison has no subject: 行政复议8件，与上年持平."""
        if found.left[1] - found.left[0] > _MAX_UNKNOWN:
            return ()
        here = [e for e in earlier if e.segment.sentence == clause.segment.sentence and e.relation == "equal"]
        last = here[-1] if here else None
        is_known = (
            last is not None and last.is_certain and last.when == "this" and last.segment.depth == clause.segment.depth
        )
        return last.readings if last is not None and is_known else ()

    # Ranks

    def _ranks(self, passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> Iterator[Claim]:
        segment = clause.segment
        for pattern, order in _RANKS:
            found = pattern.search(segment.said)
            if found is None:
                continue
            start, end = segment.start + found.start(), segment.start + found.end()
            before = [t for t in segment.terms if t.slot in _CELLS and t.end <= start]
            behind = [t for t in segment.terms if t.slot in _CELLS and t.start >= end]
            named = [t for t in before if t.slot in _NAMES]
            terms = (
                before if named and order != "majority" else behind if any(t.slot in _NAMES for t in behind) else before
            )
            names = [t for t in terms if t.slot in _NAMES]
            fine = [t for t in names if "." in t.name] or names
            if len({t.name for t in fine}) != 1:
                return
            readings = self._meant(passage, clause, [t for t in terms if t.slot not in _NAMES or t in fine], earlier)
            if readings:
                claim = self._claim(passage, clause, start, end, readings, order)
                sentence = clause.plain[clause.plain.rfind("。", 0, start) + 1 : start]
                claim.label = "organisations" if _ORGANISATIONS.search(sentence) else ""
                here = [e for e in earlier if e.segment.sentence == claim.segment.sentence and e.order == "first"]
                if any(r.endswith(".natural_person") for e in here for r in e.readings):
                    claim.label = "all"
                yield claim
            return

    def _claim(
        self, passage: Passage, clause: Clause, start: int, end: int, readings: tuple[str, ...], order: Order
    ) -> Claim:
        state, segment = clause.state, clause.segment
        claim = Claim(passage, segment, start, end, "change", readings, whose=state.whose, when=state.when, order=order)
        left = _WORDS.sub("", self._binder.unexplained(clause, segment.start, segment.end))
        claim.since = segment.start
        claim.is_certain = len(left) <= _MAX_UNKNOWN and not state.units and not state.subset
        return claim

    def _of_either(self, passage: Passage, clause: Clause, terms: list[Term]) -> tuple[str, ...]:
        return self._meant(passage, clause, terms, ())

    def _meant(self, passage: Passage, clause: Clause, terms: list[Term], earlier: Sequence[Claim]) -> tuple[str, ...]:
        """The readings that a count in the place of the words would have."""
        topics = [term.name for term in terms if term.slot == "topic"]
        if topics[-1:] == ["fees"]:
            return ("fees",)
        if topics[-1:] == ["procurement_money"]:
            return ("procurement.amount",)
        unit = "项" if topics and topics[-1].endswith("_items") else "件"
        number = Quantity(clause.segment.end, clause.segment.end, 1, 1, 1, 1, unit, rounded=False)
        return self._counts.meant(passage, clause, number, terms, earlier)


def _by_how_much(told: Claim, claim: Claim) -> None:
    """予以公开比无法提供多出69件, 是后者的两倍: the number says by how much two cells differ."""
    told.relation, told.readings, told.wholes, told.about = "change", claim.readings, claim.wholes, ""
    told.is_certain, told.is_named = claim.is_certain, True
    told.order, told.since = claim.order, claim.since


def _compare_former(clause: Clause, earlier: Sequence[Claim]) -> None:
    """后者比前者多3件: how far the two numbers before are apart."""
    found = _EITHER.match(clause.said)
    told = [e for e in earlier if e.segment is clause.segment and e.quantity and e.quantity.kind in ("count", "times")]
    if found is None or len(told) != 1 or found["one"] == found["other"]:
        return
    before = [
        e
        for e in earlier
        if e.segment.sentence == clause.segment.sentence and e.segment is not clause.segment and e.is_count
    ]
    if len(before) != 2 or not all(e.readings and e.is_certain and e.relation == "equal" for e in before):
        return
    left, right = before if found["one"] == "前" else before[::-1]
    claim = told[0]
    claim.relation, claim.readings, claim.wholes, claim.about = "change", left.readings, right.readings, ""
    claim.order, claim.is_certain, claim.is_named = "less" if found["less"] else "more", True, True


def _compared(clause: Clause) -> _Found | None:
    """Where a clause compares, and the stretches of both sides."""
    said = clause.said
    for pattern, order in _OVER:
        found = pattern.search(said)
        if found is not None:
            return _between(clause, order, found.span(), (0, found.start()), (found.end(), len(said)))
    times = _TIMES.search(said)
    if times is not None:
        return _between(clause, "more", times.span(), (0, times.start()), times.span("than"))
    same, than, itself = _SAME.search(said), _THAN.search(said), _with_last_year(clause)
    if itself is not None and than is None:
        start = clause.segment.start
        here = (start, start + itself.start())
        kind: Order = "same" if itself["same"] else "more" if itself["up"] else "less"
        return _Found(kind, here[1], start + itself.end(), here, here, is_last_year=True)
    if same is not None:
        split = max([each.start() for each in _WITH.finditer(said, 0, same.start())], default=same.start())
        return _between(clause, "same", (split, same.end()), (0, split), (split + 1, same.start()))
    if than is not None:
        return _between(clause, "more" if than["up"] else "less", than.span(), (0, than.start()), than.span("than"))
    return None


def _with_last_year(clause: Clause) -> re.Match[str] | None:
    """申请量同比上升; 与上年相比，申请量回落."""
    itself = _BY_ITSELF.search(clause.said)
    if itself is not None or not clause.at:
        return itself
    before = clause.parts[clause.at - 1]
    is_compared = before.sentence == clause.segment.sentence and _AGAINST_LAST_YEAR.fullmatch(before.said.strip())
    return _AT_END.search(clause.said) if is_compared else None


def _between(
    clause: Clause, order: Order, words: tuple[int, int], left: tuple[int, int], right: tuple[int, int]
) -> _Found:
    start, other = clause.segment.start, clause.said[slice(*right)]
    is_last_year = bool(_LAST_YEARS.search(other)) and not _LAST_YEAR.sub("", _ABOUT.sub("", other))
    begin, end = (start + each for each in words)
    return _Found(
        order, begin, end, (start + left[0], start + left[1]), (start + right[0], start + right[1]), is_last_year
    )
