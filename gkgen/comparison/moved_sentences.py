"""Moved sentences: removed at one place and added, word for word, at another."""

from collections.abc import Sequence
from dataclasses import replace

from gkgen.comparison.changes import SentenceChange
from gkgen.diagnostics import Term

# Shorter sentences occur twice by chance.
MIN_MOVED_CHARACTERS = 8


def with_moves(changes: Sequence[SentenceChange]) -> tuple[SentenceChange, ...]:
    """The changes; both halves of a move have the place of the other half."""
    found = list(changes)
    gone: dict[str, list[int]] = {}
    for at, change in enumerate(changes):
        if not change.after and len(change.before) >= MIN_MOVED_CHARACTERS:
            gone.setdefault(change.before, []).append(at)
    for at, change in enumerate(changes):
        if not change.before and (places := gone.get(change.after)):
            other = places.pop(0)
            found[at] = replace(change, moved=_place(changes[other], change))
            found[other] = replace(changes[other], moved=_place(change, changes[other]))
    return tuple(found)


def _place(change: SentenceChange, seen_from: SentenceChange) -> Term:
    """The place of a change, with its part of the report if that is another."""
    if change.group == seen_from.group:
        return change.where
    return Term(f"{change.group.zh} {change.where.zh}", f"{change.group.en}, {change.where.en}")
