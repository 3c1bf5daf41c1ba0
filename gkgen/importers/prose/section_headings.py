"""Headings of the six sections, however they are numbered and worded, and what stands under each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from gkgen import lazy_re as re
from gkgen.form import Edition, Field
from gkgen.importers.parsed_document import Part, SourceBlock, TextBlock
from gkgen.label_normalization import half_width, normalized, number_before
from gkgen.numerals import DASHES, ORDINAL
from gkgen.similarity import similarity

_MAX_HEADING_CHARACTERS = 50
_MIN_SIMILARITY = 0.72
# 一、 or — for it; 1. may be the number of a smaller heading as well.
_FIRST_LEVEL = re.compile(rf"\s*(?:第{ORDINAL}|{ORDINAL}\s*[、.,]|{DASHES}\s*[、.])")
_DIGITS = re.compile(r"\s*\d{1,2}\s*[、.]")
_YEAR = re.compile(r"^(?:20|19)\d\d年?度?")
_NO_HEADINGS = frozenset(
    {Part.TITLE, Part.DETAIL, Part.LETTERHEAD, Part.PARAGRAPH, Part.ITEM, Part.SIGNATURE, Part.HEADING}
)
_ENDS = "。；;，,：:！？!?"


class Confidence(IntEnum):
    """How surely a line is the heading of a section."""

    WRITTEN = 5  # the original says so
    NUMBERED = 4  # 一、 and the words of the form or known ones
    EXACT = 3  # the words of the form
    KNOWN = 2  # other words for it, numbered 1.
    ALIKE = 1  # numbered 一、 and much like it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be the heading of a section."""

    at: int
    section: Field
    confidence: Confidence
    is_statutory: bool


def candidates(blocks: Sequence[SourceBlock], edition: Edition) -> tuple[Candidate, ...]:
    """Every block that may be the heading of a section."""
    return tuple(found for at, block in enumerate(blocks) if (found := _candidate(at, block, edition)))


def _candidate(at: int, block: SourceBlock, edition: Edition) -> Candidate | None:
    if (
        not isinstance(block, TextBlock)
        or len(block.text) > _MAX_HEADING_CHARACTERS
        or block.text.strip().endswith(tuple(_ENDS))
    ):
        return None
    if block.part in _NO_HEADINGS:
        return None
    word = _YEAR.sub("", normalized(block.text)).removesuffix("表")
    text = half_width(block.text)
    is_first, has_digits = bool(_FIRST_LEVEL.match(text)), bool(_DIGITS.match(text))
    has_none = not number_before(block.text)
    for section in edition.sections():
        is_statutory = word == normalized(section.heading)
        if block.part is Part.SECTION and is_statutory:
            return Candidate(at, section, Confidence.WRITTEN, is_statutory)
        if word in words_of(section):
            if is_first:
                return Candidate(at, section, Confidence.NUMBERED, is_statutory)
            if is_statutory and (has_none or has_digits):
                return Candidate(at, section, Confidence.EXACT, is_statutory)
            if has_digits or (has_none and block.level):
                return Candidate(at, section, Confidence.KNOWN, is_statutory)
    return _alike(at, word, edition, block.part) if is_first or block.part is Part.SECTION else None


def words_of(section: Field) -> frozenset[str]:
    """The normal spellings of a section's heading, the statutory one and others."""
    return frozenset(normalized(words) for words in (section.heading, *section.also))


def _alike(at: int, word: str, edition: Edition, part: Part) -> Candidate | None:
    """The section whose heading has most in common with these words, if much."""
    ranked = sorted(
        ((_similarity(word, section), -number) for number, section in enumerate(edition.sections())), reverse=True
    )
    best, number = ranked[0]
    confidence = Confidence.NUMBERED if part is Part.SECTION else Confidence.ALIKE
    return (
        Candidate(at, edition.sections()[-number], confidence, is_statutory=False) if best >= _MIN_SIMILARITY else None
    )


def is_first_level(text: str) -> bool:
    """Whether a line is numbered as the sections are, and short enough to be the heading of one."""
    is_short = len(text) <= _MAX_HEADING_CHARACTERS and not text.strip().endswith(tuple(_ENDS))
    return is_short and bool(_FIRST_LEVEL.match(half_width(text)))


def _similarity(word: str, section: Field) -> float:
    return max(
        max(similarity(word, other), 0.9 * (len(other) > 4 and word.endswith(other))) for other in words_of(section)
    )


def choose(found: Sequence[Candidate], edition: Edition) -> tuple[Candidate, ...]:
    """Those that are headings of sections: for each section the surest, in the order of the form.

    A section may have two headings of its own, as 存在的主要问题 and 下步工作计划 are.
    """
    order = {section.name: number for number, section in enumerate(edition.sections())}
    best = {
        name: max((c.confidence for c in found if c.section.name == name), default=Confidence.ALIKE) for name in order
    }
    strong = [c for c in found if c.confidence is best[c.section.name] or c.confidence >= Confidence.NUMBERED]
    return tuple(_in_order(strong, order))


def _in_order(found: Sequence[Candidate], order: dict[str, int]) -> Iterator[Candidate]:
    """The longest chain in which no section stands before one that it should follow; surer ones count for more."""
    chains: list[tuple[int, tuple[Candidate, ...]]] = []
    for candidate in found:
        before = [chain for chain in chains if order[chain[1][-1].section.name] <= order[candidate.section.name]]
        weight, chain = max(before, key=lambda chain: chain[0], default=(0, ()))
        is_again = any(other.section is candidate.section for other in chain)
        gain = 1 if is_again else 10 + candidate.confidence
        chains.append((weight + gain, (*chain, candidate)))
    yield from max(chains, key=lambda chain: chain[0], default=(0, ()))[1]
