"""How many cells of a terminal a text takes: Chinese letters and signs take two."""

import unicodedata

# East Asian Width "ambiguous" (UAX #11): two cells in the fonts of Chinese terminals.
_WIDE_SIGNS = frozenset("“”‘’—…·×①②③④⑤⑥⑦⑧⑨⑩")


def cells(text: str) -> int:
    """The cells that a text takes in a Chinese terminal."""
    return sum(2 if letter in _WIDE_SIGNS or unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
