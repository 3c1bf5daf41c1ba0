"""Pictures judged and made ready before any writer sees them, at the size at which all outputs print them.

Pillow and resvg are used here alone.
"""

from gkgen.pictures.pixels import in_fonts, in_pixels
from gkgen.pictures.preparing import MAX_BYTES, prepare, usable
from gkgen.pictures.sizes import printed

__all__ = ["MAX_BYTES", "in_fonts", "in_pixels", "prepare", "printed", "usable"]
