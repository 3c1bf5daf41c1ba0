"""What WeasyPrint does again for every document, done once; and what it does slowly, done faster.

It knows no form and no document. `PATCHES` acts between `turn_on` and `turn_off`, on documents with the font
configuration `font_configuration()` and on no others; one of them is to be made at a time.
"""

from gkgen.weasyprint_cache import (
    box_measures,
    computed_styles,
    element_places,
    font_embedding,
    line_boxes,
)
from gkgen.weasyprint_cache.drawn_text import (
    Drawing,
    GlyphUse,
    LineOfText,
    choose_alphas,
    joined_uses,
    line_of_text,
    record,
)
from gkgen.weasyprint_cache.element_places import looks_aside
from gkgen.weasyprint_cache.font_embedding import unwrap
from gkgen.weasyprint_cache.inline_text import TextPart, latin_looks, measure_parts
from gkgen.weasyprint_cache.patching import SWITCH, Patch, Patches, font_configuration
from gkgen.weasyprint_cache.store import Store
from gkgen.weasyprint_cache.stored_text import dump_drawn, load_drawn
from gkgen.weasyprint_cache.text_drawing import SetLine

__all__ = [
    "PATCHES",
    "SWITCH",
    "Drawing",
    "GlyphUse",
    "LineOfText",
    "Patch",
    "SetLine",
    "Store",
    "TextPart",
    "choose_alphas",
    "dump_drawn",
    "font_configuration",
    "joined_uses",
    "latin_looks",
    "line_of_text",
    "load_drawn",
    "looks_aside",
    "measure_parts",
    "record",
    "unwrap",
]

PATCHES = Patches(
    tuple(room.PATCH for room in (computed_styles, element_places, box_measures, line_boxes, font_embedding))
)
"""The patches of this process."""
