"""What fills a line: the space between its characters, opened as the rules of its block say."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from gkgen.line_setter.measured_text import Justification, MeasuredText

_FULL_GAP_EMS = 0.5
"""How wide a blank or a gap becomes before Word opens all places alike."""


def justify(text: MeasuredText, start: int, spacings: list[float], free: float) -> float:
    """Spread what is free over the places of a line that begins at a character; what was spread.

    `spacings` is the space behind each of its characters, which becomes more. A line that would have to be opened by
    more than `max_opening` at each place stays as it is.
    """
    if free <= 0:
        return 0.0
    shares = [0.0] * len(spacings)
    left = free if text.rules.justification is Justification.CHARACTERS else free - _phases(text, start, shares, free)
    if left > 0:
        last = len(spacings) - 1
        loose = [at for at in range(last) if text.is_loose[start + at] and is_spaced(text.text[start + at])]
        if not loose or left > text.rules.max_opening * text.rules.size * len(loose):
            return 0.0
        for at in loose:
            shares[at] += left / len(loose)
    for at, share in enumerate(shares):
        spacings[at] += share
    return free


def _phases(text: MeasuredText, start: int, shares: list[float], free: float) -> float:
    """Widen the blanks, then the gaps between scripts, each up to half an em; what was spread."""
    last = len(shares) - 1
    blanks = [at for at in range(last) if text.text[start + at] == " "]
    gaps = [at for at in range(last) if start + at + 1 in text.gaps]
    spread = _widen(blanks, [text.advances[start + at] for at in blanks], text, shares, free)
    return spread + _widen(gaps, [text.gaps[start + at + 1] for at in gaps], text, shares, free - spread)


def _widen(
    places: Sequence[int], widths: Sequence[float], text: MeasuredText, shares: list[float], free: float
) -> float:
    """Give the same to each place until the widest is full; what was given."""
    if not places or free <= 0:
        return 0.0
    each = min(free / len(places), max(0.0, _FULL_GAP_EMS * text.rules.size - max(widths)))
    for at in places:
        shares[at] += each
    return each * len(places)


@lru_cache(maxsize=10_000)
def is_spaced(character: str) -> bool:
    """Whether there can be space behind a character; not where marks combine with the one before them."""
    return unicodedata.category(character) not in {"Mn", "Me", "Cf"}
