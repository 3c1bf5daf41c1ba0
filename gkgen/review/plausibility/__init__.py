"""Numbers that a form allows and a reader doubts (R18, R19, R34-R37, R47-R54, R90)."""

from gkgen.review.case import Rule

RULES: tuple[Rule, ...] = ()
