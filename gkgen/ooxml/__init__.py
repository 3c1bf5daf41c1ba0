"""Word files as plain values: packages opened safely, paragraphs and tables read, elements made."""

from gkgen.ooxml.elements import W, element, parse, serialise, w
from gkgen.ooxml.package import read_package, write_package
from gkgen.ooxml.reading import Content, ReadCell, ReadParagraph, ReadPicture, ReadTable, read, read_texts

__all__ = [
    "Content",
    "ReadCell",
    "ReadParagraph",
    "ReadPicture",
    "ReadTable",
    "W",
    "element",
    "parse",
    "read",
    "read_package",
    "read_texts",
    "serialise",
    "w",
    "write_package",
]
