"""What lines are made of: a text with its widths, and the rules of its block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from gkgen.line_setter.boundaries import (
    breaks,
    character_classes,
    clung_marks,
    font_edges,
    gaps,
    loose_places,
    shut_in_telephone_numbers,
    slash_breaks,
)
from gkgen.line_setter.word_lists import HANGING, NO_END, NO_START

MAX_OPENING_EMS = 0.5
"""The space at a place beyond which a line is left ragged, such as one before a long address; Word knows no limit."""

# LibreOffice breaks an address behind a slash where this much more has room.
_SLASH_BREAK_EMS = 0.5


class Justification(Enum):
    """What fills a line that is not the last one: nothing, space between all characters alike, or Word's three phases.

    Word widens the blanks first, then the gaps between scripts, each up to half an em, then all places alike.
    """

    NONE = "none"
    CHARACTERS = "characters"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class LineRules:
    """The rules of a block, from its style sheet; `size` is that of its font in pixels.

    `max_opening` is the space between characters in ems beyond which a line is left ragged. A line may be longer than
    its room by `fit` pixels. The last three are otherwise in LibreOffice: it breaks addresses behind their slashes
    and telephone numbers behind hyphens, parts no letter from a bracket, adds no tracking where the font changes, and
    hangs no mark behind Latin text.
    """

    size: float
    justification: Justification = Justification.NONE
    max_opening: float = MAX_OPENING_EMS
    hanging: str = HANGING
    no_start: str = NO_START
    no_end: str = NO_END
    fit: float = 0.0
    breaks_as_unicode: bool = False
    tracks_edges: bool = True
    hangs_behind_latin: bool = True


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """How characters stand in a line; lengths are in pixels.

    `tracking` is added behind each character, `gap` is between Chinese and Latin ones.
    """

    size: float
    tracking: float = 0.0
    gap: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredText:
    """A text with the left and right edge of each character, had it one line.

    `spacings` is the space behind each character that belongs to it, `gaps` that before some; neither begins a line.
    A line may begin at a character where `breaks` is odd, and needs `costs` to be left free before it.
    """

    text: str
    advances: Sequence[float]
    lefts: Sequence[float]
    rights: Sequence[float]
    spacings: Sequence[float]
    gaps: dict[int, float]
    breaks: bytearray
    costs: dict[int, float]
    is_loose: Sequence[bool]
    rules: LineRules


def measured(
    text: str,
    advances: Sequence[float],
    unicode_breaks: bytes | bytearray,
    styles: Sequence[CharacterStyle],
    rules: LineRules,
) -> MeasuredText:
    """A text from the widths of its characters without any spacing, and the breaks that Unicode permits (UAX 14)."""
    classes = character_classes(text, rules.no_start, rules.no_end)
    spacings = [style.tracking for style in styles]
    between = {place: styles[place - 1].gap for place in gaps(classes)}
    allowed = breaks(text, classes, unicode_breaks)
    if not rules.tracks_edges:
        for place in font_edges(text):
            spacings[place - 1] = 0.0
    costs: dict[int, float] = {}
    for place in (clung_marks if rules.breaks_as_unicode else shut_in_telephone_numbers)(text):
        allowed[place] = 0
    if rules.breaks_as_unicode:
        for place in slash_breaks(text):
            style = styles[place - 1]
            allowed[place], costs[place] = 1, _SLASH_BREAK_EMS * style.size + style.tracking
    lefts, rights = _edges(advances, spacings, between)
    return MeasuredText(text, advances, lefts, rights, spacings, between, allowed, costs, loose_places(classes), rules)


def _edges(
    advances: Sequence[float], spacings: Sequence[float], gaps: dict[int, float]
) -> tuple[list[float], list[float]]:
    def widths() -> Iterator[float]:
        for place, (advance, spacing) in enumerate(zip(advances, spacings, strict=True)):
            yield gaps.get(place, 0.0) + advance + spacing

    rights = list(accumulate(widths()))
    lefts = [right - advance - spacing for right, advance, spacing in zip(rights, advances, spacings, strict=True)]
    return lefts, rights
