"""What the text claims, read apart from any comparison, then compared with the tables and with itself."""

from collections.abc import Sequence

from gkgen.review.case import Case
from gkgen.review.claims.cell_values import CellValues
from gkgen.review.claims.claim import Claim
from gkgen.review.claims.clauses import normal
from gkgen.review.claims.comparator import Comparator
from gkgen.review.claims.reader import Reader
from gkgen.review.rule import Rule


def read_claims(case: Case) -> list[Claim]:
    """All claims of a report with their verdicts, in the order of the report."""
    cells = CellValues(case)
    comparator, found = Comparator(cells), []
    for passage, claims in Reader(case, cells).read(case.passages):
        comparator.judge(claims, normal(passage.text))
        found += claims
    return found

RULES: tuple[Rule, ...] = ()
