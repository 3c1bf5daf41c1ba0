"""Properties of a package beyond the usual ones (ECMA-376, part 1, 22.3): custom names and texts."""

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from gkgen.ooxml.elements import Element, parse

CUSTOM = "docProps/custom.xml"
TITLE = "title"
"""The custom property that holds a title as it was typed, where it is printed on more lines."""
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_TYPES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_EMPTY = f'<Properties xmlns="{_PROPERTIES[1:-1]}" xmlns:vt="{_TYPES[1:-1]}"/>'
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
# The format identifier that all custom properties have (22.3.2.2), and the first number that is free.
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST = 2
_PREFIX = "gkgen."


def read_custom(root: Element) -> tuple[tuple[str, str], ...]:
    """The names and texts that gkgen wrote."""
    found = []
    for node in root.iter(f"{_PROPERTIES}property"):
        name, value = node.get("name", ""), node.find(f"{_TYPES}lpwstr")
        if name.startswith(_PREFIX) and value is not None:
            found.append((name.removeprefix(_PREFIX), value.text or ""))
    return tuple(found)


def with_custom(parts: Mapping[str, bytes], texts: Mapping[str, str]) -> dict[str, bytes]:
    """The package with these texts added to the custom properties of the template."""
    made = dict(parts)
    if CUSTOM in made:
        root = parse(made[CUSTOM])
    else:
        root = parse(_EMPTY.encode())
        made["[Content_Types].xml"] = _declared(made["[Content_Types].xml"])
        made["_rels/.rels"] = _related(made["_rels/.rels"])
    number = max((int(node.get("pid", _FIRST - 1)) for node in root), default=_FIRST - 1) + 1
    for name, text in texts.items():
        attributes = {"fmtid": _FORMAT, "pid": str(number), "name": f"{_PREFIX}{name}"}
        node = etree.SubElement(root, f"{_PROPERTIES}property", attributes)
        etree.SubElement(node, f"{_TYPES}lpwstr").text = text
        number += 1
    made[CUSTOM] = _bytes(root)
    return made


@lru_cache(maxsize=16)
def _declared(data: bytes) -> bytes:
    root = parse(data)
    space = root.tag.partition("}")[0] + "}"
    etree.SubElement(root, f"{space}Override", {"PartName": f"/{CUSTOM}", "ContentType": _CONTENT_TYPE})
    return _bytes(root)


@lru_cache(maxsize=16)
def _related(data: bytes) -> bytes:
    root = parse(data)
    keys = {node.get("Id") for node in root}
    key = next(name for name in (f"rId{number}" for number in range(1, len(keys) + 2)) if name not in keys)
    space = root.tag.partition("}")[0] + "}"
    etree.SubElement(root, f"{space}Relationship", {"Id": key, "Type": _RELATION, "Target": CUSTOM})
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
