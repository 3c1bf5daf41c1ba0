"""Numbers of headings: （一） then 1. then （1）, as GB/T 9704-2012, 7.3.3 orders them."""

from collections.abc import Iterable
from dataclasses import replace

from gkgen import lazy_re as re
from gkgen.document import Block, Heading, Run, plain
from gkgen.numerals import HEADING_MARK, chinese

_NUMBERED = re.compile(HEADING_MARK)
_TOP, _BOTTOM = 2, 4


def number_headings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of one section with numbered headings; those that the author has numbered stay as they are."""
    counts = dict.fromkeys(range(_TOP, _BOTTOM + 1), 0)
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level] += 1
            for below in range(block.level + 1, _BOTTOM + 1):
                counts[below] = 0
            numbered.append(_with_number(block, counts[block.level]))
        else:
            numbered.append(block)
    return tuple(numbered)


def _with_number(heading: Heading, number: int) -> Heading:
    if _NUMBERED.match(plain(heading.runs)):
        return heading
    label = {2: f"（{chinese(min(number, 99))}）", 3: f"{number}.", 4: f"（{number}）"}[heading.level]
    return replace(heading, runs=(Run(label), *heading.runs))
