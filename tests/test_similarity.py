"""Similarity: twice the longest common subsequence over both lengths, whatever the order of the arguments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkgen import similarity as module
from gkgen.similarity import closest, similarities, similarity

TEXTS = st.text("abc一二三", max_size=12)


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by the table of the textbooks."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row, letter in enumerate(one):
        for column, second in enumerate(other):
            beside = max(lengths[row][column + 1], lengths[row + 1][column])
            lengths[row + 1][column + 1] = lengths[row][column] + 1 if letter == second else beside
    return lengths[-1][-1]


@given(TEXTS, TEXTS)
def test_it_is_the_share_of_the_longest_common_subsequence(one: str, other: str) -> None:
    total = len(one) + len(other)
    wanted = 2 * common(one, other) / total if total else 1.0
    assert similarity(one, other) == pytest.approx(wanted)
    assert similarity(other, one) == similarity(one, other)


@given(TEXTS, TEXTS, st.floats(0, 1))
def test_what_is_less_than_wanted_counts_as_nothing(one: str, other: str, minimum: float) -> None:
    full = similarity(one, other)
    assert similarity(one, other, minimum) == (full if full >= minimum else 0.0)


@given(st.lists(TEXTS), st.lists(TEXTS), st.floats(0, 1), st.integers(1, 100))
def test_many_at_once_are_as_each_pair(texts: list[str], others: list[str], minimum: float, packed_bits: int) -> None:
    wanted = [[similarity(text, other, minimum) for other in others] for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MAX_PACKED_BITS", packed_bits)
        assert similarities(texts, others, minimum) == wanted


@given(st.text("ab", min_size=55, max_size=70), st.text("ab", min_size=55, max_size=70))
def test_no_text_disturbs_the_one_behind_it(one: str, other: str) -> None:
    """A carry out of a text whose length fills its bytes would."""
    others = [one[:56], other[:64], one, other]
    wanted = [2 * common(one, each) / (len(one) + len(each)) for each in others]
    assert similarities([one], others) == [pytest.approx(wanted)]


@pytest.mark.parametrize(
    ("text", "choices", "nearest"),
    [
        ("自然入", ("法人", "自然人", "总计"), "自然人"),
        ("R4O", ("R40", "W01"), "R40"),
        ("ab", ("ax", "ay"), "ay"),
        ("甲", ("乙", "丙"), None),
        ("甲", (), None),
    ],
)
def test_the_closest_choice(text: str, choices: tuple[str, ...], nearest: str | None) -> None:
    assert closest(text, choices) == nearest
