"""The words of `said` in schema.yaml as an index: which terms a text holds, and what is left beside them.

Terms stand there by precedence, the longest and most special first, and each character of a text is used once. `YP年`,
`YY年` and `YN年` in a pattern are last year, the report year and the next.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from gkgen import lazy_re as re
from gkgen.form import Edition
from gkgen.review.claims.first_characters import first_characters

_GROUP = re.compile("[(](?![?])")
_DATE = re.compile(
    r"《□*》|第[一二三四五六七八九十\d]+条|第[一二三四五六七八九十\d]+款|20\d\d年?(?:度)?|\d+月份?(?:\d+日)?|[上下]半年|[一二三四1-4]季度"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A known word: `slot` is the part that it plays in a claim, `name` what it names there."""

    slot: str
    name: str
    start: int
    end: int


class Vocabulary:
    """The terms and the function words of a report year."""

    def __init__(self, said: Mapping[str, Any], year: int) -> None:
        self.year = year
        years = {"YP年": f"{year - 1}年", "YY年": f"{year}年", "YN年": f"{year + 1}年"}
        self._entries = [(entry["slot"], entry.get("id", "")) for entry in said["terms"]]
        alternatives = []
        for entry in said["terms"]:
            pattern = entry["words"]
            for name, real in years.items():
                pattern = pattern.replace(name, real)
            alternatives.append(f"({_GROUP.sub('(?:', pattern)})")
        self._starts = _by_first_character(alternatives)
        self._may_begin = re.compile("[" + "".join(map(re.escape, self._starts)) + "]")
        words = sorted(said["function"], key=len, reverse=True)
        self._function = re.compile("|".join(words))
        self._left: dict[str, str] = {}

    def terms(self, text: str) -> list[Term]:
        """The terms of a text, in order, none within another."""
        return list(self._terms(text))

    def _terms(self, text: str) -> Iterator[Term]:
        at = 0
        for begin in self._may_begin.finditer(text):
            start = begin.start()
            if start < at:
                continue
            pattern, numbers = self._starts[begin[0]]
            if (found := pattern.match(text, start)) and found.lastindex:
                at = found.end()
                yield Term(*self._entries[numbers[found.lastindex - 1]], start, at)

    def residue(self, text: str) -> str:
        """What is left of words when those that say nothing are taken out."""
        if not text:
            return ""
        left = self._left.get(text)
        if left is None:
            left = self._left[text] = self._function.sub("", _DATE.sub("", text))
        return left


@lru_cache(maxsize=8)
def vocabulary_of(edition: Edition, year: int) -> Vocabulary:
    """The vocabulary of a report year, built once."""
    return Vocabulary(edition.said, year)


def _by_first_character(alternatives: list[str]) -> dict[str, tuple[re.Pattern[str], list[int]]]:
    """For each character that a term can begin with, the alternatives to try there: ten instead of a hundred.

    They are compiled when a text first has the character: to compile all takes a tenth of a check.
    """
    starts: dict[str, list[int]] = {}
    for number, alternative in enumerate(alternatives):
        for char in first_characters(alternative):
            starts.setdefault(char, []).append(number)
    return {
        char: (re.compile("|".join(alternatives[number] for number in numbers)), numbers)
        for char, numbers in starts.items()
    }
