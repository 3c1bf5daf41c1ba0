"""Years that a report names beside that of its title: one of them may be left over from another year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gkgen import lazy_re as re
from gkgen.diagnostics import Term
from gkgen.importers.match_result import ImportIssue, issue
from gkgen.importers.parsed_document import SourceBlock, TextBlock
from gkgen.importers.prose.text_cleaning import NOWHERE
from gkgen.label_normalization import half_width

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?!\d))")
_PERIOD, _FILE, _TEXT = Term("统计期限", "the period"), Term("文件名", "the name of the file"), Term("正文", "the text")


def other_years(
    blocks: Sequence[SourceBlock], year: int, name: str, reading: Mapping[str, Any]
) -> Iterator[ImportIssue]:
    """Where another year is named than that of the title: in the period, in the name of the file, all over the text."""
    text = "".join("".join(half_width(block.text).split()) for block in blocks if isinstance(block, TextBlock))
    period = re.search(reading.get("period", r"(?!)"), text)
    if period and int(period["year"]) != year:
        yield _told(year, int(period["year"]), _PERIOD)
    named = {int(found) for found in _YEAR_IN_NAME.findall(re.split(r"[\\/]", name)[-1])}
    # A file may be called after the year in which the report came out.
    if named and not named & {year, year + 1}:
        yield _told(year, min(named), _FILE)
    counts = Counter(int(found) for found in _YEAR.findall(text))
    others = [(count, other) for other, count in counts.items() if other != year]
    if others and not counts[year] and not period:
        yield _told(year, max(others)[1], _TEXT)


def _told(year: int, other: int, source: Term) -> ImportIssue:
    return issue("I37.years", "year", NOWHERE, year=year, other=other, source=source)
