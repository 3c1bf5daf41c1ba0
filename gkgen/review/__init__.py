"""The review: what a reader of many reports would object to, beyond form and sums.

Each rule is a small function over a `Case`. Its messages and severity are in the catalogue of diagnostics, its source
and its examples in `gkgen/rules`.
"""

from gkgen.review.case import Case, PreviousReport, UnitReport
from gkgen.review.rule import Rule, verify_cells
from gkgen.review.rule_set import (
    RULES,
    ClaimRecord,
    ComparedValue,
    Reading,
    Reason,
    Verdict,
    keeping_claims,
    numbers_of,
    review,
)
from gkgen.review.text_similarity import Sketch, sketch

__all__ = [
    "RULES",
    "Case",
    "ClaimRecord",
    "ComparedValue",
    "PreviousReport",
    "Reading",
    "Reason",
    "Rule",
    "Sketch",
    "UnitReport",
    "Verdict",
    "keeping_claims",
    "numbers_of",
    "review",
    "sketch",
    "verify_cells",
]
