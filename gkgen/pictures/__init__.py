"""Pictures judged and made ready before any writer sees them, at the size at which all outputs print them.

Only this package uses Pillow and resvg. Pillow takes 50 ms to import, and most reports have no picture: the modules are
imported when one of these names is first used. Import the package elsewhere, not its names.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gkgen.pictures.preparation import MAX_BYTES, prepare, usable
    from gkgen.pictures.print_size import printed
    from gkgen.pictures.rasterization import in_fonts, in_pixels

__all__ = ["MAX_BYTES", "in_fonts", "in_pixels", "prepare", "printed", "usable"]

_MODULES = {
    **dict.fromkeys(("MAX_BYTES", "prepare", "usable"), "gkgen.pictures.preparation"),
    **dict.fromkeys(("in_fonts", "in_pixels"), "gkgen.pictures.rasterization"),
    "printed": "gkgen.pictures.print_size",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Imports a public name on first use."""
        if name not in _MODULES:
            raise AttributeError(name)
        return getattr(import_module(_MODULES[name]), name)
