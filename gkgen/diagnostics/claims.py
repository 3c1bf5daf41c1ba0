"""Findings about narrative that contradicts the tables."""

from gkgen.diagnostics.kinds import Kind

KINDS: tuple[Kind, ...] = ()
