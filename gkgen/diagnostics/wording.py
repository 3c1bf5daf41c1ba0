"""Findings about the words of the report."""

from gkgen.diagnostics.kinds import Kind

KINDS: tuple[Kind, ...] = ()
