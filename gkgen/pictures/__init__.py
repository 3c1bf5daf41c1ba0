"""Pictures judged and made ready before any writer sees them, at the size at which all outputs print them.

Only this package uses Pillow and resvg. Pillow takes 50 ms to import, and most reports have no picture: the modules are
imported when one of these names is first used. Import the package elsewhere, not its names.
"""

from typing import TYPE_CHECKING

from gkgen.lazy_names import lazy_names

if TYPE_CHECKING:
    from gkgen.pictures.preparation import MAX_BYTES, as_supported, prepare
    from gkgen.pictures.print_size import printed_size
    from gkgen.pictures.rasterization import rasterized, with_fonts
else:
    __getattr__ = lazy_names(
        {
            "gkgen.pictures.preparation": ("MAX_BYTES", "as_supported", "prepare"),
            "gkgen.pictures.print_size": ("printed_size",),
            "gkgen.pictures.rasterization": ("rasterized", "with_fonts"),
        }
    )

__all__ = ["MAX_BYTES", "as_supported", "prepare", "printed_size", "rasterized", "with_fonts"]
