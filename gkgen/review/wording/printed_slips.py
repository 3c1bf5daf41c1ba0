"""Slips in a text that would be printed as they stand (R96).

Signs of Markdown typed in full width or of Markdown that has no effect here, HTML from the editor of a website,
asterisks, brackets and quotation marks without their other half, notes to colleagues, a paragraph that stands twice,
marks of numbering in two manners.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, diagnose
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.source import HTML

# The kind of each slip by its pattern; the first that is found in a passage is told.
_SLIPS = (
    ("R96.row", re.compile(r"^[｜|][^｜|]*[｜|].*")),
    ("R96.bar", re.compile(r"^[｜|](?=\S)")),
    ("R96.heading", re.compile(r"^[＃#]{1,6}[ \u3000]*(?=\S)")),
    ("R96.html", HTML),
    ("R96.item", re.compile(r"^[－—–‐-](?=[^\s\d、—－–-])")),
    ("R96.star", re.compile(r"(?<![*\d×])\*[^*\s，。；]{1,40}\*(?![*\d])")),
    ("R96.bold", re.compile(r"(?<![*\d])\*\*(?![*\d])")),
    (
        "R96.markup",
        re.compile(
            r"(?<!`)`+[^`]{1,60}`+|~~[^~]{1,60}~~|==[^=]{1,60}==|\[[^\[\]]{1,60}\]\((?:https?:|www\.|mailto:)[^()\s]*\)"
            r"|^> ?(?=\S)|^\[[ xX]\] |^(?:-{3,}|\*{3,}|={3,}|_{3,})$"
        ),
    ),
    ("R96.percent", re.compile(r"(?<![\d０-９.．〇零一二三四五六七八九十百千万几])[%％](?![\d０-９])")),
    ("R96.question", re.compile(r"[?？]{2,}|(?:见|第)[?？]")),
    ("R96.mention", re.compile(r"(?<![A-Za-z0-9.@])@[\u3400-\u9fff]{1,6}")),
    (
        "R96.contents",
        re.compile(
            r"目录(?:[^。，；《》（）()\d]{0,10}?页?(?<!\d)\d+(?![\d个件条项篇类大部期次份种张家户人%.])){2,}|(?:(?<!\.)\.{4,}|(?<!…)…{2,})\s*\d{1,3}$"
        ),
    ),
)
# A text without any of it has none of these slips.
_SIGN_OF_SLIP = re.compile(r"[｜|＃#<&－—–‐*`~=\[>_%％?？@.…-]|目录")
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("【", "】"), ("〔", "〕"))
# 1） and a） are marks of a list, not the end of a bracket.
_LIST_MARK = re.compile(r"(?:^|(?<=[，。；：、 ]))[\dA-Za-z一二三四五六七八九十]{1,2}）")
MIN_REPEATED_CHARACTERS = 12
_THIRD = re.compile(r"^\d{1,2}(?P<sign>[.．、])(?!\d)")
_FIRST = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"^[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]")


def printed_slips(case: Case) -> Iterator[Diagnostic]:
    """What nobody meant to print."""
    for passage in case.passages:
        for kind, pattern in _SLIPS if _SIGN_OF_SLIP.search(passage.text) else ():
            found = pattern.search(passage.text)
            if found and not passage.is_referred(*found.span()):
                text = found.group().strip() or passage.text[:10]
                yield diagnose(kind, case.spot(passage, *found.span()), passage.path, text=text)
                break
        yield from _unclosed(case, passage)
    for _, part in groupby(case.passages, key=lambda passage: passage.path):
        yield from _mixed_marks(list(part))
    yield from _repeated(case)


def _unclosed(case: Case, passage: Passage) -> Iterator[Diagnostic]:
    """A bracket or quotation mark without its other half."""
    pairs = [pair for pair in _PAIRS if passage.text.count(pair[0]) != passage.text.count(pair[1])]
    if not pairs:
        return
    text = _LIST_MARK.sub(lambda found: " " * len(found.group()), passage.text)
    for opening, closing in pairs:
        depth, place = 0, -1
        for at, letter in enumerate(text):
            if letter == opening:
                place = at if depth == 0 else place
                depth += 1
            elif letter == closing:
                if depth == 0:
                    depth, place = -1, at
                    break
                depth -= 1
        if depth:
            yield diagnose("R96.bracket", case.spot(passage, place, place + 1), passage.path, text=text[place])
            return


def _repeated(case: Case) -> Iterator[Diagnostic]:
    """A paragraph that stands twice."""
    seen: dict[str, Passage] = {}
    for passage in case.passages:
        if passage.kind not in {"paragraph", "item"} or len(passage.text) < MIN_REPEATED_CHARACTERS:
            continue
        first = seen.setdefault(passage.text.strip(), passage)
        if first is not passage:
            yield diagnose("R96.twice", passage.span, passage.path, line=first.span.line, text=passage.text[:20])


def _mixed_marks(passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """1. and then 2、; 一、 under a section that has this mark itself; （一） once more below 1."""
    paragraphs = [passage for passage in passages if passage.kind in {"heading", "paragraph"}]
    signs = [(passage, found["sign"]) for passage in paragraphs if (found := _THIRD.match(passage.text))]
    other = next(
        (passage for passage, sign in signs if sign.replace("．", ".") != signs[0][1].replace("．", ".")), None
    )
    if other:
        yield diagnose("R96.marks", other.span, other.path, first=signs[0][0].text[:2], text=other.text[:2])
    firsts = [passage for passage in paragraphs if _FIRST.match(passage.text)]
    if len(firsts) > 1:
        yield diagnose("R96.level", firsts[0].span, firsts[0].path, text=firsts[0].text[:2])
    seen_second = is_below = False
    for passage in paragraphs:
        if second := _SECOND.match(passage.text):
            if seen_second and is_below and second["number"] == "一":
                yield diagnose("R96.level", passage.span, passage.path, text=second.group())
            seen_second, is_below = True, False
        elif _THIRD.match(passage.text):
            is_below = True
