"""Alignment: equal items first, then the pairs that are most similar in all and do not cross."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen.comparison import alignment
from gkgen.comparison.alignment import MIN_SIMILARITY, Pair, align
from gkgen.similarity import similarity

TEXTS = st.lists(st.text("甲乙丙", max_size=6), max_size=6)


def best(before: Sequence[str], after: Sequence[str]) -> float:
    """The greatest total similarity of pairs that do not cross, each way of pairing tried."""
    if not before or not after:
        return 0.0
    paired = similarity(before[0], after[0], MIN_SIMILARITY)
    without = max(best(before[1:], after), best(before, after[1:]))
    return max(without, paired + best(before[1:], after[1:])) if paired else without


def in_order(pairs: Sequence[Pair], before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether each item is there once, in its order."""
    olds, news = ([each for each in side if each is not None] for side in zip(*pairs, strict=True))
    return olds == list(range(len(before))) and news == list(range(len(after)))


@given(TEXTS, TEXTS)
def test_items_without_an_equal_are_paired_as_well_as_can_be(before: list[str], after: list[str]) -> None:
    after = [text for text in after if text not in before]
    pairs = list(align(before, after, str))
    assert not pairs or in_order(pairs, before, after)
    scores = [
        similarity(before[old], after[new], MIN_SIMILARITY) for old, new in pairs if old is not None and new is not None
    ]
    assert all(scores)
    assert sum(scores) == pytest.approx(best(before, after))


def test_equal_items_come_before_similar_ones() -> None:
    assert list(align(["甲乙丙", "丁"], ["甲乙丁", "甲乙丙"], str)) == [(None, 0), (0, 1), (1, None)]


def test_too_many_pairs_are_paired_by_position(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MAX_PAIRS", 1)
    pairs = [pair for pair in align(["甲乙", "丙"], ["甲丁", "戊", "己"], str) if pair != (None, None)]
    assert pairs == [(0, 0), (1, None), (None, 1), (None, 2)]
