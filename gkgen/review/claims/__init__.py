"""What the text claims, against the tables and against itself (R15, R17, R33, R52, R60-R69).

A number is compared where its words leave no doubt which cell it is, and nowhere else.
"""

from gkgen.review.claims.disputes import all_upheld, denied, disputes
from gkgen.review.claims.documents import documents
from gkgen.review.claims.requests import all_finished, none_received, requests
from gkgen.review.claims.shares import parts, shares
from gkgen.review.rule import Rule

_NEW, _IN, _DONE, _OUT = (
    "requests.new_received.total",
    "requests.carried_in.total",
    "requests.results.total.total",
    "requests.carried_out.total",
)
_RESULTS = (
    "requests.results.granted",
    "requests.results.partially_granted",
    "requests.results.refused",
    "requests.results.unable",
    "requests.results.not_processed",
)
_DISPUTES = tuple(
    f"disputes.{group}.{outcome}"
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for outcome in ("upheld", "corrected", "other", "pending", "total")
)
_DOCUMENTS = tuple(
    f"disclosure.{row}.{cell}"
    for row in ("regulations", "normative_documents")
    for cell in (
        "in_force from 2021",
        "repealed from 2021",
        "issued from 2021",
        "newly_made until 2020",
        "total_disclosed until 2020",
        "newly_disclosed until 2020",
    )
)

RULES: tuple[Rule, ...] = (
    Rule(("R15", "R60", "R61", "R62", "R63", "R69"), requests, cells=(_NEW, _IN, _DONE, _OUT, *_RESULTS)),
    Rule(("R69",), none_received, cells=(_NEW,)),
    Rule(("R17",), all_finished, cells=(_OUT,)),
    Rule(("R33", "R64", "R65", "R66"), disputes, cells=_DISPUTES),
    Rule(("R33",), denied, cells=_DISPUTES),
    Rule(("R66",), all_upheld, cells=_DISPUTES),
    Rule(("R52",), documents, cells=_DOCUMENTS),
    Rule(("R67",), shares, cells=(_NEW, _IN, _DONE)),
    Rule(("R68",), parts),
)
