"""Text cut where a reader pauses, with the place of each piece."""

from collections.abc import Iterator

from gkgen import lazy_re as re

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between full stops and semicolons."""
    return (found.span() for found in _SENTENCE.finditer(text))


def sentence_at(text: str, position: int) -> tuple[int, int]:
    """The sentence that holds a position."""
    start = max(text.rfind(mark, 0, position) for mark in "。！？!?；;\n") + 1
    ends = [place for mark in "。！？!?；;\n" if (place := text.find(mark, position)) >= 0]
    return start, min(ends, default=len(text))
