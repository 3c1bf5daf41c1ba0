"""What the text claims, against the tables and against itself (R15, R17, R33, R52, R60-R69).

A number is compared where its words leave no doubt which cell it is, and nowhere else.
"""

from gkgen.review.claims.disputes import all_upheld, denied, disputes
from gkgen.review.claims.documents import documents
from gkgen.review.claims.requests import all_finished, none_received, requests
from gkgen.review.claims.shares import parts, shares
from gkgen.review.rule import Rule, rule

RULES: tuple[Rule, ...] = (
    rule(requests, "R15", "R60", "R61", "R62", "R63", "R69"),
    rule(none_received, "R69"),
    rule(all_finished, "R17"),
    rule(disputes, "R33", "R64", "R65", "R66"),
    rule(denied, "R33"),
    rule(all_upheld, "R66"),
    rule(documents, "R52"),
    rule(shares, "R67"),
    rule(parts, "R68"),
)
