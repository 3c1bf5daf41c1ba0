"""The author's text as claims: what each number, denial and universal says of which cells; nothing is compared."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.review.claims.binding import Binder, Clause
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.clauses import Segment, normal, segments
from gkgen.review.claims.comparison_claims import ComparisonReader
from gkgen.review.claims.count_claims import CountReader
from gkgen.review.claims.denials import DENIAL, DenialReader
from gkgen.review.claims.number_claims import NumberReader
from gkgen.review.claims.quantities import Quantity
from gkgen.review.claims.result_claims import results
from gkgen.review.claims.scope import Scopes, State
from gkgen.review.claims.universals import UniversalReader
from gkgen.review.claims.vocabulary import Term, vocabulary_of

_HOMES = {"overview.on_request": "requests", "requests": "requests", "disputes": "disputes"}
_NUMBERED = r"^[（(]?[一二三四五六七八九十\d]*[）)、.是]*"
_ABOUT_REQUESTS = re.compile(
    rf"{_NUMBERED}(?:政府信息)?依申请公开(?:政府信息)?(?:工作|办理|事项)?(?:情况|方面|工作情况)?$"
)
_ABOUT_OTHERS = re.compile(
    rf"{_NUMBERED}(?:主动公开|政府信息管理|(?:政府信息公开)?平台建设|监督保障|教育培训)[^，；。]{{0,8}}$"
)
# What may be made public is told of documents: 主动公开14件、依申请公开1件、不予公开3件.
_ATTRIBUTES = re.compile(
    r"主动公开[^，。；、\d]{0,20}\d[^。；]{0,12}依申请公开[^，。；、\d]{0,6}\d|公开属性|免于公开|拟稿时"
)
_SEVERAL = re.compile("以来|年来|至今|开通|年间")
_NUMBER_CELL = re.compile(r"\d[\d,]*\s*[件条份宗起项]?")
# A sentence of more claims is no sentence, and to look through all of them for each would be quadratic.
_MAX_REMEMBERED_CLAIMS = 60
# Whatever may make a claim; clauses without any of it only hand their topic on.
_MAY_CLAIM = re.compile(
    r"[\d零〇一二两三四五六七八九十百千半未无没均全都皆悉撤维纠败驳比较超过于平第最多少同落升增降减就只仅]|有(?![关权序效所限力利助益误])|发生|出现|存在"
)


def _is_aside(segment: Segment, recent: Sequence[Claim]) -> bool:
    """Whether last year is only told beside this one: 诉讼10件，上年7件."""
    return bool(segment.numbers or DENIAL.search(segment.said)) and any(
        each.segment.sentence == segment.sentence and each.segment is not segment and each.when == "this"
        for each in recent
        if each.quantity is not None
    )


class Reader:
    """Reads the passages of one report in order."""

    def __init__(self, case: Case, cells: CellValues) -> None:
        self._vocabulary = vocabulary_of(case.edition, case.year)
        self._scopes = Scopes(case)
        self._binder = Binder(self._vocabulary, self._scopes)
        counts = CountReader(cells, self._binder)
        requests = counts.requests
        self._numbers = NumberReader(cells, self._binder)
        self._denials = DenialReader(cells, self._binder, requests)
        self._universals = UniversalReader(self._binder, requests)
        self._comparisons = ComparisonReader(counts, self._binder)
        self._home = ""
        self._items: State | None = None

    def read(self, passages: Sequence[Passage]) -> Iterator[tuple[Passage, list[Claim]]]:
        """Each passage with its claims."""
        for place, passage in enumerate(passages):
            if passage.kind == "cell":
                yield passage, self._cell(passages, place)
            elif passage.kind == "heading":
                self._heading(passage)
            elif passage.kind != "caption":
                yield passage, self._read(passage)

    def _heading(self, passage: Passage) -> None:
        text = passage.text
        if passage.level <= 2:
            self._home = "requests" if "依申请公开" in text else "disputes" if "复议" in text else ""
        elif "依申请公开" in text:
            self._home = "requests"

    def _read(self, passage: Passage) -> list[Claim]:
        if passage.path.count(".") and passage.path.startswith(("overview.", "problems.", "other")):
            self._home = next((home for path, home in _HOMES.items() if passage.path.startswith(path)), "")
        plain = normal(passage.text)
        state = self._items if passage.kind == "item" and self._items else State(self._home)
        state.sentence = -1
        claims = self._passage(passage, plain, state)
        goes_on = passage.kind == "item" or plain.rstrip().endswith("：")
        self._items = state if goes_on else None
        return claims

    def _cell(self, passages: Sequence[Passage], place: int) -> list[Claim]:
        """A number in a small table, named by the cell before it; none where its row holds more than these two."""
        passage = passages[place]
        before = passages[place - 1] if place and passages[place - 1].kind == "cell" else None
        behind = passages[place + 1] if place + 1 < len(passages) else None
        if before is None or not _NUMBER_CELL.fullmatch(passage.text) or _NUMBER_CELL.fullmatch(before.text):
            return []
        if behind is not None and behind.kind == "cell" and _NUMBER_CELL.fullmatch(behind.text):
            return []
        number = passage.text if not passage.text[-1:].isdigit() else f"{passage.text}件"
        state = State(self._home, topic=self._home)
        joined = replace(passage, text=f"{before.text}{number}", kind="paragraph", references=())
        return [claim for claim in self._passage(joined, normal(joined.text), state) if claim.quantity]

    def _passage(self, passage: Passage, plain: str, state: State) -> list[Claim]:
        claims: list[Claim] = []
        if not _MAY_CLAIM.search(plain):
            self._glance(plain, state)
            return claims
        recent: list[Claim] = []
        parts = segments(plain, self._vocabulary)
        for at, segment in enumerate(parts):
            clause = Clause(segment, parts, at, plain, state)
            if segment.sentence != state.sentence:
                self._new_sentence(clause)
                recent = [each for each in recent if each.segment.sentence >= segment.sentence - 1]
            if self._is_heading(clause):
                continue
            when = state.when
            self._scopes.read(state, segment)
            if state.when == "plan" and when == "this" and self._scopes.is_planned_behind(segment):
                state.when = when  # 跨年的6件申请计划在1月底前答复
            self._topics(clause)
            if _MAY_CLAIM.search(segment.said) or (recent and recent[-1].segment.sentence == segment.sentence):
                here = self._claims(passage, clause, recent)
                recent = [*recent, *here][-_MAX_REMEMBERED_CLAIMS:]
                claims += here
            if (state.when == "several" and not _SEVERAL.search(segment.said)) or self._scopes.is_of_each(segment.said):
                state.when = when  # 历年 before a noun, 每件900元 say nothing of the next clause.
            if state.when == "last" and when == "this" and _is_aside(segment, recent):
                state.when = when
        return claims

    def _claims(self, passage: Passage, clause: Clause, recent: Sequence[Claim]) -> list[Claim]:
        found = self._numbers.read(passage, clause, recent)
        found += self._denials.read(passage, clause)
        found += self._universals.read(passage, clause, [*recent, *found])
        found += results(passage, clause, [*recent, *found])
        return found + self._comparisons.read(passage, clause, [*recent, *found])

    def _glance(self, plain: str, state: State) -> None:
        """Takes no more than the topic from a passage without claims, for the items below it."""
        for term in self._vocabulary.terms(plain):
            if term.slot == "topic":
                state.topic, state.firm = term.name, True

    def _new_sentence(self, clause: Clause) -> None:
        state, sentence = clause.state, clause.segment.sentence
        state.sentence = sentence
        state.whose, state.when, state.subset, state.column = "own", "this", False, ""
        if state.topic.startswith("about"):
            state.topic, state.firm = "", False
        state.columns = ()
        state.units = state.attribute = False
        at = clause.at
        while at < len(clause.parts) and clause.parts[at].sentence == sentence:
            state.units = state.units or self._scopes.is_of_units(clause.parts[at].said)
            at += 1
        state.attribute = bool(_ATTRIBUTES.search(clause.plain, clause.segment.start, clause.parts[at - 1].end))

    def _is_heading(self, clause: Clause) -> bool:
        """Whether a clause is a heading that runs in with a full stop, as （二）依申请公开情况。 does."""
        said, state = clause.said.strip(), clause.state
        if _ABOUT_REQUESTS.match(said):
            state.home = self._home = state.topic = "requests"
            state.firm = False
            return True
        if clause.segment.after == "。" and _ABOUT_OTHERS.match(said):
            state.home = self._home = state.topic = ""
            return True
        return False

    def _topics(self, clause: Clause) -> None:
        """The topic that a segment hands on: its last noun."""
        state = clause.state
        if state.topic.startswith("about") and clause.said.startswith("其中"):
            return  # A part of other business stays with it, whatever it asks for.
        if not clause.segment.terms:
            return
        cols = [term for term in clause.segment.terms if term.slot == "col"]
        known = () if clause.segment.before == "；" and cols else state.columns
        state.columns = tuple(dict.fromkeys([*known, *(term.name for term in cols)]))
        applied = [term for term in clause.segment.terms if term.slot == "apply" and cols and term.start >= cols[0].end]
        is_subject = bool(applied) and all(number.start >= applied[0].end for number in clause.segment.numbers)
        has_rows = any(term.slot == "row" for term in clause.segment.terms)
        if len(cols) == 1 and is_subject and (has_rows or clause.segment.terms[-1] is applied[0]):
            state.column = cols[0].name
        for term in clause.segment.terms:
            if term.slot == "other":
                state.topic, state.firm = f"about {term.name}", True
            elif term.slot == "topic":
                state.topic, state.firm = term.name, True
            elif term.slot == "group" and state.topic not in ("rec", "lit"):
                state.topic, state.firm = "lit", True
            elif term.slot == "apply" and self._is_other_application(clause.segment, term, clause.plain):
                state.topic, state.firm = "about 别的申请", True

    def _is_other_application(self, segment: Segment, term: Term, plain: str) -> bool:
        """申请 of another kind: a noun that nothing knows stands right before it, as in 裁决申请."""
        inside: list[Term | Quantity] = [*segment.terms, *segment.numbers]
        ends = [other.end for other in inside if other.end <= term.start]
        is_counted = any(0 <= number.start - term.end <= 3 for number in segment.numbers)
        if not is_counted and not any(t.slot == "flow" and t.end <= term.start for t in segment.terms):
            return False
        rest = self._binder.residue(plain[max([segment.start, *ends]) : term.start])
        return rest not in ("", "其", "该", "此类") and plain[term.start - 1 : term.start] not in tuple(
            "的对向出交次起到"
        )
