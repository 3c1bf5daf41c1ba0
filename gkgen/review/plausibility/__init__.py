"""Numbers that are possible and improbable (R18, R19, R34, R35, R37, R50, R51, R53, R54, R90)."""

from gkgen.review.plausibility.deadlines import deadline
from gkgen.review.plausibility.disclosure_counts import decisions, fees, regulations
from gkgen.review.plausibility.dispute_counts import after_reconsideration, direct, without_requests
from gkgen.review.plausibility.request_counts import catch_all, left_over
from gkgen.review.rule import Rule

_OFFICE = ("kind", "office")
_DECISIONS = (
    "disclosure.licensing.decisions",
    "disclosure.penalties.decisions",
    "disclosure.coercive_measures.decisions",
)
_RECONSIDERATION, _DIRECT, _AFTER = (
    "disputes.reconsideration.total",
    "disputes.litigation_direct.total",
    "disputes.litigation_after_reconsideration.total",
)
_FEE_CELLS = (
    "disclosure.fees.amount_wan_yuan",
    "other_matters.processing_fee.charged",
    "other_matters.processing_fee.amount_yuan",
)

RULES: tuple[Rule, ...] = (
    Rule(("R18",), left_over, cells=("requests.carried_out.total", "requests.new_received.total")),
    Rule(
        ("R19",),
        catch_all,
        cells=(
            "requests.results.total.total",
            "requests.results.other_handling.total until 2020",
            "requests.results.other.other.total from 2021",
        ),
    ),
    Rule(("R34",), direct, cells=(_DIRECT,), first_year=2024),
    Rule(("R35",), after_reconsideration, cells=(_AFTER, _RECONSIDERATION, "disputes.litigation_direct")),
    Rule(
        ("R37",),
        without_requests,
        cells=(_RECONSIDERATION, _DIRECT, _AFTER, "requests.new_received.total", "requests.carried_in.total"),
    ),
    Rule(("R50",), regulations, cells=(*_OFFICE, "disclosure.regulations", "disclosure.normative_documents")),
    Rule(("R51", "R54"), fees, cells=(*_OFFICE, *_FEE_CELLS), first_year=2021),
    Rule(("R53",), decisions, cells=(*_OFFICE, *_DECISIONS)),
    Rule(("R90",), deadline, cells=(*_OFFICE, "year", "metadata.publish_date")),
)
