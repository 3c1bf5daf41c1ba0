"""Sequence alignment: equal items first, then similar items between them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from gkgen.similarity import similarities, similarity

Pair = tuple[int | None, int | None]
Item = TypeVar("Item", bound=Hashable)

# Items that have less in common are two, one removed and one added.
MIN_SIMILARITY = 0.45
# Beyond so many items difflib ignores items that occur too often (autojunk), to be fast for repetitive texts.
MAX_ITEMS_WITHOUT_HEURISTIC = 2_000
# Beyond so many possible pairs, items are paired by position.
MAX_PAIRS = 40_000


def align(before: Sequence[Item], after: Sequence[Item], text: Callable[[Item], str]) -> Iterator[Pair]:
    """The indexes of both sequences side by side and in order; None where an item has no counterpart.

    Items that are not equal are paired by the similarity of their `text`.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > MAX_ITEMS_WITHOUT_HEURISTIC)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(other_start, other_end), strict=True)
        else:
            olds, news = map(text, before[start:end]), map(text, after[other_start:other_end])
            for old, new in _paired(list(olds), list(news)):
                yield None if old is None else start + old, None if new is None else other_start + new


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """The pairs with the greatest total similarity that do not cross."""
    if len(before) * len(after) > MAX_PAIRS:
        for old, new in zip_longest(range(len(before)), range(len(after))):
            if old is not None and new is not None and similarity(before[old], after[new], MIN_SIMILARITY):
                yield old, new
            else:
                yield from ((old, None), (None, new))
        return
    scores = similarities(before, after, MIN_SIMILARITY)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in reversed(range(len(before))):
        for column in reversed(range(len(after))):
            score = scores[row][column]
            paired = best[row + 1][column + 1] + score if score else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    row = column = 0
    while row < len(before) or column < len(after):
        here = best[row][column] if row < len(before) and column < len(after) else 0.0
        if here and here == best[row + 1][column + 1] + scores[row][column] and scores[row][column]:
            yield row, column
            row, column = row + 1, column + 1
        elif row < len(before) and (column == len(after) or best[row + 1][column] == here):
            yield row, None
            row += 1
        else:
            yield None, column
            column += 1
