"""Facts compared: cells, names, dates, the author's own figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gkgen.comparison.changes import FactChange
from gkgen.comparison.report_content import Fact


def compare_facts(before: Sequence[Fact], after: Sequence[Fact]) -> Iterator[FactChange]:
    """The facts that differ, in the order of the later report, groups kept together.

    A zero that the other side lacks is no change: its table may be of another edition, or left out.
    """
    olds, news = ({fact.path: fact for fact in facts} for facts in (before, after))
    paths = dict.fromkeys((*news, *olds))
    groups = dict.fromkeys((news.get(path) or olds[path]).group for path in paths)
    ranks = {group: rank for rank, group in enumerate(groups)}
    for path in sorted(paths, key=lambda path: ranks[(news.get(path) or olds[path]).group]):
        old, new = olds.get(path), news.get(path)
        fact = new or old
        if fact and _differ(old, new):
            yield FactChange(
                path,
                fact.group,
                fact.label,
                old.text if old else None,
                new.text if new else None,
                _difference(old, new),
                fact.is_computed,
            )


def _differ(old: Fact | None, new: Fact | None) -> bool:
    if old and new:
        return old.text != new.text
    fact = old or new
    return fact is not None and fact.value != 0


def _difference(old: Fact | None, new: Fact | None) -> int | Decimal | None:
    """After minus before, if both are numbers; 0 for an amount printed with other decimals."""
    if old is None or new is None or old.value is None or new.value is None:
        return None
    return new.value - old.value
