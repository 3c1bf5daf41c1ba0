"""Sequence alignment: equal items first, then similar items between them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

Pair = tuple[int | None, int | None]
# Says how similar the items at two places are, from 0 to 1; 0 for what is not to be paired.
Similarity = Callable[[int, int], float]

# Beyond so many items difflib ignores items that occur too often (autojunk), to be fast for repetitive texts.
MAX_ITEMS_WITHOUT_HEURISTIC = 2_000
# Beyond so many possible pairs, items are paired by position.
MAX_PAIRS = 40_000


def align(before: Sequence[Hashable], after: Sequence[Hashable], similarity: Similarity) -> Iterator[Pair]:
    """The indexes of both sequences side by side and in order; None where an item has no counterpart."""
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > MAX_ITEMS_WITHOUT_HEURISTIC)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(other_start, other_end), strict=True)
        else:
            yield from _paired(range(start, end), range(other_start, other_end), similarity)


def _paired(before: range, after: range, similarity: Similarity) -> Iterator[Pair]:
    """The pairs with the greatest total similarity that do not cross."""
    if len(before) * len(after) > MAX_PAIRS:
        for old, new in zip_longest(before, after):
            if old is not None and new is not None and similarity(old, new):
                yield old, new
            else:
                yield from ((old, None), (None, new))
        return
    scores = [[similarity(old, new) for new in after] for old in before]
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
            yield before[row], after[column]
            row, column = row + 1, column + 1
        elif row < len(before) and (column == len(after) or best[row + 1][column] == here):
            yield before[row], None
            row += 1
        else:
            yield None, after[column]
            column += 1
