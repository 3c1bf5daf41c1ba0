"""Numbers that the author typed before headings, paragraphs and points: none skipped, none twice (R77)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.narrative import Passage
from gkgen.numerals import (
    DASHES,
    FIRST_MARK,
    FOURTH_MARK,
    ORDINAL,
    ORDINAL_LETTER,
    SECOND_MARK,
    THIRD_MARK,
    number_of,
    ordinal,
)
from gkgen.review.case import Case

_STYLES = tuple(map(re.compile, (FIRST_MARK, SECOND_MARK, rf"{THIRD_MARK}(?!\d)", FOURTH_MARK)))
_SIGNS = "（(）)、.．"
_DASH = re.compile(f"{DASHES}、")
# 一是…二是…: at the head of a clause.
_POINT = re.compile(rf"(?:(?<=[，。；：、,;:\s（(])|^)({ORDINAL})是(?!否)")


# 三个方面的问题：一是…
_TOLD = re.compile(
    rf"(?<![第等余多约近\d{ORDINAL_LETTER[1:-1]}])(?P<number>[两{ORDINAL_LETTER[1:-1]}]|\d)(?:个|大|项|条|点|方面)[^，。；：:]{{0,16}}[：:]\s*$"
)
_MAX_TOLD_LETTERS = 30


def numbering(case: Case) -> Iterator[Diagnostic]:
    """What is counted wrongly, section part by section part."""
    for _, part in groupby(case.passages, key=lambda passage: passage.path):
        passages = [passage for passage in part if passage.kind in {"heading", "paragraph"}]
        yield from _before(case, passages)
        yield from _points(case, passages)
        yield from _told(case, passages)


def _before(case: Case, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """Numbers before headings and paragraphs; a number of a higher level begins those below it anew."""
    counts = [0] * len(_STYLES)
    for passage in passages:
        if found := _DASH.match(passage.text):
            yield diagnose("R77.dash", case.spot(passage, *found.span()), passage.path, text=found.group())
            continue
        style, match = next(
            ((index, match) for index, pattern in enumerate(_STYLES) if (match := pattern.match(passage.text))),
            (-1, None),
        )
        if match is None:
            if passage.kind == "heading":
                counts[passage.level - 1 :] = [counts[passage.level - 1] + 1, *[0] * (len(_STYLES) - passage.level)]
            continue
        place = case.spot(passage, *match.span())
        if style == 0 and passage.kind == "heading":
            yield diagnose("R77.level", place, passage.path, text=match.group())
        number, wanted = ordinal(match.group().strip(_SIGNS)), counts[style] + 1
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
            number = ordinal(match[1])
            # A paragraph may begin a list of its own; inside one, 一是 occurs once.
            if number not in {last + 1, 1} or (index and number == last == 1):
                yield _counted(case.spot(passage, *match.span(1)), passage, f"{match[1]}是", last + 1, number)
            last = number


def _told(case: Case, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """三个方面：一是…二是…: as many points as the words before them say; a list that goes on below is not judged."""
    for place, passage in enumerate(passages):
        behind = passages[place + 1].text if place + 1 < len(passages) else ""
        points = [(ordinal(found[1]), found) for found in _POINT.finditer(passage.text)]
        for index, (number, match) in enumerate(points):
            begin = max(0, match.start() - _MAX_TOLD_LETTERS)
            told = _TOLD.search(passage.text, begin, match.start()) if number == 1 else None
            if told is None:
                continue
            wanted = int(told["number"]) if told["number"].isdigit() else number_of(told["number"])
            count = 1
            while index + count < len(points) and points[index + count][0] == count + 1:
                count += 1
            goes_on = index + count < len(points) or _POINT.match(behind)
            if count > 1 and count != wanted and not goes_on:
                spot = case.spot(passage, told.start("number"), match.start())
                text = passage.text[told.start("number") : match.start()].rstrip("：: ")
                yield diagnose("R77.told", spot, passage.path, text=text, wanted=count)


def _counted(place: Span, passage: Passage, text: str, wanted: int, number: int) -> Diagnostic:
    kind = "R77.repeated" if number == wanted - 1 else "R77.skipped"
    return diagnose(kind, place, passage.path, text=text, wanted=wanted)
