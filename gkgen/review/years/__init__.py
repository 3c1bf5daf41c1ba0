"""This year against last year, and columns against each other (R40-R48)."""

from gkgen.review.rule import Rule
from gkgen.review.years.carried_requests import carried
from gkgen.review.years.documents_in_force import disclosed, in_force, issued, items
from gkgen.review.years.year_over_year import changes

_DECISIONS = (
    "disclosure.licensing.decisions",
    "disclosure.penalties.decisions",
    "disclosure.coercive_measures.decisions",
)
# Counts of work done. Single cells of table three are too small to be compared, and R42, R43 look at what is in force.
_WORK = (
    *_DECISIONS,
    "disclosure.normative_documents.issued from 2021",
    "disclosure.normative_documents.newly_made until 2020",
    "disclosure.fees.amount_wan_yuan from 2021",
    "disclosure.procurement.projects until 2020",
    "disclosure.procurement.amount until 2020",
    "requests.new_received.total",
    "requests.results.total.total",
    "disputes.reconsideration.total",
    "disputes.litigation_direct.total",
    "disputes.litigation_after_reconsideration.total",
)
_DOCUMENTS = ("disclosure.*.in_force", "disclosure.*.issued", "disclosure.*.repealed")
_DISCLOSED = tuple(
    f"disclosure.{row}.{cell}"
    for row in ("regulations", "normative_documents")
    for cell in ("newly_made", "newly_disclosed", "total_disclosed")
)

RULES: tuple[Rule, ...] = (
    Rule(("R40", "R41"), carried, cells=("requests.carried_in", "requests.carried_out")),
    Rule(("R42",), in_force, cells=_DOCUMENTS, first_year=2021),
    Rule(("R43",), items, cells=("disclosure.*.items_last_year", "disclosure.*.items_change"), last_year=2020),
    Rule(("R45",), changes, cells=("kind", "office", *_WORK)),
    Rule(("R47",), disclosed, cells=_DISCLOSED, last_year=2020),
    Rule(("R48",), issued, cells=_DOCUMENTS, first_year=2021),
)
