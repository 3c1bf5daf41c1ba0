"""All rules of the review, and the review itself."""

from collections.abc import Iterable, Iterator

from gkgen.diagnostics import Diagnostic
from gkgen.review import aggregation, claims, plausibility, text_similarity, wording, years
from gkgen.review.case import Case
from gkgen.review.claims import ClaimRecord, ComparedValue, Reading, Reason, Verdict, numbers_of
from gkgen.review.rule import Rule, cells_in

__all__ = [
    "RULES",
    "ClaimRecord",
    "ComparedValue",
    "Reading",
    "Reason",
    "Verdict",
    "keeping_claims",
    "numbers_of",
    "review",
]

_FAMILIES = (plausibility, years, claims, wording, text_similarity, aggregation)

# Rules that name it among their fields judge years, and say nothing where the year of the report is not known.
_YEAR = "year"

RULES: tuple[Rule, ...] = tuple(rule for family in _FAMILIES for rule in family.RULES)


def review(case: Case, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    """What the rules find; a rule says nothing where what it needs is missing or was refused, the year included."""
    for rule in rules:
        is_answerable = case.has_year or _YEAR not in rule.cells
        if is_answerable and rule.applies(case.year) and (cells := cells_in(rule, case.edition)) is not None:
            yield from rule.check(case.reading(cells))


def keeping_claims(rules: Iterable[Rule], records: list[ClaimRecord]) -> tuple[Rule, ...]:
    """The rules, of which the one on claims also puts the record of every claim into `records`."""
    return tuple(claims.recording(records) if rule in claims.RULES else rule for rule in rules)
