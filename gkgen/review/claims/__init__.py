"""Narrative against tables (R15, R17, R33, R52, R60-R69)."""

from gkgen.review.case import Rule

RULES: tuple[Rule, ...] = ()
