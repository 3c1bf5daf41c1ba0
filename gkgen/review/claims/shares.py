"""Percentages (R67) and the parts of a whole (R68) inside a sentence."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative import Passage
from gkgen.review.case import Amount, Case
from gkgen.review.claims.quantities import Quantity, narrowed, percentages, quantities
from gkgen.review.sentence_splitting import sentences

_SHARE = re.compile(r"[，、（(]?(?:约|大约)?(?:占比?|占到)(?P<of>[^，。；（）\d%]{0,16})$")
_REQUESTS = re.compile("(?:信息公开|公开|信息)申请|依申请公开|申请公开")
_TOTALS = ("requests.results.total.total", "requests.new_received.total")
_CHANGE = re.compile("同比|环比|增长|下降|上升|减少|增加|提高|提升")
_AMONG = re.compile("其中")
# A list with such words says that it leaves nothing out.
_COMPLETE = re.compile("共计|合计|其余|其他|其它|另外|另有|剩余|余下|分别为|分别是")
_OPEN = re.compile(r"(?:等|之一)(?:[，。；）)]|$)|主要(?:包括|有|是)|重点|既有|又有|还有")
_OTHERWISE = re.compile("结转|上年|新收|收到|受理|办结|此外|同时|全年|累计|比上|较上|同比")
_TOTAL = re.compile(r"(?:共计|合计|总计)[^，。；\d]{0,4}$")
_SHOWN = 60


def shares(case: Case) -> Iterator[Diagnostic]:
    """A percentage that is none of its part and its whole."""
    for passage in case.passages:
        if "%" not in (text := narrowed(passage.text)):
            continue
        found = quantities(passage)
        for percentage in percentages(text):
            yield from _share(case, passage, text, percentage, found)


def parts(case: Case) -> Iterator[Diagnostic]:
    """Parts that are more than their whole, or together another number."""
    for passage in case.passages:
        found = quantities(passage)
        if len(found) < 2:
            continue
        text = narrowed(passage.text)
        for begin, end in sentences(text):
            inside = [each for each in found if begin <= each.start < end]
            yield from _among(case, passage, text, inside, end)
            yield from _added(case, passage, text, inside)


def _share(
    case: Case, passage: Passage, text: str, percentage: Quantity, found: Sequence[Quantity]
) -> Iterator[Diagnostic]:
    before = [each for each in found if each.end <= percentage.start]
    if not before:
        return
    part = before[-1]
    begin = max(text.rfind(stop, 0, part.start) for stop in "。；\n") + 1
    if not _SHARE.match(text[part.end : percentage.start]) or _CHANGE.search(text, part.end, percentage.start):
        return
    wholes = [each.value for each in before[:-1] if each.start >= begin and each.unit == part.unit]
    if _REQUESTS.search(text, begin, part.start):
        wholes += [value for path in _TOTALS if (value := case.value(path))]
        both = sum((case.value(path) or 0 for path in (_TOTALS[1], "requests.carried_in.total")), 0)
        wholes.append(both)
    known = [whole for whole in wholes if whole]
    if not known or any(_is_share(part.value, whole, percentage) for whole in known):
        return
    whole = next((each for each in known if each >= part.value), known[0])
    start = max(begin, *(text.rfind(stop, begin, part.start) + 1 for stop in "，、（：:"))
    words = passage.text[start : percentage.end]
    wanted = round(Decimal(part.value) * 100 / Decimal(whole), max(1, percentage.places))
    numbers = {"part": str(part.value), "whole": str(whole), "wanted": f"{wanted:f}"}
    yield diagnose("R67", case.spot(passage, start, percentage.end), passage.path, text=words, **numbers)


def _is_share(part: Amount, whole: Amount, percentage: Quantity) -> bool:
    """Rounded or cut off at the last decimal that was typed."""
    exact = Decimal(part) * 100 / Decimal(whole)
    return abs(exact - Decimal(percentage.value)) < Decimal(1).scaleb(-percentage.places)


def _among(case: Case, passage: Passage, text: str, inside: Sequence[Quantity], end: int) -> Iterator[Diagnostic]:
    """`N 条，其中 A 条、B 条`, and inside brackets a list of its own."""
    for found in _AMONG.finditer(text):
        before = [each for each in inside if each.end <= found.start() and not _is_change(each, text)]
        behind = [each for each in inside if each.start >= found.end()]
        if not before or not behind:
            continue
        whole = before[-1]
        last = _end_of_list(text, found.start(), end)
        between = text[whole.end : found.start()]
        listed = _own([each for each in behind if each.start < last and each.unit == whole.unit], text, found.end())
        listed = listed[: _count_until_other(listed, text, found.end())]
        if not listed or len(between) > 24 or re.search("[。；]", between):
            continue
        yield from _compared(case, passage, text, whole, listed, last)


def _is_change(quantity: Quantity, text: str) -> bool:
    """Whether a number tells by how much another one changed: it is no whole that has parts."""
    begin = max(text.rfind(stop, 0, quantity.start) for stop in "，、。；：（(\n") + 1
    return bool(_CHANGE.search(text, begin, quantity.start))


def _end_of_list(text: str, start: int, end: int) -> int:
    """Where the list ends: at the bracket that it stands in, at the next 其中 of the sentence, at its stop."""
    depth = 0
    for position in range(start, end):
        depth += (text[position] in "（(") - (text[position] in "）)")
        if depth < 0:
            return position
        if depth == 0 and position > start and text.startswith("其中", position):
            return position
    return end


def _own(listed: Sequence[Quantity], text: str, start: int) -> list[Quantity]:
    """Without what stands in brackets behind one of the parts."""
    own, depth, position = [], 0, start
    for each in listed:
        depth += sum((letter in "（(") - (letter in "）)") for letter in text[position : each.start])
        position = each.start
        if depth == 0:
            own.append(each)
    return own


def _count_until_other(listed: Sequence[Quantity], text: str, start: int) -> int:
    """How many parts stand before the sentence comes to something else."""
    starts = (start, *(each.end for each in listed))
    leads = (text[begin : each.start] for begin, each in zip(starts, listed, strict=False))
    return next((index for index, lead in enumerate(leads) if _OTHERWISE.search(lead)), len(listed))


def _compared(
    case: Case, passage: Passage, text: str, whole: Quantity, listed: Sequence[Quantity], last: int
) -> Iterator[Diagnostic]:
    begin = max(text.rfind(stop, 0, whole.start) for stop in "，。；：（(\n") + 1
    large = next((each for each in listed if each.value > whole.value), None)
    if large is not None:
        words = passage.text[begin : large.end]
        place = case.spot(passage, large.start, large.end)
        shown = words if len(words) <= _SHOWN else f"…{words[-_SHOWN:]}"
        yield diagnose("R68.part", place, passage.path, text=shown, part=str(large.value), whole=str(whole.value))
        return
    is_less = sum((each.value for each in listed), 0) < whole.value
    rest = text[whole.end : last]
    is_whole = bool(_COMPLETE.search(rest)) and not _OPEN.search(rest)
    if len(listed) > 1 and (is_whole or not is_less):
        yield from _unequal(case, passage, whole, listed, begin, listed[-1].end)


def _added(case: Case, passage: Passage, text: str, inside: Sequence[Quantity]) -> Iterator[Diagnostic]:
    """`A 条、B 条，共计 N 条`: all numbers before the sum are its parts."""
    for index, whole in enumerate(inside[2:], 2):
        listed = inside[:index]
        if not _TOTAL.search(text, listed[-1].end, whole.start) or {each.unit for each in listed} != {whole.unit}:
            continue
        # A number that is the sum itself, or more, was the whole from the start.
        if _AMONG.search(text, listed[0].start, whole.start) or any(each.value >= whole.value for each in listed):
            continue
        yield from _unequal(case, passage, whole, listed, listed[0].start, whole.end)


def _unequal(
    case: Case, passage: Passage, whole: Quantity, listed: Sequence[Quantity], start: int, end: int
) -> Iterator[Diagnostic]:
    """What the parts are together, where it is not the whole."""
    total = sum((each.value for each in listed), 0)
    if total == whole.value:
        return
    words = passage.text[start:end]
    is_more = total > whole.value
    yield diagnose(
        "R68.sum" if is_more else "R68.missing",
        case.spot(passage, whole.start, whole.end),
        passage.path,
        text=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
        parts=" + ".join(str(each.value) for each in listed),
        total=str(total),
        whole=str(whole.value),
        difference=str(total - whole.value if is_more else whole.value - total),
    )
