"""Findings about warnings that the author has looked at."""

from gkgen.diagnostics.kinds import Kind

KINDS: tuple[Kind, ...] = ()
