"""Whether a report is written in traditional characters, in which no label of the form would be found."""

from collections.abc import Sequence

from gkgen.importers.parsed_document import GridBlock, SourceBlock, TextBlock

# Characters that words of such reports have in the traditional script alone.
_TRADITIONAL = frozenset("開報關請產處務區縣鎮鄉門業機構現來結訟議復維規個總計與發電話數據內條當為應實際對於認識學習單")
_MIN_CHARACTERS = 12
_MIN_KINDS = 6


def is_traditional(blocks: Sequence[SourceBlock]) -> bool:
    """Whether many letters of a text are traditional ones, of several kinds: a name may have one or two."""
    texts = [block.text for block in blocks if isinstance(block, TextBlock)]
    texts += [cell.text for block in blocks if isinstance(block, GridBlock) for row in block.rows for cell in row]
    found = [letter for text in texts for letter in text if letter in _TRADITIONAL]
    return len(found) >= _MIN_CHARACTERS and len(set(found)) >= _MIN_KINDS
