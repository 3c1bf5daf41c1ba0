"""A page with a small table, drawn operator by operator, of which one cell is changed."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from gkgen.importers.parsed_document import GridBlock, GridCell, ParsedDocument
from gkgen.importers.readers.pdf.pdf_reader import read

Change = Callable[[pikepdf.Pdf, Any], None]
# The cell, and where a 9 stands behind a 4, in points from the lower left corner.
LEFT, BASELINE, BEHIND = 260.0, 635.0, 266.67
_RULES = [f"50 {y} m 350 {y} l S" for y in (700, 660, 620)] + [f"{x} 620 m {x} 700 l S" for x in (50, 150, 250, 350)]
_TEXTS = ((60, 675, "row"), (160, 675, "colA"), (260, 675, "colB"), (60, 635, "abc"), (160, 635, "7"))


def digits(text: str, left: float = LEFT, *, before: str = "", size: float = 12) -> str:
    """Operators that print some digits on the line of the cell; `before` are operators that hold for them alone."""
    return f"q {before} BT /F {size} Tf {left} {BASELINE} Td ({text}) Tj ET Q\n"


def page(content: str, *changes: Change) -> bytes:
    """A PDF with the table, `content` drawn behind it; a change gets the file and the page."""
    pdf = pikepdf.Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    made = pdf.add_blank_page(page_size=(595, 842))
    made.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    texts = [f"BT /F 12 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in _TEXTS]
    made.obj.Contents = pdf.make_stream("\n".join((*_RULES, *texts, content)).encode("latin-1"))
    for change in changes:
        change(pdf, made.obj)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def parsed(content: str, *changes: Change) -> ParsedDocument:
    return read(page(content, *changes), "x.pdf")


def cell(content: str, *changes: Change) -> GridCell:
    """What is read of the cell."""
    (grid,) = [block for block in parsed(content, *changes).blocks if isinstance(block, GridBlock)]
    return grid.rows[1][2]
