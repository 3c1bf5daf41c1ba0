"""How similar short texts are, on one scale from 0 to 1, in pure Python."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Bits of one integer with packed texts. Longer ones save no time, and there is one for each letter that occurs.
MAX_PACKED_BITS = 4_096


def similarity(one: str, other: str, minimum: float = 0.0) -> float:
    """The normalized Indel similarity: twice the longest common subsequence over the sum of both lengths.

    Two empty texts are equal. Anything below `minimum` counts as 0, which is quick to say of texts that share few
    letters.
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
    every = (1 << len(one)) - 1
    return _share(len(one) - _unmatched(shared, places, every).bit_count(), total, minimum)


def similarities(texts: Sequence[str], others: Sequence[str], minimum: float = 0.0) -> list[list[float]]:
    """The similarity of each text (rows) to each of the others (columns), exactly as `similarity` gives it.

    The others are compared side by side in one integer, which is many times as fast as pair by pair.
    """
    rows: list[list[float]] = [[] for _ in texts]
    for packed in _packed(others):
        for text, row in zip(texts, rows, strict=True):
            row.extend(packed.similarities(text, minimum))
    return rows


def closest(text: str, choices: Iterable[str], minimum: float = 0.5) -> str | None:
    """The choice that is most similar to a text, the last in order of several; None where none is similar enough."""
    found, choice = max(((similarity(text, choice, minimum), choice) for choice in choices), default=(0.0, ""))
    return choice if found else None


def _unmatched(text: Iterable[str], places: dict[str, int], every: int) -> int:
    """The positions that are in no longest common subsequence with a text, one bit for each.

    `places` has the positions of each letter of the text. See H. Hyyrö, "Bit-parallel LCS-length computation
    revisited" (2004).
    """
    unmatched = every
    for letter in text:
        matched = unmatched & places[letter]
        unmatched = ((unmatched + matched) | (unmatched - matched)) & every
    return unmatched


def _share(common: int, total: int, minimum: float) -> float:
    found = 1 - (total - 2 * common) / total if total else 1.0
    return found if found >= minimum else 0.0


@dataclass(frozen=True, slots=True)
class _Packed:
    """Texts one behind the other in one integer, a bit for each letter.

    Each begins at a byte and ends below a free bit, which takes the carry of the addition and is cleared at each step,
    so that no text disturbs the next.
    """

    lengths: list[int]
    places: dict[str, int]
    every: int

    def similarities(self, text: str, minimum: float) -> Iterator[float]:
        shared = (letter for letter in text if letter in self.places)
        unmatched = _unmatched(shared, self.places, self.every)
        data = unmatched.to_bytes(sum(map(_bytes_for, self.lengths)), "little")
        begin = 0
        for length in self.lengths:
            end = begin + _bytes_for(length)
            common = length - int.from_bytes(data[begin:end], "little").bit_count()
            yield _share(common, len(text) + length, minimum)
            begin = end


def _bytes_for(length: int) -> int:
    return length // 8 + 1


def _packed(texts: Iterable[str]) -> Iterator[_Packed]:
    """The texts in their order, as many in one integer as there is place for, and at least one."""
    lengths: list[int] = []
    places: dict[str, int] = {}
    begin = every = 0
    for text in texts:
        if begin and begin + len(text) > MAX_PACKED_BITS:
            yield _Packed(lengths, places, every)
            lengths, places, begin, every = [], {}, 0, 0
        lengths.append(len(text))
        for at, letter in enumerate(text, start=begin):
            places[letter] = places.get(letter, 0) | 1 << at
        every |= ((1 << len(text)) - 1) << begin
        begin += 8 * _bytes_for(len(text))
    if lengths:
        yield _Packed(lengths, places, every)
