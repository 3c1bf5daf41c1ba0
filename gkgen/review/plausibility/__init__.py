"""Numbers that are possible and improbable (R18, R19, R34, R35, R37, R50, R51, R53, R54, R90)."""

from gkgen.review.case import Rule
from gkgen.review.plausibility.deadlines import deadline
from gkgen.review.plausibility.disclosure_counts import decisions, fees, regulations
from gkgen.review.plausibility.dispute_counts import after_reconsideration, direct, without_requests
from gkgen.review.plausibility.request_counts import catch_all, left_over

RULES: tuple[Rule, ...] = (
    Rule(("R18",), left_over),
    Rule(("R19",), catch_all),
    Rule(("R34",), direct, first_year=2024),
    Rule(("R35",), after_reconsideration),
    Rule(("R37",), without_requests),
    Rule(("R50",), regulations),
    Rule(("R51", "R54"), fees, first_year=2021),
    Rule(("R53",), decisions),
    Rule(("R90",), deadline),
)
