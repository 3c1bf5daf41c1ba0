"""The words of the report (R16, R70-R88)."""

from gkgen.review.case import Rule

RULES: tuple[Rule, ...] = ()
