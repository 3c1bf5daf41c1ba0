"""XML elements of WordprocessingML (ECMA-376, part 1), made and parsed."""

from typing import Final

from lxml import etree

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
W: Final = f"{{{NAMESPACES['w']}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, attributes: dict[str, str | int] | None = None, *children: Element | None) -> Element:
    """An element such as `w:p`; attributes are named with their prefix, children that are None are left out."""
    made = etree.Element(_qualified(name), nsmap=NAMESPACES)
    for key, value in (attributes or {}).items():
        made.set(_qualified(key) if ":" in key else key, str(value))
    made.extend([child for child in children if child is not None])
    return made


def w(name: str, /, *children: Element | None, text: str | None = None, **attributes: str | int) -> Element:
    """An element of the w namespace, as are its attributes; `text` keeps its spaces."""
    made = element(f"w:{name}", {f"w:{key}": value for key, value in attributes.items()}, *children)
    if text is not None:
        made.text = text
        made.set(_XML_SPACE, "preserve")
    return made


def parse(data: bytes | str) -> Element:
    """XML parsed strictly: no DTD, no network, no recovery; raises etree.XMLSyntaxError, or ValueError for a DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data.encode("utf-8") if isinstance(data, str) else data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        # Parts of a package have no DTD (ECMA-376, part 2, 8.1.4), and entities are an attack vector.
        raise ValueError("a part of a Word file holds no DTD")
    return root


def serialise(root: Element) -> bytes:
    """A part of a package, with the declaration that Word writes."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
