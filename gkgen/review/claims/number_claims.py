"""The claims that numbers make: counts, shares, rates, changes, money."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.binding import Binder, Clause, Frame, is_joined
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.change_claims import CHANGE, is_change
from gkgen.review.claims.claim import Claim, When
from gkgen.review.claims.clauses import Segment
from gkgen.review.claims.count_claims import CountReader
from gkgen.review.claims.denials import DENIAL
from gkgen.review.claims.disclosure_readings import read_money
from gkgen.review.claims.earlier_words import listed_before
from gkgen.review.claims.proportion_claims import ProportionReader
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.vocabulary import Term

_EACH = ("各", "各有", "各为", "各提出", "各申请", "各自提出", "各提交")
_LISTED = frozenset({"row", "col", "topic", "outcome", "group"})
_IN_ORDER = re.compile(r"分别|依次|各(?:有|为|自?提[出交]|申请)?[\d一二三两]")
_LAST_YEARS = re.compile(
    r"(?:上一?年度?|去年)(?:的|为|是|有)?$|(?:比|较|由|从|与|同)(?:20\d\d年度?|上一?年度?|去年)(?:同期|末|底)?的?$"
)
_RISEN = re.compile(
    r"^[^，。；\d]{0,3}(?:精简|压减|缩减|核减|调整|扩充|扩大|增|减|降|升|上升|下降|提高|回落|增长|增加|减少)[加少长]?(?:至|到|为)|^[^，。；\d]{0,3}变(?:为|成)"
)
_ONLY_SHARE = re.compile("(?:(?:的|所占)?(?:比例|比重|占比)(?:约?为|是|达到?)?)?")
_INCLUDING = re.compile("含|包括|包含")
_MAX_NAME = 8
_MAX_FILLING = 4
_EACH_YEAR = re.compile(r"(20\d\d)(?=年|、|和)")
_WHOLE = re.compile("合计|总计|共计|^共$|全[省市区县州旗]")


class NumberReader:
    """Reads the numbers of a clause."""

    def __init__(self, cells: CellValues, binder: Binder) -> None:
        self._binder = binder
        self._counts = CountReader(cells, binder)
        self._proportions = ProportionReader(self._counts, binder)

    def read(self, passage: Passage, clause: Clause, earlier: Sequence[Claim]) -> list[Claim]:
        """The claims of the numbers of a clause, in order."""
        found: list[Claim] = []
        names = self._names_before(clause)
        last_end = clause.segment.start
        years, first = self._years_before(clause), None
        for place, number in enumerate(clause.segment.numbers):
            frame = self._frame(clause, place, number, last_end)
            claim = self._claim(passage, frame)
            if years:
                claim.when = years[place]
                if first is not None and not frame.before:
                    frame.before, frame.lead = list(first), None
                first = first or list(frame.before)
            if DENIAL.search(frame.lead or "") and self._is_denied(frame, last_end):
                claim.is_certain = False
                if number.value == 1:  # 没有一起 is a denial.
                    claim.about = "denial"
                    found.append(claim)
                    continue
            name = names[place] if place < len(names) else None
            found += self._routed(claim, frame, name, [*earlier, *found])
            before = found[-2] if len(found) > 1 else None
            if (frame.lead or "").startswith("、") and before is not None and before.readings and not before.is_certain:
                claim.is_certain = False  # What is unknown of the first is so of those joined to it.
            if clause.state.units and not _WHOLE.search(clause.before(number.start)):
                claim.is_certain = False
            self._hand_on(claim, clause)
            last_end = max(number.end, frame.used_until)
        return found

    def _years_before(self, clause: Clause) -> list[When]:
        """The years to which the numbers belong in order: 2023年、2024年分别收到20件和30件."""
        numbers = clause.segment.numbers
        if len(numbers) < 2 or not _IN_ORDER.search(clause.said):
            return []
        own = self._binder.vocabulary.year
        years = [int(year) for year in _EACH_YEAR.findall(clause.before(numbers[0].start))]
        if len(years) != len(numbers) or len(set(years)) < len(years):
            return []
        return ["this" if year == own else "last" if year == own - 1 else "several" for year in years]

    @staticmethod
    def _hand_on(claim: Claim, clause: Clause) -> None:
        """What the number tells of those behind it."""
        state = clause.state
        if claim.relation == "equal" and "out" in claim.readings and claim.value:
            state.carried = True
        columns = {reading.partition(".")[2] for reading in claim.readings if reading.startswith(("new.", "load."))}
        is_head = clause.segment.after == "（" or any(
            term.slot == "apply" or (term.slot == "flow" and term.start >= claim.end) for term in clause.segment.terms
        )
        if claim.relation == "equal" and len(columns) == 1 and is_head:
            state.column = next(iter(columns))

    def _claim(self, passage: Passage, frame: Frame) -> Claim:
        number, state = frame.number, frame.clause.state
        claim = Claim(
            passage, frame.clause.segment, number.start, number.end, quantity=number, whose=state.whose, when=state.when
        )
        claim.label = (frame.lead or "").strip()
        if _LAST_YEARS.search(frame.lead or "") or _RISEN.match(frame.tail):
            claim.when = "last"
        return claim

    def _frame(self, clause: Clause, place: int, number: Quantity, begin: int) -> Frame:
        segment, plain = clause.segment, clause.plain
        nearer = segment.numbers[place + 1].start if place + 1 < len(segment.numbers) else segment.end
        cut = plain.find("、", number.end, nearer)
        end = cut if cut >= 0 else nearer
        before = [term for term in segment.terms if begin <= term.start and term.end <= number.start]
        after = [term for term in segment.terms if number.end <= term.start < end]
        lead: str | None = plain[begin : number.start]
        is_bare = bool(_ONLY_SHARE.fullmatch((lead or "").strip()))
        if not place and segment.before == "）" and len(lead or "") <= _MAX_FILLING:
            is_bare = is_bare or not self._binder.residue(lead)
        outside = not place and not before and is_bare
        if outside:
            before, lead = self._from_outside(clause, lead)
        if not place and segment.before == "）" and not (outside and before):
            before = self._in_bracket(clause) + before
        return Frame(clause, number, before, after, lead, plain[number.end : end], [])

    def _from_outside(self, clause: Clause, lead: str | None) -> tuple[list[Term], str | None]:
        """A number right behind a bracket or a colon is governed by what stands before it: 其他处理（含撤回）7件."""
        segment, parts, at = clause.segment, clause.parts, clause.at
        if segment.before == "）":
            outside = next((each for each in reversed(parts[max(0, at - 4) : at]) if each.depth == segment.depth), None)
            if outside is not None and outside.after == "（" and not outside.numbers:
                return list(outside.terms) + self._included(outside, parts[at - 1]), None
        if segment.before == "：" and at and not parts[at - 1].numbers and parts[at - 1].sentence == segment.sentence:
            label = parts[at - 1]
            if len(label.said) <= 20:
                return list(label.terms), label.said[label.terms[-1].end - label.start :] if label.terms else label.said
        return [], lead

    @staticmethod
    def _included(outside: Segment, bracket: Segment) -> list[Term]:
        """予以公开（含部分公开） is of both rows."""
        if not outside.terms or not _INCLUDING.match(bracket.said):
            return []
        if outside.terms[-1].slot == "col":
            return [term for term in bracket.terms if term.slot == "col"]
        return [term for term in bracket.terms if term.slot == "row" and outside.terms[-1].name == "granted"]

    @staticmethod
    def _in_bracket(clause: Clause) -> list[Term]:
        """Applicants that a bracket names: 某合作社（其他组织）提出的1件."""
        bracket = clause.parts[clause.at - 1]
        if bracket.depth <= clause.segment.depth or bracket.numbers:
            return []
        inside = [term for term in bracket.terms if term.slot == "col"]
        if _INCLUDING.match(bracket.said) and clause.at > 1:
            outside = clause.parts[clause.at - 2]  # 企业（含法律服务机构）: both.
            is_near = outside.after == "（" and not outside.numbers
            return [*(term for term in outside.terms if term.slot == "col" and is_near), *inside]
        return inside if len(bracket.said) <= _MAX_NAME else []

    def _is_denied(self, frame: Frame, begin: int) -> bool:
        terms = frame.clause.segment.terms
        return any(
            not any(term.start <= begin + found.start() < term.end for term in terms)
            for found in DENIAL.finditer(frame.lead or "")
        )

    def _routed(self, claim: Claim, frame: Frame, name: Term | None, earlier: Sequence[Claim]) -> Iterator[Claim]:
        number, clause = frame.number, frame.clause
        lead = frame.lead or ""
        if (
            name is not None
            and "分别" in lead + clause.said
            and CHANGE.search(clause.before(clause.segment.numbers[0].start))
        ):
            self._counts.read_as(claim, frame, [name], earlier)
            claim.relation, claim.about = "change", ""
        elif number.kind == "share" and name is not None and "分别" in clause.said:
            self._counts.read_as(claim, frame, [name], earlier)
            claim.relation, claim.label, claim.about = "share", "", ""
        elif not number.value and not number.unit and frame.before and frame.before[-1].slot == "rate":
            claim.quantity = frame.number = replace(number, unit="%", rounded=True)
            self._proportions.read(claim, frame, earlier)
        elif number.kind in ("share", "times", "points") or is_change(clause, number):
            self._proportions.read(claim, frame, earlier)
        elif number.kind == "money":
            frame.terms = frame.before
            read_money(claim, frame, self._binder)
        elif number.kind in ("people", "foreign"):
            self._people(claim, frame)
        elif name is not None or (lead.endswith(_EACH) and frame.before):
            yield from self._each(claim, frame, name, earlier)
        else:
            if is_joined(frame.lead) and frame.after:
                frame.before, frame.lead = [], ""
            self._counts.read(claim, frame, earlier)
            if "分别" in clause.before(number.start) and not any(term.slot in _LISTED for term in frame.before):
                claim.is_certain = False  # The names stand in a clause before.
        yield claim

    @staticmethod
    def _people(claim: Claim, frame: Frame) -> None:
        """Persons are no cell; 1人提起行政复议 tells that there was one."""
        number, state = frame.number, frame.clause.state
        claim.about = "unit"
        disputes = [t.name for t in frame.after if t.slot == "topic" and t.name in ("rec", "lit")]
        if number.kind == "people" and number.value == 1 and disputes:
            claim.readings, claim.relation, claim.about = (f"{disputes[0]}.total",), "some", ""
        is_request = any(t.slot == "apply" or (t.slot == "topic" and t.name == "requests") for t in frame.after)
        if number.kind == "people" and is_request and any(t.slot == "flow" and t.name == "recv" for t in frame.before):
            claim.readings, claim.relation, claim.about = ("load",), "some", ""
        state.subset = state.subset or number.kind == "people"

    def _each(self, claim: Claim, frame: Frame, name: Term | None, earlier: Sequence[Claim]) -> Iterator[Claim]:
        """各2件 is said of each name before it; with 分别 each number belongs to one."""
        names = [name] if name is not None else []
        if (frame.lead or "").endswith(_EACH):
            names = [term for term in frame.before if term.slot in _LISTED]
            names = [t for t in names if t.slot != "row" or "." in t.name] or names or frame.before
        for each in names[:-1]:
            other = self._claim(claim.passage, frame)
            other.label = claim.label
            self._counts.read_as(other, frame, [each], earlier)
            yield other
        self._counts.read_as(claim, frame, names[-1:], earlier)

    @staticmethod
    def _names_before(clause: Clause) -> list[Term]:
        """The names to which the numbers behind 分别 belong, in order."""
        segment = clause.segment
        if not segment.numbers or not _IN_ORDER.search(segment.said):
            return []
        first = segment.numbers[0].start
        named = [term for term in segment.terms if term.end <= first and term.slot in _LISTED]
        opens = [term for term in segment.terms if term.slot == "open" and named and term.end < named[0].start]
        if opens and named[0].slot == "row":  # 公开、部分公开分别为3件和2件
            named = [Term("row", "granted", opens[-1].start, opens[-1].end), *named]
        lead = clause.before(first)
        if lead.endswith(_EACH) and named:
            is_fine = any(term.slot == "row" and "." in term.name for term in named)
            return [term for term in named if not (is_fine and term.slot == "row" and "." not in term.name)][:1]
        flows = [t for t in segment.terms if t.end <= first and t.slot in ("flow", *_LISTED) and t.name != "requests"]
        if len(flows) == len(segment.numbers) > 1 and any(t.slot == "flow" for t in flows):
            return flows
        if len(named) >= 2 and (len(segment.numbers) == len(named) or "分别" in lead):
            return named
        return [] if named else listed_before(clause, _LISTED)
