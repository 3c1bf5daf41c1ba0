"""Texts compared sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.comparison.alignment import Pair, align
from gkgen.comparison.changes import SentenceChange, Stretch
from gkgen.comparison.report_content import Part
from gkgen.comparison.word_diff import stretches
from gkgen.diagnostics import Term

MARKS = tuple("。！？!?；;：”’」』）)")
"""What a sentence may end with; a heading does not."""
# A sentence ends after its mark and the quotation marks and brackets that follow it.
_SENTENCE = re.compile(r"[^。！？!?；;]+(?:[。！？!?；;]+[”’」』）)]*)?|[。！？!?；;]+")
_TABLE_ROW = "|"
# A character of GBK, for Chinese consoles; ¶ is not.
_PARAGRAPH = "‖"
CONTEXT_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its place; `opens` for the first of a paragraph. A row of a table is one sentence."""

    text: str
    path: str
    group: Term
    where: Term
    opens: bool


_START = Sentence("", "", Term("开头", "beginning"), Term("开头", "beginning"), opens=True)


def cut(part: Part) -> tuple[Sentence, ...]:
    """The sentences of a text."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(part.paragraphs, start=1):
        found += sentences_of(paragraph, part.path, part.label, paragraph_term(number))
    return tuple(found)


def paragraph_term(number: int) -> Term:
    """The place of a paragraph in a text, counted from 1."""
    return Term(f"第 {number} 段", f"paragraph {number}")


def split(paragraph: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a paragraph, each with whether it is the first."""
    pieces = [paragraph] if paragraph.startswith(_TABLE_ROW) else _SENTENCE.findall(paragraph)
    return ((piece.strip(), number == 0) for number, piece in enumerate(filter(str.strip, pieces)))


def sentences_of(text: str, path: str, group: Term, where: Term) -> Iterator[Sentence]:
    """The sentences of a paragraph, all at one place."""
    return (Sentence(sentence, path, group, where, first) for sentence, first in split(text))


def compare_sentences(
    before: Sequence[Sentence], after: Sequence[Sentence], beside: Sentence | None = None
) -> Iterator[SentenceChange]:
    """The sentences that differ, in order; a paragraph that was split or joined is a change, too.

    Sentences of a rendered file have no place: one that only such a file has gets the place of the one before it, or of
    the first that follows, or `beside`.
    """
    texts, others = [each.text for each in before], [each.text for each in after]
    place = beside or next((each for each in (*after, *before) if each.path), _START)
    is_beside = False  # whether the sentences before these are paired as well
    for old_at, new_at in align(texts, others, str):
        old = before[old_at] if old_at is not None else None
        new = after[new_at] if new_at is not None else None
        # The new place is the one to look at.
        place = next((each for each in (new, old) if each and each.path), place)
        changed = _stretches(old, new, is_beside, _end(before, after, (old_at, new_at)))
        is_beside = old is not None and new is not None
        if changed:
            yield SentenceChange(place.path, place.group, place.where, changed)


def _end(before: Sequence[Sentence], after: Sequence[Sentence], pair: Pair) -> str:
    """The end of the sentence before, to show where a paragraph was split or joined."""
    for side, at in zip((after, before), reversed(pair), strict=True):
        if at:
            return side[at - 1].text[-CONTEXT_CHARACTERS:]
    return ""


def _stretches(old: Sentence | None, new: Sentence | None, is_beside: bool, end: str) -> tuple[Stretch, ...]:
    if old and new:
        changed = stretches(old.text, new.text) if old.text != new.text else ()
        if not is_beside or old.opens == new.opens:
            return changed
        mark = Stretch("added" if new.opens else "removed", _PARAGRAPH)
        return (Stretch("same", end), mark, *(changed or [Stretch("same", new.text[:CONTEXT_CHARACTERS])]))
    if old:
        return (Stretch("removed", old.text),)
    return (Stretch("added", new.text),) if new else ()
