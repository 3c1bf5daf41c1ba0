"""Numbers of headings: （一） then 1. then （1）, as GB/T 9704-2012, 7.3.3 orders them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from gkgen.document import Block, Heading, Run, plain

_DIGITS = "零一二三四五六七八九"
_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、]|[（(]\d+[）)]")
_TOP, _BOTTOM = 2, 4


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        raise ValueError(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def number_headings(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of one section with their headings numbered, except those that the author has numbered."""
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
