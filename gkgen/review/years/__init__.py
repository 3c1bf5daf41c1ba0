"""This year against last year, and columns against each other (R40-R48)."""

from gkgen.review.rule import Rule, rule
from gkgen.review.years.carried_requests import carried
from gkgen.review.years.documents_in_force import disclosed, in_force, issued, items
from gkgen.review.years.year_over_year import changes

RULES: tuple[Rule, ...] = (
    rule(carried, "R40", "R41"),
    rule(in_force, "R42"),
    rule(items, "R43"),
    rule(changes, "R45"),
    rule(disclosed, "R47"),
    rule(issued, "R48"),
)
