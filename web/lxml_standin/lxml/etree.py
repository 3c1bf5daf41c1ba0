"""The names of lxml.etree that are called (https://lxml.de/api.html)."""

from lxml._element import (
    Comment,
    Element,
    ElementBase,
    ElementNamespaceClassLookup,
    ElementTree,
    Entity,
    ProcessingInstruction,
    QName,
    SubElement,
    _Comment,
    _Element,
    _ElementTree,
    _ProcessingInstruction,
    iselement,
)
from lxml._paths import FunctionNamespace, XPath
from lxml._reading import XML, LxmlError, ParseError, XMLParser, XMLSyntaxError, fromstring, parse
from lxml._writing import cleanup_namespaces, strip_elements, tostring

__all__ = [
    "XML",
    "Comment",
    "Element",
    "ElementBase",
    "ElementNamespaceClassLookup",
    "ElementTree",
    "Entity",
    "FunctionNamespace",
    "LxmlError",
    "ParseError",
    "ProcessingInstruction",
    "QName",
    "SubElement",
    "XMLParser",
    "XMLSyntaxError",
    "XPath",
    "_Comment",
    "_Element",
    "_ElementTree",
    "_ProcessingInstruction",
    "cleanup_namespaces",
    "fromstring",
    "iselement",
    "parse",
    "strip_elements",
    "tostring",
]
