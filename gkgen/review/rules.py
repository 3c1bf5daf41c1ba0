"""All rules of the review, and the review itself."""

from collections.abc import Iterable, Iterator

from gkgen.diagnostics import Diagnostic
from gkgen.review import claims, plausibility, wording, years
from gkgen.review.case import Case, Rule

RULES: tuple[Rule, ...] = (*plausibility.RULES, *years.RULES, *claims.RULES, *wording.RULES)


def review(case: Case, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    """What the rules find; a rule says nothing where what it needs is missing or was refused."""
    for rule in rules:
        if rule.applies(case.year):
            yield from rule.check(case)
