"""This year against last year, and columns against each other (R40-R48)."""

from gkgen.review.case import Rule
from gkgen.review.years.carried_requests import carried
from gkgen.review.years.documents_in_force import disclosed, in_force, issued, items
from gkgen.review.years.year_over_year import changes

RULES: tuple[Rule, ...] = (
    Rule(("R40", "R41"), carried),
    Rule(("R42",), in_force, first_year=2021),
    Rule(("R43",), items, last_year=2020),
    Rule(("R45",), changes),
    Rule(("R47",), disclosed, last_year=2020),
    Rule(("R48",), issued, first_year=2021),
)
