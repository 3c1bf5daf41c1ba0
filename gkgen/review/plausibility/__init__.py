"""Numbers that are possible and improbable (R18, R19, R34, R35, R37, R50, R51, R53, R54, R90)."""

from gkgen.review.plausibility.deadlines import deadline
from gkgen.review.plausibility.disclosure_counts import decisions, fees, regulations
from gkgen.review.plausibility.dispute_counts import after_reconsideration, direct, without_requests
from gkgen.review.plausibility.request_counts import catch_all, left_over
from gkgen.review.rule import Rule, rule

RULES: tuple[Rule, ...] = (
    rule(left_over, "R18"),
    rule(catch_all, "R19"),
    rule(direct, "R34"),
    rule(after_reconsideration, "R35"),
    rule(without_requests, "R37"),
    rule(regulations, "R50"),
    rule(fees, "R51", "R54"),
    rule(decisions, "R53"),
    rule(deadline, "R90"),
)
