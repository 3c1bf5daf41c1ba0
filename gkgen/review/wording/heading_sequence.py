"""Numbers that the author typed before headings, paragraphs and points: none skipped, none twice (R77)."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.narrative import Passage
from gkgen.review.case import Case

_CHINESE = "一二三四五六七八九十"
_STYLES = (
    ("一、", re.compile(rf"([{_CHINESE}]+)[、.．]")),
    ("（一）", re.compile(rf"[（(]([{_CHINESE}]+)[）)]")),
    ("1.", re.compile(r"(\d{1,2})[.．、](?!\d)")),
    ("（1）", re.compile(r"[（(](\d{1,2})[）)]")),
)
_DASH = re.compile(r"[—－–-]{1,2}、")
# 一是…二是…: at the head of a clause.
_POINT = re.compile(rf"(?:(?<=[，。；：、,;:\s（(])|^)([{_CHINESE}]{{1,3}})是(?!否)")


def numbering(case: Case) -> Iterator[Diagnostic]:
    """What is counted wrongly, section part by section part."""
    for _, part in groupby(case.passages, key=lambda passage: passage.path):
        passages = [passage for passage in part if passage.kind in {"heading", "paragraph"}]
        yield from _before(case, passages)
        yield from _points(case, passages)


def value_of(text: str) -> int:
    """A number from 1 to 99 in digits or Chinese numerals; 0 for anything else."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if len(ones) > 1 or len(tens) > 1 or "十" in tens:
        return 0
    return (10 * (_CHINESE.index(tens) + 1 if tens else 1) if ten else 0) + (_CHINESE.index(ones) + 1 if ones else 0)


def _before(case: Case, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """Numbers before headings and paragraphs; a number of a higher level begins those below it anew."""
    counts = [0] * len(_STYLES)
    for passage in passages:
        if found := _DASH.match(passage.text):
            yield diagnose("R77.dash", case.spot(passage, *found.span()), passage.path, text=found.group())
            continue
        style, match = next(
            ((index, match) for index, (_, pattern) in enumerate(_STYLES) if (match := pattern.match(passage.text))),
            (-1, None),
        )
        if match is None:
            if passage.kind == "heading":
                counts[passage.level - 1 :] = [counts[passage.level - 1] + 1, *[0] * (len(_STYLES) - passage.level)]
            continue
        place = case.spot(passage, *match.span())
        if style == 0 and passage.kind == "heading":
            yield diagnose("R77.level", place, passage.path, text=match.group())
        number, wanted = value_of(match[1]), counts[style] + 1
        if number not in {wanted, 1}:
            yield _counted(place, passage, match.group(), wanted, number)
        counts[style:] = [number, *[0] * (len(_STYLES) - style - 1)]


def _points(case: Case, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """一是, 二是, 三是: through one paragraph, or over several that begin so."""
    last = 0
    for passage in passages:
        found = list(_POINT.finditer(passage.text))
        if not found:
            continue
        for index, match in enumerate(found):
            number = value_of(match[1])
            # A paragraph may begin a list of its own; inside one, 一是 stands once.
            if number not in {last + 1, 1} or (index and number == last == 1):
                yield _counted(case.spot(passage, *match.span(1)), passage, f"{match[1]}是", last + 1, number)
            last = number


def _counted(place: Span, passage: Passage, text: str, wanted: int, number: int) -> Diagnostic:
    kind = "R77.repeated" if number == wanted - 1 else "R77.skipped"
    return diagnose(kind, place, passage.path, text=text, wanted=wanted)
