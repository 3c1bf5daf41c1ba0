"""Letters of a PDF that PDFium sees and pdfminer does not, as of a font whose encoding is a CMap of its own.

Such a letter would be missing without a trace, and a cell without its number is a zero.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from gkgen.importers.readers.pdf.page_content import Page

# PDFium writes a hyphen at the end of a line as a character that is none.
_NO_LETTER = "\ufffe"


def lost_letters(source: Any, page: Page) -> list[str]:
    """The letters that are missing in a page, in no order; `source` is the same page in pypdfium2.

    Only a page of which fewer letters were read than PDFium counts has any: ligatures and compatibility forms count as
    what they stand for, and the two libraries may otherwise name one glyph differently.
    """
    with closing(source.get_textpage()) as text:
        seen = _counted(text.get_text_range())
    read = _counted(page.characters)
    return list((seen - read).elements()) if seen.total() > read.total() else []


def _counted(characters: Iterable[str]) -> Counter[str]:
    text = unicodedata.normalize("NFKC", "".join(characters).replace(_NO_LETTER, ""))
    return Counter("".join(text.split()))
