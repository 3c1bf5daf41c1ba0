"""What reading a Word file back gives: its blocks, and how one of them differs from the document."""

from dataclasses import dataclass

from gkgen.diagnostics import Term
from gkgen.ooxml import ReadParagraph, ReadTable

ReadBlock = ReadParagraph | ReadTable


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a Word file says something else than the document."""

    where: Term
    expected: str
    found: str
