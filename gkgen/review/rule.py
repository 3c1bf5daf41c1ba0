"""All rules of the review, and the review itself."""

from collections.abc import Iterable, Iterator

from gkgen.diagnostics import Diagnostic
from gkgen.review import aggregation, claims, plausibility, text_similarity, wording, years
from gkgen.review.case import Case, Rule

_FAMILIES = (plausibility, years, claims, wording, text_similarity, aggregation)

RULES: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)


def review(case: Case, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    """What the rules find; a rule says nothing where what it needs is missing or was refused."""
    for rule in rules:
        if rule.applies(case.year):
            yield from rule.check(case)
