"""Lines that are pieces of a statutory table and no text: its labels, parts of long ones, numbers."""

from collections.abc import Callable, Collection

from gkgen import lazy_re as re
from gkgen.importers.tables.table_shapes import TableShape
from gkgen.label_normalization import normalized

# Of several columns on a line; a paragraph is no such line.
_MAX_CHARACTERS = 120
# Of a label that was cut, what is too long to be there by chance.
_MIN_PART = 6
_NUMBER = re.compile(r"\d+")
# What is written over the part of a table that stands on the next page.
_CONTINUED = frozenset({"续表", "接上表", "续上表", "表续"})


def is_of_labels(text: str, words: Collection[str]) -> bool:
    """Whether a text is nothing but labels."""
    return _is_made_of(text, lambda piece: piece in words)


def is_remnant(text: str, table: TableShape) -> bool:
    """Whether a text is nothing but labels of a table or parts of them, and numbers."""
    whole = "\n".join(table.words)

    def is_known(piece: str) -> bool:
        is_part = len(piece) >= _MIN_PART and piece in whole
        return piece in table.words or is_part or piece in _CONTINUED or bool(_NUMBER.fullmatch(piece))

    return _is_made_of(text, is_known)


def _is_made_of(text: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a text can be cut into pieces that are known."""
    left = normalized(text) if len(text) <= _MAX_CHARACTERS else ""
    ends = {0} if left else set()
    for end in range(1, len(left) + 1):
        if any(is_known(left[start:end]) for start in ends):
            ends.add(end)
    return bool(left) and len(left) in ends
