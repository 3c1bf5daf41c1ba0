"""Numbers that claim nothing, as records of their own: years, days, numbers of documents, telephones."""

from collections.abc import Iterable, Iterator, Sequence

from gkgen import lazy_re as re
from gkgen.narrative import Passage
from gkgen.review.claims.claim_records import ClaimRecord
from gkgen.review.claims.quantities import narrowed

_NUMBER = re.compile(r"\d[\d.,]*(?<![.,])")
# What a number is, by what stands around it; the first that fits. 〔2021〕30号 is a number of a document.
_KINDS = (
    (re.compile(r"(?<=[路街道巷弄])\d+(?:-\d+)?号(?:\d+[楼室])?"), "地址"),
    (re.compile(r"[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s?第?\d*号?|第?\d+号令?(?=[，。；、）)]|$)"), "文号"),
    (re.compile(r"(?:19|20)\d\d年度?\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d{1,2}月"), "日期"),
    (re.compile(r"(?:19|20)\d\d年"), "年份"),
    (re.compile(r"(?<=电话|传真|热线|邮编)[：:为是]?\s?[\d\-－—()（）]+"), "号码"),
    (re.compile(r"^[（(]?\d+[.、）)]"), "序号"),
)


def with_other_numbers(passages: Sequence[Passage], records: Iterable[ClaimRecord]) -> tuple[ClaimRecord, ...]:
    """The records with one for each number that none of them holds, in the order of the report."""
    own: dict[tuple[str, int, int], list[ClaimRecord]] = {}
    for record in records:
        own.setdefault(_place(record.passage), []).append(record)
    found: list[ClaimRecord] = []
    for passage in passages:
        # A small table has several passages in a line; its cells are read together with the cell before.
        here = own.pop(_place(passage), []) if passage.kind != "cell" else []
        if passage.kind == "cell":
            here = [
                each
                for each in own.get(_place(passage), ())
                if each.passage.text.removesuffix("件").endswith(passage.text)
            ]
            own[_place(passage)] = [each for each in own.get(_place(passage), ()) if each not in here]
        others = () if passage.kind == "cell" and here else _others(passage, here)
        found += sorted((*here, *others), key=lambda record: (record.start, record.end))
    return tuple(found)


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.path, passage.span.line, passage.span.column


def _others(passage: Passage, records: Sequence[ClaimRecord]) -> Iterator[ClaimRecord]:
    plain = narrowed(passage.text)
    kinds = [(found.span(), name) for pattern, name in _KINDS for found in pattern.finditer(plain)]
    taken = [(record.start, record.end) for record in records]
    for found in _NUMBER.finditer(plain):
        if _is_taken(taken, *found.span()):
            continue
        whole = next((each for each in kinds if each[0][0] <= found.start() and found.end() <= each[0][1]), None)
        # 2025年1月1日 is one number, if no claim has a part of it.
        (start, end), name = whole if whole and not _is_taken(taken, *whole[0]) else (found.span(), "")
        taken.append((start, end))
        yield _record(passage, start, end, name)


def _is_taken(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in taken)


def _record(passage: Passage, start: int, end: int, about: str) -> ClaimRecord:
    return ClaimRecord(
        passage=passage,
        start=start,
        end=end,
        clause=(start, end),
        relation="equal",
        value=None,
        low=None,
        high=None,
        unit="",
        whose="own",
        when="this",
        readings=(),
        compared=(),
        verdict="elsewhere",
        reason="no_amount" if about else "no_cell",
        about=about,
    )
