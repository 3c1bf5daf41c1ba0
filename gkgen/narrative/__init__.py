"""The author's text: a safe subset of Markdown, with references to numbers of the file.

The same text gives the same blocks in every output. markdown-it is used here alone.
"""

from gkgen.narrative.expressions import Group, Names, RefusedError, UnknownError, Value, evaluate
from gkgen.narrative.heading_numbering import number_headings
from gkgen.narrative.passages import Passage
from gkgen.narrative.prose_parser import PictureUse, Prose, compose
from gkgen.narrative.references import BRACES, text_of

__all__ = [
    "BRACES",
    "Group",
    "Names",
    "Passage",
    "PictureUse",
    "Prose",
    "RefusedError",
    "UnknownError",
    "Value",
    "compose",
    "evaluate",
    "number_headings",
    "text_of",
]
