"""This year against last year, and columns against each other (R40-R48)."""

from gkgen.review.case import Rule
from gkgen.review.years.changes import changes
from gkgen.review.years.documents import disclosed, in_force, issued, items
from gkgen.review.years.requests import carried

RULES: tuple[Rule, ...] = (
    Rule(("R40", "R41"), carried),
    Rule(("R42",), in_force, first_year=2021),
    Rule(("R43",), items, last_year=2020),
    Rule(("R45",), changes),
    Rule(("R47",), disclosed, last_year=2020),
    Rule(("R48",), issued, first_year=2021),
)
