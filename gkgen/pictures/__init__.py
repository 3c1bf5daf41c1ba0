"""Pictures judged and made ready before any writer sees them, at the size at which all outputs print them.

Pillow and resvg are used here alone.
"""

from gkgen.pictures.preparation import MAX_BYTES, prepare, usable
from gkgen.pictures.print_size import printed
from gkgen.pictures.rasterization import in_fonts, in_pixels

__all__ = ["MAX_BYTES", "in_fonts", "in_pixels", "prepare", "printed", "usable"]
