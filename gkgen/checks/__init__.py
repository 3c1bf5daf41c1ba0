"""Arithmetic: totals computed and verified, the sums of the form, the author's own equations."""

from gkgen.checks.author_equations import own_checks
from gkgen.checks.computed_cells import Number, Numbers, Origin, printed, solve, solve_stated, summed_cells
from gkgen.checks.sum_checks import cell_term, check_sums

__all__ = [
    "Number",
    "Numbers",
    "Origin",
    "cell_term",
    "check_sums",
    "own_checks",
    "printed",
    "solve",
    "solve_stated",
    "summed_cells",
]
