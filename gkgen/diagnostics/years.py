"""Findings about this year against last year, and about the files that a file names."""

from gkgen.diagnostics.kinds import Kind

KINDS: tuple[Kind, ...] = ()
