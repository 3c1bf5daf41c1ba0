"""How similar two short texts are, on one scale from 0 to 1, in pure Python."""

from collections.abc import Iterable


def similarity(one: str, other: str, minimum: float = 0.0) -> float:
    """The normalized Indel similarity: twice the longest common subsequence over the sum of both lengths.

    Two empty texts are equal. Anything below `minimum` counts as 0, which is quick to say of texts that share few
    letters. The subsequence is found with one bit for each letter (H. Hyyrö, "Bit-parallel LCS-length computation
    revisited", 2004).
    """
    if one == other:
        return 1.0
    total = len(one) + len(other)
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    shared = [letter for letter in other if letter in places]
    if 2 * min(len(one), len(shared)) < minimum * total:
        return 0.0
    every = unmatched = (1 << len(one)) - 1
    for letter in shared:
        matched = unmatched & places[letter]
        unmatched = ((unmatched + matched) | (unmatched - matched)) & every
    common = len(one) - unmatched.bit_count()
    found = 1 - (total - 2 * common) / total
    return found if found >= minimum else 0.0


def closest(text: str, choices: Iterable[str], minimum: float = 0.5) -> str | None:
    """The choice that is most similar to a text, the last in order of several; None where none is similar enough."""
    found, choice = max(((similarity(text, choice, minimum), choice) for choice in choices), default=(0.0, ""))
    return choice if found else None
