"""The text cut where a reader pauses: segments between borders, each with its terms and its numbers."""

from dataclasses import dataclass, field

from gkgen import lazy_re as re
from gkgen.review.claims.quantities import Quantity, narrowed, quantities
from gkgen.review.claims.vocabulary import Term, Vocabulary

_BORDER = re.compile(r"[，；：。（）！？\n;!?()]|,(?!\d)|:(?!//)")
_SAME = {"(": "（", ")": "）", ";": "；", ":": "：", ",": "，", "!": "！", "?": "？"}
MAX_SEGMENT_CHARACTERS = 1_000
"""Of words between two marks; a longer stretch is no sentence, and reading its words beside each other takes long."""
_TITLE = re.compile("《[^》]*》")


@dataclass(slots=True, eq=False)
class Segment:
    """The words between two borders, which `before` and `after` are; `depth` counts the brackets around them."""

    start: int
    end: int
    before: str
    after: str
    depth: int
    sentence: int
    said: str
    terms: list[Term] = field(default_factory=list)
    numbers: list[Quantity] = field(default_factory=list)


def normal(text: str) -> str:
    """Half width and without what stands in 《》, each character where it was."""
    text = narrowed(text)
    return _TITLE.sub(lambda found: "《" + "□" * (len(found[0]) - 2) + "》", text) if "《" in text else text


def segments(text: str, vocabulary: Vocabulary) -> list[Segment]:
    """The segments of a text that was made normal, with their terms and numbers, in order."""
    found = _cut(text)
    _distribute(found, quantities(text), vocabulary.terms(text))
    return found


def _cut(text: str) -> list[Segment]:
    found: list[Segment] = []
    start, before, depth, sentence = 0, "", 0, 0
    for border in (*_BORDER.finditer(text), None):
        end = border.start() if border else len(text)
        mark = _SAME.get(border[0], border[0]) if border else "。"
        if start < end <= start + MAX_SEGMENT_CHARACTERS:
            found.append(Segment(start, end, before, mark, depth, sentence, text[start:end]))
        if mark == "（":
            depth += 1
        elif mark == "）":
            depth = max(0, depth - 1)
        elif mark in "。！？\n" and depth == 0:
            sentence += 1
        start, before = (border.end() if border else end), mark
    return found


def _distribute(found: list[Segment], numbers: tuple[Quantity, ...], terms: list[Term]) -> None:
    at = 0
    for number in numbers:
        while at < len(found) and found[at].end <= number.start:
            at += 1
        if at < len(found):
            found[at].numbers.append(number)
    at = 0
    for term in terms:
        while at < len(found) and found[at].end <= term.start:
            at += 1
        if at < len(found) and not any(
            number.start < term.end and term.start < number.end for number in found[at].numbers
        ):
            found[at].terms.append(term)
