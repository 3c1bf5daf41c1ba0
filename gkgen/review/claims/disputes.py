"""What the text says of reconsideration and litigation, against table four (R33, R64-R66)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gkgen.diagnostics import Diagnostic, Value, diagnose
from gkgen.review.case import Amount, Case
from gkgen.review.claims.cells import contradiction
from gkgen.review.claims.contexts import Statement, statements
from gkgen.review.sentence_splitting import sentences

_RECONSIDERATION, _DIRECT, _AFTER = (
    "disputes.reconsideration",
    "disputes.litigation_direct",
    "disputes.litigation_after_reconsideration",
)
_ALL = (_RECONSIDERATION, _DIRECT, _AFTER)
_UNITS = frozenset({"件", "起", "宗", "例", "次"})
_JOINT = re.compile(
    r"复议(?:案件|申请|案)?(?:[、和及与或]|以及|或者)+(?:提起)?(?:行政)?(?:诉讼|应诉)(?:案件|案)?[^，。；\d]{0,6}$"
)
# The last group that the words before a number name.
_GROUPS = (
    (re.compile("未经(?:行政)?复议(?:而)?直接(?:起诉|提起(?:行政)?诉讼)|直接起诉"), (_DIRECT,)),
    (re.compile("复议后(?:又)?(?:再)?(?:起诉|提起(?:行政)?诉讼)"), (_AFTER,)),
    (re.compile("诉讼|应诉"), (_DIRECT, _AFTER)),
    (re.compile("复议"), (_RECONSIDERATION,)),
)
_OUTCOMES = (
    (re.compile("(?:结果)?维持(?:原[^，。；\\d]{0,8})?(?:的|共|有|为)*$"), "upheld"),
    (re.compile("(?:结果)?纠正(?:的|共|有|为)*$"), "corrected"),
    (re.compile("其他(?:结果|处理)?(?:的|共|有|为)*$"), "other"),
    (re.compile("(?:尚未|未)审结(?:的|共|有|为)*$|正在审理(?:中)?(?:的|共|有|为)*$"), "pending"),
)
_OUTCOME_BEHIND = re.compile(r"(?:均|都)?(?:结果|被|获|予以)*(?:维持|纠正|撤销|驳回|尚未审结)|正在审理")
# An office that decides on reconsideration, or reports of all its lawsuits.
_OF_OTHERS = re.compile("审理|审结|化解|应诉|依法行政|行政执法|全[县市区省州旗]|出庭|调解率|本机关办理|复议机关")
_ALL_UPHELD = re.compile("(?:均|全部|都)(?:已|被|获得?|予以|为|是)*(?:结果)?维持")
_DENIED = re.compile(
    r"(?:未|没有|无|从未|尚未)(?:曾)?(?:发生|出现|收到|产生|引发|被|因)?(?P<words>[^，。；！\d]{0,40}?(?:复议|诉讼)[^，。；！\d]{0,24})"
)


@dataclass(frozen=True, slots=True)
class _Counts:
    """The numbers of table four."""

    values: dict[str, Amount]

    def of(self, groups: tuple[str, ...], outcome: str = "total") -> Amount:
        return sum((self.values[f"{group}.{outcome}"] for group in groups), 0)


def disputes(case: Case) -> Iterator[Diagnostic]:
    """Every number that the text gives of disputes."""
    counts = _counts(case)
    if counts is None:
        return
    told: set[tuple[str, int]] = set()
    for statement in statements(case):
        if statement.quantity.unit not in _UNITS or statement.is_referred:
            continue
        before = statement.topic + statement.lead
        if ("复议" not in before and "诉" not in before) or _OF_OTHERS.search(before):
            continue
        for finding in _judged(case, statement, before, counts):
            sentence = (statement.passage.text, statement.sentence)
            if finding.kind != "R33" or sentence not in told:
                yield finding
            told.add(sentence)


def all_upheld(case: Case) -> Iterator[Diagnostic]:
    """All upheld in the text, others in the table (R66)."""
    counts = _counts(case)
    for passage in case.passages if counts else ():
        for begin, end in sentences(passage.text):
            found = _ALL_UPHELD.search(passage.text, begin, end)
            before = passage.text[begin : found.start()] if found else ""
            if not found or not counts or _OF_OTHERS.search(before):
                continue
            named = [groups for pattern, groups in _GROUPS[2:] if pattern.search(before)]
            for groups in reversed(named):
                total, value = counts.of(groups), counts.of(groups, "upheld")
                if total != value:
                    place = case.spot(passage, *found.span())
                    words: dict[str, Value] = {"text": passage.text[begin : found.end()], "field": case.term(groups[0])}
                    yield diagnose("R66.upheld", place, passage.path, **words, total=str(total), value=str(value))


def denied(case: Case) -> Iterator[Diagnostic]:
    """No disputes in the text, some in the table (R33)."""
    counts = _counts(case)
    for passage in case.passages if counts else ():
        for found in _DENIED.finditer(passage.text):
            words = found["words"]
            if not counts or re.search("审结|纠正|败诉|撤销|尚未|经行政?复议|经复议", words[:8]):
                continue
            for pattern, groups in (_GROUPS[3], _GROUPS[2]):
                value = counts.of(groups)
                if pattern.search(words) and value:
                    place = case.spot(passage, *found.span())
                    field = case.term(next(group for group in groups if counts.of((group,))))
                    yield diagnose("R33.denied", place, passage.path, text=found.group(), field=field, value=str(value))


def _judged(case: Case, statement: Statement, before: str, counts: _Counts) -> Iterator[Diagnostic]:
    path, place, text = statement.passage.path, statement.place(case), statement.text
    groups = _named(before)
    outcome = next((name for pattern, name in _OUTCOMES if pattern.search(statement.lead)), "total")
    is_joint = outcome == "total" and bool(_JOINT.search(statement.lead))
    if is_joint:
        groups = _ALL
    is_part = outcome == "total" and not (is_joint or _named(statement.lead))
    if not groups or is_part or (outcome == "total" and _OUTCOME_BEHIND.match(statement.tail)):
        return
    value = counts.of(groups, outcome)
    if statement.value == value:
        return
    if not counts.of(_ALL):
        yield diagnose("R33", place, path, text=text, table=case.term("disputes"))
    elif is_joint:
        yield diagnose("R65.both", place, path, text=text, value=str(value))
    elif len(groups) > 1:
        yield _against_both(case, statement, groups, outcome, value)
    else:
        kind = "R66" if outcome != "total" else "R64" if groups == (_RECONSIDERATION,) else "R65"
        yield contradiction(case, kind, place, path, text, f"{groups[0]}.{outcome}")


def _against_both(case: Case, statement: Statement, groups: tuple[str, ...], outcome: str, value: Amount) -> Diagnostic:
    """Litigation is counted in two groups of the table."""
    return diagnose(
        "R65.sum" if outcome == "total" else "R66.sum",
        statement.place(case),
        statement.passage.path,
        text=statement.text,
        first=case.term(f"{groups[0]}.{outcome}"),
        second=case.term(f"{groups[1]}.{outcome}"),
        value=str(value),
    )


def _named(text: str) -> tuple[str, ...]:
    """The group named last: 复议后起诉 is not 复议."""
    ends = [
        (found.end(), -rank, groups)
        for rank, (pattern, groups) in enumerate(_GROUPS)
        for found in pattern.finditer(text)
    ]
    return max(ends)[2] if ends else ()


def _counts(case: Case) -> _Counts | None:
    """All numbers of the table; None while one of them is not known."""
    paths = [leaf.path for leaf in case.field("disputes").leaves()]
    values = {path: value for path in paths if (value := case.value(path)) is not None}
    return _Counts(values) if len(values) == len(paths) else None
