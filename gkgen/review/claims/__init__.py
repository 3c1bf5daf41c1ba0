"""What the text claims, read apart from any comparison, then compared with the tables and with itself."""

from collections.abc import Iterator
from dataclasses import replace

from gkgen.diagnostics import Diagnostic
from gkgen.review.case import Case
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim, Verdict
from gkgen.review.claims.claim_records import ClaimRecord, ComparedValue, Reading, Reason, records
from gkgen.review.claims.clauses import normal
from gkgen.review.claims.comparator import Comparator
from gkgen.review.claims.contradictions import contradictions
from gkgen.review.claims.other_numbers import with_other_numbers
from gkgen.review.claims.reader import Reader
from gkgen.review.rule import Rule, rule

__all__ = [
    "RULES",
    "ClaimRecord",
    "ComparedValue",
    "Reading",
    "Reason",
    "Verdict",
    "claims",
    "claims_of",
    "numbers_of",
    "read_claims",
    "recording",
]


def claims_of(case: Case) -> tuple[ClaimRecord, ...]:
    """The record of every claim of a report, in the order of the report."""
    cells = CellValues(case)
    return records(case, cells, read_claims(case, cells))


def numbers_of(case: Case) -> tuple[ClaimRecord, ...]:
    """The record of every number, denial and universal of a report, those that claim nothing among them."""
    return with_other_numbers(case.passages, claims_of(case))


def read_claims(case: Case, cells: CellValues) -> list[Claim]:
    """All claims of a report with their verdicts, in the order of the report."""
    comparator, found = Comparator(cells), []
    for passage, claims in Reader(case, cells).read(case.passages):
        comparator.judge(claims, normal(passage.text))
        found += claims
    return found


def claims(case: Case) -> Iterator[Diagnostic]:
    """What contradicts the tables or itself."""
    cells = CellValues(case)
    return contradictions(case, cells, read_claims(case, cells))


RULES: tuple[Rule, ...] = (
    rule(
        claims,
        *(
            "R15",
            "R17",
            "R33",
            "R52",
            "R55",
            "R56",
            "R57",
            "R60",
            "R61",
            "R62",
            "R63",
            "R64",
            "R65",
            "R66",
            "R67",
            "R68",
            "R69",
        ),
    ),
)


def recording(records: list[ClaimRecord]) -> Rule:
    """The rule on claims that also puts the record of every claim into `records`: the text is read once for both."""

    def check(case: Case) -> Iterator[Diagnostic]:
        records.extend(claims_of(case))
        return (record.finding for record in records if record.finding is not None)

    return replace(RULES[0], check=check)
