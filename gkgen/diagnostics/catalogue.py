"""Every kind of finding, by name."""

from gkgen.diagnostics import (
    aggregation,
    claims,
    comparing,
    environment,
    forms,
    importing,
    outputs,
    plausibility,
    prose,
    similarity,
    sums,
    syntax,
    unreadable,
    waivers,
    wording,
    years,
)
from gkgen.diagnostics.kinds import Kind

_MODULES = (
    syntax,
    forms,
    sums,
    prose,
    plausibility,
    years,
    claims,
    wording,
    similarity,
    aggregation,
    waivers,
    environment,
    outputs,
    comparing,
    importing,
    unreadable,
)

CATALOGUE: dict[str, Kind] = {kind.name: kind for module in _MODULES for kind in module.KINDS}
