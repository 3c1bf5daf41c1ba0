"""Findings about numbers that are possible and improbable."""

from gkgen.diagnostics.kinds import Kind

KINDS: tuple[Kind, ...] = ()
