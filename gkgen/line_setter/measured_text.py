"""What lines are made of: a text with its widths, and the rules of its block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from gkgen.line_setter.boundaries import BoundaryKind, boundaries, costly_breaks, loose_characters

MAX_OPENING_EMS = 0.15
"""The space between characters beyond which a line is left ragged, such as one before a long address."""

_COSTLY_BREAK_EMS = 0.5


class Justification(Enum):
    """What fills a line that is not the last one: nothing, or space between all characters alike."""

    NONE = "none"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class LineRules:
    """The rules of a block, from its style sheet; `size` is that of its font in pixels.

    `max_opening` is the space between characters in ems beyond which a line is left ragged.
    """

    size: float
    justification: Justification = Justification.NONE
    max_opening: float = MAX_OPENING_EMS


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
    text: str, advances: Sequence[float], breaks: bytes | bytearray, styles: Sequence[CharacterStyle], rules: LineRules
) -> MeasuredText:
    """A text from the widths of its characters without any spacing, and the breaks that Unicode permits (UAX 14)."""
    spacings = [style.tracking for style in styles]
    allowed = bytearray(breaks)
    gaps: dict[int, float] = {}
    for place, kind, is_edge, _ in boundaries(text):
        if kind is BoundaryKind.GAP:
            gaps[place] = styles[place - 1].gap
            allowed[place] = 1
            continue
        allowed[place] = kind is BoundaryKind.OPEN
        if is_edge:
            spacings[place - 1] = 0.0
    costs: dict[int, float] = {}
    for place, *_ in costly_breaks(text):
        style = styles[place - 1]
        allowed[place], costs[place] = 1, _COSTLY_BREAK_EMS * style.size + style.tracking
    lefts, rights = _edges(advances, spacings, gaps)
    return MeasuredText(text, advances, lefts, rights, spacings, gaps, allowed, costs, loose_characters(text), rules)


def _edges(
    advances: Sequence[float], spacings: Sequence[float], gaps: dict[int, float]
) -> tuple[list[float], list[float]]:
    def widths() -> Iterator[float]:
        for place, (advance, spacing) in enumerate(zip(advances, spacings, strict=True)):
            yield gaps.get(place, 0.0) + advance + spacing

    rights = list(accumulate(widths()))
    lefts = [right - advance - spacing for right, advance, spacing in zip(rights, advances, spacings, strict=True)]
    return lefts, rights
