"""A report cut into its sections; text under a heading that the form gives to a table moves to the text before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gkgen import lazy_re as re
from gkgen.document import Run, plain
from gkgen.form import Edition, Field
from gkgen.importers.match_result import ImportIssue, issue
from gkgen.importers.parsed_document import Part, SourceBlock, TextBlock
from gkgen.importers.prose.section_headings import Candidate, Confidence, candidates, choose, is_first_level, words_of
from gkgen.label_normalization import normalized, without_number

_SENTENCE_END = re.compile(r"[。！？!?]")
_MAX_TAIL_CHARACTERS = 30


@dataclass(slots=True)
class SectionBlocks:
    """Blocks before the first section, and blocks of each prose section by its name."""

    opening: list[SourceBlock] = field(default_factory=list)
    prose: dict[str, list[SourceBlock]] = field(default_factory=dict)
    issues: list[ImportIssue] = field(default_factory=list)
    moved: set[str] = field(default_factory=set)


def cut_headings_loose(blocks: Sequence[SourceBlock], edition: Edition) -> tuple[list[SourceBlock], list[ImportIssue]]:
    """Headings that run on behind the last sentence of a paragraph get a line of their own."""
    seen = {candidate.section.name for candidate in choose(candidates(blocks, edition), edition)}
    missing = [section for section in edition.sections() if section.name not in seen]
    found: list[SourceBlock] = []
    issues: list[ImportIssue] = []
    for block in blocks:
        split = _split(block, missing) if isinstance(block, TextBlock) and block.part is Part.UNKNOWN else None
        if split is None:
            found.append(block)
            continue
        found += split
        issues.append(issue("I36", "", block.place, text=split[1].text))
    return found, issues


def _split(block: TextBlock, missing: Sequence[Field]) -> tuple[TextBlock, TextBlock] | None:
    text = plain(block.runs)
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    tail = text[ends[-1] :].strip() if ends else ""
    word = normalized(tail)
    if not 4 <= len(word) <= _MAX_TAIL_CHARACTERS:
        return None
    if not any(len(other) > 4 and word.endswith(other) for section in missing for other in words_of(section)):
        return None
    head = replace(block, runs=(Run(tail),), marker="", part=Part.SECTION)
    return replace(block, runs=(Run(text[: ends[-1]]),)), head


def cut(blocks: Sequence[SourceBlock], edition: Edition) -> SectionBlocks:
    """The blocks by section."""
    parts = SectionBlocks(prose={section.name: [] for section in edition.sections() if not edition.table(section.name)})
    chosen = {candidate.at: candidate for candidate in choose(candidates(blocks, edition), edition)}
    current: tuple[Field, str] | None = None
    for at, block in enumerate(blocks):
        candidate = chosen.get(at)
        if candidate and isinstance(block, TextBlock):
            current = candidate.section, without_number(block.text).strip()
            is_one_of_two = sum(1 for other in chosen.values() if other.section is candidate.section) > 1
            _head(parts, candidate, block, is_one_of_two=is_one_of_two)
        elif current is None:
            parts.opening.append(block)
        else:
            _put(parts, *current, block, edition)
    return parts


def _head(parts: SectionBlocks, candidate: Candidate, block: TextBlock, *, is_one_of_two: bool) -> None:
    """What becomes of a section's heading: the form prints its own; one of two for the same section stays."""
    section = candidate.section
    kind = "I35" if candidate.confidence is Confidence.ALIKE else "I35.known"
    if is_one_of_two and not candidate.is_statutory and section.name in parts.prose:
        words = without_number(block.text).strip()
        parts.prose[section.name].append(replace(block, runs=(Run(words),), marker="", part=Part.HEADING, level=2))
        kind = "I35.kept"
    elif candidate.is_statutory:
        return
    parts.issues.append(issue(kind, section.path, block.place, text=block.text, heading=section.heading_term))


def _put(parts: SectionBlocks, section: Field, heading: str, block: SourceBlock, edition: Edition) -> None:
    """A block to its section; a table's section has no room for text, the one before it has."""
    target = section if section.name in parts.prose else _before(section, edition)
    own = parts.prose[target.name]
    if target is not section and section.name not in parts.moved:
        parts.moved.add(section.name)
        own.append(TextBlock((Run(heading, bold=True),), block.place, Part.PARAGRAPH))
        values = {"heading": section.heading_term, "target": target.heading_term}
        parts.issues.append(issue("I33", target.path, block.place, **values))
    if isinstance(block, TextBlock) and block.part is Part.UNKNOWN and is_first_level(block.text):
        # A section that the form does not have, such as that on fees before report year 2019.
        words = without_number(block.text).strip()
        parts.issues.append(issue("I35.kept", target.path, block.place, text=block.text, heading=target.heading_term))
        block = replace(block, runs=(Run(words, bold=True),), marker="", part=Part.PARAGRAPH)
    own.append(block)


def _before(section: Field, edition: Edition) -> Field:
    """The prose section before this one, else the first."""
    prose = [own for own in edition.sections() if not edition.table(own.name)]
    order = edition.sections()
    return next((own for own in reversed(prose) if order.index(own) < order.index(section)), prose[0])


def missing(parts: SectionBlocks, edition: Edition) -> Iterator[Field]:
    """The prose sections of which the report has nothing."""
    return (edition.field(name) for name, blocks in parts.prose.items() if not blocks)
