"""Statutory tables set and drawn once for a template set, and put into each report in pieces with its numbers.

WeasyPrint sees a table as pictures, one for each part that no page break parts. A table that is not as it was cut, and
a template that draws its tables another way, go WeasyPrint's way for this report.
"""

from gkgen.weasyprint_cache import Patch
from gkgen.writers.pdf.table_pieces.piece_lookup import EMPTY_PAGE, Looks, Setting, pieces_for
from gkgen.writers.pdf.table_pieces.piece_placing import PIECE_CSS, put_in, stand_as_cut
from gkgen.writers.pdf.table_pieces.table_piece import PlacedTables, families_of

__all__ = [
    "EMPTY_PAGE",
    "PIECE_CSS",
    "TABLE_PIECES",
    "Looks",
    "PlacedTables",
    "Setting",
    "families_of",
    "pieces_for",
    "put_in",
    "stand_as_cut",
]

TABLE_PIECES = Patch("table pieces", __name__, ())
"""Exchanges nothing; a fault in pieces leaves them out as it does patches."""
