"""What a number in the text is about: the words before it and behind it, and what its sentence is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gkgen.diagnostics import Span
from gkgen.narrative import Passage
from gkgen.review.case import Amount, Case
from gkgen.review.claims.quantities import Quantity, narrowed, quantities
from gkgen.review.sentence_splitting import sentence_at

_NEAR, _TAIL = 12, 40
# Cells of small tables have no sentence that says what they are about.
_APART = frozenset({"cell"})
_STOP = re.compile("[，。！？!?；;：:\n、]")
_STOPS = "，。！？!?；;：:\n（）()"
# Other things that are received, answered and finished.
_OTHER = (
    "信箱|热线|12345|留言|咨询|投诉|举报|信访|建议|提案|议案|舆情|网民|问政|许可申请|复议|诉讼|起诉|补贴|低保|救助|审批|政务服务|"
    "来电|来访|来信|案卷|调查函|协助|督办|交办"
)
_REQUEST = re.compile(
    r"(?:信息公开|公开|信息)(?:的)?申请|依申请|申请公开|要求(?:主动)?公开[^，。；]{0,12}申请|(?<!许可)(?<!复议)申请(?:件|量|数|表)?"
)
_OTHERS = re.compile(_OTHER)
_ELSEWHEN = re.compile(
    "同比|环比|同期|以来|历年|近[一二三四五]年|季度|上半年|下半年|月份|月底前|连续|平均|力争|争取|计划|预计|每年|达标|不低于|去年|往年"
)
# 结转至2022年 is said of this year.
_YEAR = re.compile(r"(?<!\d)(?<!至)(?<!到)(?<!转)(?<!入)(20\d{2})年")


@dataclass(frozen=True, slots=True)
class Statement:
    """A number with the words of its clause before and behind it; `topic` is what its sentence said before.

    `sentence` and `start` are where its sentence and its clause begin; `lead` reaches back to the last stop or number.
    """

    passage: Passage
    quantity: Quantity
    sentence: int
    topic: str
    lead: str
    tail: str
    start: int

    @property
    def value(self) -> Amount:
        """The number."""
        return self.quantity.value

    @property
    def text(self) -> str:
        """The words from the beginning of the clause to the unit."""
        return self.passage.text[self.start : self.quantity.end].lstrip("、和及与，,：:；; ")

    @property
    def is_referred(self) -> bool:
        """Whether the number was printed by a reference, which is right by construction."""
        return self.passage.is_referred(self.quantity.start, self.quantity.end)

    def place(self, case: Case) -> Span:
        """Where its words stand."""
        start = self.quantity.end - len(self.text)
        return case.spot(self.passage, start, self.quantity.end)

    @property
    def is_about_requests(self) -> bool:
        """Whether the last thing named before the number is a request for information, or it is named right behind."""
        before = self.topic + self.lead
        request, other = _last(_REQUEST, before), _last(_OTHERS, before)
        if _OTHERS.match(self.tail):
            return False
        return request > other or (other < 0 and bool(_REQUEST.search(self.tail[:_NEAR])))

    def is_of(self, year: int) -> bool:
        """Whether the number is about the whole of that year, as far as its words tell."""
        before = self.topic + self.lead
        years = _YEAR.findall(before)
        return not _ELSEWHEN.search(self.lead) and not (years and int(years[-1]) != year)


def statements(case: Case) -> tuple[Statement, ...]:
    """Every exact number in the text of an author, about this year."""
    return _statements(case.passages, case.year)


# Three rules ask for them.
@lru_cache(maxsize=1)
def _statements(passages: tuple[Passage, ...], year: int) -> tuple[Statement, ...]:
    found = (statement for passage in passages if passage.kind not in _APART for statement in _in(passage))
    return tuple(statement for statement in found if statement.is_of(year))


def _in(passage: Passage) -> Iterator[Statement]:
    text, last = narrowed(passage.text), 0
    for quantity in quantities(passage):
        begin, end = sentence_at(text, quantity.start)
        start = max(last, _clause_start(text, begin, quantity.start))
        tail = _STOP.split(text[quantity.end : min(end, quantity.end + _TAIL)], maxsplit=1)[0]
        yield Statement(passage, quantity, begin, text[begin:start], text[start : quantity.start], tail, start)
        last = quantity.end


def _clause_start(text: str, begin: int, position: int) -> int:
    return max(begin, *(text.rfind(stop, begin, position) + 1 for stop in _STOPS))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)
