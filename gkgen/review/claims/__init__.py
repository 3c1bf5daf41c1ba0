"""What the text claims, against the tables and against itself (R15, R17, R33, R52, R60-R69).

A number is compared where its words leave no doubt which cell it is, and nowhere else.
"""

from gkgen.review.case import Rule
from gkgen.review.claims.disputes import all_upheld, denied, disputes
from gkgen.review.claims.documents import documents
from gkgen.review.claims.requests import all_finished, none_received, requests
from gkgen.review.claims.shares import parts, shares

RULES: tuple[Rule, ...] = (
    Rule(("R15", "R60", "R61", "R62", "R63", "R69"), requests),
    Rule(("R69",), none_received),
    Rule(("R17",), all_finished),
    Rule(("R33", "R64", "R65", "R66"), disputes),
    Rule(("R33",), denied),
    Rule(("R66",), all_upheld),
    Rule(("R52",), documents),
    Rule(("R67",), shares),
    Rule(("R68",), parts),
)
