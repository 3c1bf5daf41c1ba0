"""Two sentences compared word by word.

Chinese has no blanks between words, so each character counts as a word; numbers and Latin words are words, too.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from gkgen import lazy_re as re
from gkgen.comparison.changes import Kind, Stretch

_WORD = re.compile(r"[0-9][0-9.,]*[%％]?|[A-Za-z]+|\s+|.", re.DOTALL)
# Sentences of more words are shown whole.
MAX_WORDS = 2_000


def stretches(before: str, after: str) -> tuple[Stretch, ...]:
    """The sentence in stretches that both have, or one of them; of a change, what was removed comes first."""
    words, others = _WORD.findall(before), _WORD.findall(after)
    if max(len(words), len(others)) > MAX_WORDS:
        return tuple(_joined([("removed", before), ("added", after)]))
    pieces: list[tuple[Kind, str]] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(words[start:end])))
        else:
            pieces.append(("removed", "".join(words[start:end])))
            pieces.append(("added", "".join(others[other_start:other_end])))
    return tuple(_joined(_without_islands(pieces)))


def _without_islands(pieces: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """What is the same by chance, between changes that are longer than it on both sides, becomes part of the change.

    This is the semantic clean-up of Neil Fraser's "Diff Strategies" (2006): 二〇二〇 must not be kept for its 〇.
    """
    found = True
    while found:
        found = False
        for at, (kind, text) in enumerate(pieces):
            if kind == "same" and text and len(text) <= min(_weight(pieces, at, -1), _weight(pieces, at, 1)):
                pieces[at : at + 1] = [("removed", text), ("added", text)]
                found = True
                break
    return pieces


def _weight(pieces: list[tuple[Kind, str]], at: int, step: int) -> int:
    """How long the change is on one side of a place: the longer of what was removed and what was added."""
    lengths = {"removed": 0, "added": 0}
    at += step
    while 0 <= at < len(pieces) and pieces[at][0] != "same":
        lengths[pieces[at][0]] += len(pieces[at][1])
        at += step
    return max(lengths.values())


def _joined(pieces: list[tuple[Kind, str]]) -> Iterator[Stretch]:
    """Neighbours of one kind in one stretch."""
    removed = added = ""
    for kind, text in (*pieces, ("same", "")):
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        else:
            changed: tuple[tuple[Kind, str], ...] = (("removed", removed), ("added", added), ("same", text))
            yield from (Stretch(each, words) for each, words in changed if words)
            removed = added = ""
