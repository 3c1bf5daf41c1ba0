"""Near duplicates: of last year's report (R80), of another office's in the same batch (R81).

Texts are compared by their shingles: every stretch of five letters, without digits and punctuation, so that to change
the numbers alone is to repeat. For a batch each text is sketched by MinHash (A. Broder, 1997), since comparing all
pairs of a thousand texts would take longer than building them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gkgen import lazy_re as re
from gkgen.diagnostics import Diagnostic, Span, diagnose
from gkgen.narrative import Passage
from gkgen.review.case import Case
from gkgen.review.rule import Rule, rule
from gkgen.review.sentence_splitting import sentences

# The boilerplate that all reports share is in the preface.
_SECTIONS = ("overview", "problems", "other_matters")
_SHINGLE_LENGTH, _MIN_LETTERS = 5, 200
_MAX_REPEATED_PERCENT = 50
_MAX_QUOTED_LETTERS = 30
_NOT_LETTERS = re.compile(r"[\W\d_]+")
# With 128 values the error of an estimate is 4 in a hundred, one standard deviation.
_HASH_COUNT, _HASH_SEED = 128, 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """The MinHash signature of the texts of a report; `place` is where they begin.

    `waived` is the reason for which its author lets it resemble others.
    """

    place: Span
    values: tuple[int, ...]
    waived: str = ""

    def similarity(self, other: "Sketch") -> float:
        """The estimated share of shingles that two texts have in common (Sørensen-Dice), from 0 to 1."""
        jaccard = sum(a == b for a, b in zip(self.values, other.values, strict=True)) / _HASH_COUNT
        return 2 * jaccard / (1 + jaccard)


def shingles(passages: Iterable[Passage]) -> frozenset[str]:
    """The shingles of the words that an author is free to choose; none where the text is too short to be judged."""
    texts = [_letters(passage.text) for passage in passages if passage.section in _SECTIONS]
    if sum(map(len, texts)) < _MIN_LETTERS:
        return frozenset()
    return frozenset([shingle for text in texts for shingle in _shingles_of(text)])


def sketch(case: Case) -> Sketch | None:
    """The sketch of a report's words; None where they are too few."""
    found = shingles(case.passages)
    if not found:
        return None
    # Half a millisecond to import, and only batches need it.
    from rensa import RMinHash

    hashed = RMinHash(num_perm=_HASH_COUNT, seed=_HASH_SEED)
    hashed.update(list(found))
    waived = next((each.reason.text for each in case.office.waivers if each.rule.text.strip().upper() == "R81"), "")
    return Sketch(case.place("overview"), tuple(hashed.digest()), waived.strip())


def repeated(case: Case) -> Iterator[Diagnostic]:
    """More than half of the text is last year's (R80)."""
    if case.previous is None:
        return
    before = shingles(case.previous.passages)
    now = shingles(case.passages) if before else frozenset()
    if not now:
        return
    percent = round(100 * len(now & before) / len(now))
    if percent > _MAX_REPEATED_PERCENT:
        passage, start, end = _most_repeated_sentence(case, before)
        text = passage.text[start:end]
        shown = text if len(text) <= _MAX_QUOTED_LETTERS else f"{text[:_MAX_QUOTED_LETTERS]}…"
        place = case.spot(passage, start, end)
        yield diagnose("R80", place, passage.path, percent=percent, file=case.previous.display_name, text=shown)


def _most_repeated_sentence(case: Case, before: frozenset[str]) -> tuple[Passage, int, int]:
    """The sentence of which most is repeated."""
    stretches = (
        (
            sum(shingle in before for shingle in _shingles_of(_letters(passage.text[start:end]))),
            -index,
            passage,
            start,
            end,
        )
        for index, passage in enumerate(case.words(*_SECTIONS))
        for start, end in sentences(passage.text)
    )
    *_, passage, start, end = max(stretches, key=lambda stretch: stretch[:2])
    return passage, start, end


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


def _shingles_of(text: str) -> list[str]:
    return [text[start : start + _SHINGLE_LENGTH] for start in range(len(text) - _SHINGLE_LENGTH + 1)]


RULES: tuple[Rule, ...] = (rule(repeated, "R80"),)
