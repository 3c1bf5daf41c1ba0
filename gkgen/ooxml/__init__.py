"""Word files as plain values: packages opened safely, paragraphs and tables read, elements made."""

from gkgen.ooxml.document_reader import (
    Content,
    ReadCell,
    ReadParagraph,
    ReadPicture,
    ReadTable,
    children,
    read,
    read_table,
    read_texts,
    style_names,
)
from gkgen.ooxml.elements import W, element, parse, serialise, w
from gkgen.ooxml.hyperlinks import ReadLink, link_targets, read_links
from gkgen.ooxml.package import read_package, write_package

__all__ = [
    "Content",
    "ReadCell",
    "ReadLink",
    "ReadParagraph",
    "ReadPicture",
    "ReadTable",
    "W",
    "children",
    "element",
    "link_targets",
    "parse",
    "read",
    "read_links",
    "read_package",
    "read_table",
    "read_texts",
    "serialise",
    "style_names",
    "w",
    "write_package",
]
