"""Every kind of finding, by name."""

from gkgen.diagnostics import environment, forms, outputs, prose, sums, syntax
from gkgen.diagnostics.kinds import Kind

CATALOGUE: dict[str, Kind] = {
    kind.name: kind for module in (syntax, forms, sums, prose, environment, outputs) for kind in module.KINDS
}
