"""Folded lines closed up: YAML joins them with a space, which between two Chinese characters is a gap in print."""

from collections.abc import Sequence
from itertools import pairwise

from gkgen import lazy_re as re
from gkgen.source.positions import Mark

_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff“”‘’—…]")
# So much of both lines tells a fold from a space that the author typed.
_AROUND = 8


def closed_up(text: str, lines: Sequence[str], start: Mark, end: Mark) -> str:
    """The text of a scalar of several lines without the spaces that folding put between Chinese characters."""
    typed = [lines[start.line][start.column :], *lines[start.line + 1 : end.line + 1]]
    pieces, done = [], 0
    for before, after in pairwise(line.strip() for line in typed):
        tail, head = before.strip("\"'")[-_AROUND:], after.strip("\"'")[:_AROUND]
        if not (tail and head and _CHINESE.match(tail[-1]) and _CHINESE.match(head[0])):
            continue
        # The fold stands about a line further; looking no further keeps a hostile text from taking long.
        found = text.find(f"{tail} {head}", done, done + 2 * len(before) + len(after) + 100)
        if found >= 0:
            pieces.append(text[done : found + len(tail)])
            done = found + len(tail) + 1
    return "".join(pieces) + text[done:]
