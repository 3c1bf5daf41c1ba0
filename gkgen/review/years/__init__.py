"""This year against last year (R40-R48)."""

from gkgen.review.case import Rule

RULES: tuple[Rule, ...] = ()
