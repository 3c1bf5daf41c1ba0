"""Pictures judged and made ready before any writer sees them, at the size at which all outputs print them.

Only this package uses Pillow and resvg. Pillow takes 50 ms to import, and most reports have no picture: the modules are
imported when one of these names is first used. Import the package elsewhere, not its names.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkgen.pictures.preparation import MAX_BYTES, as_supported, prepare
    from gkgen.pictures.print_size import printed_size
    from gkgen.pictures.rasterization import rasterized, with_fonts

__all__ = ["MAX_BYTES", "as_supported", "prepare", "printed_size", "rasterized", "with_fonts"]

_MODULES = {
    **dict.fromkeys(("MAX_BYTES", "prepare", "as_supported"), "gkgen.pictures.preparation"),
    **dict.fromkeys(("with_fonts", "rasterized"), "gkgen.pictures.rasterization"),
    "printed_size": "gkgen.pictures.print_size",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Imports a public name on first use."""
        if name not in _MODULES:
            raise AttributeError(name)
        return getattr(import_module(_MODULES[name]), name)
