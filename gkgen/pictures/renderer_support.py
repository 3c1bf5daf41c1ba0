"""Whether all programs draw a drawing alike: browsers, Word, WeasyPrint for the PDF, resvg for pixels."""

from gkgen.pictures.svg_css import Element
from gkgen.pictures.svg_vocabulary import ATTRIBUTES, ELEMENTS_APART, Look, look

_DEFAULTS = frozenset({"none", "normal", "auto", "visible", "nonzero", "ltr", "lr-tb", "baseline", "0", "0px"})
"""Values that say nothing new; drawing programs write them everywhere."""


def is_alike(root: Element) -> bool:
    """Whether nothing in a rewritten drawing is known to be drawn differently somewhere."""
    return not any(_is_apart(element) for element in root.iter())


def _is_apart(element: Element) -> bool:
    if _name(element) in ELEMENTS_APART and element.getparent() is not None:
        return True
    attributes = ((str(name), str(value).strip()) for name, value in element.items())
    if any(value not in _DEFAULTS and look(ATTRIBUTES, name, value) is Look.APART for name, value in attributes):
        return True
    return _has_colours_in_its_outline(element) or _has_a_sheer_outline(element) or _is_a_moved_clip(element)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _has_colours_in_its_outline(element: Element) -> bool:
    """WeasyPrint leaves out lines that are painted with a gradient."""
    return "url(" in element.get("stroke", "")


def _has_a_sheer_outline(element: Element) -> bool:
    """The filling shows through the inner half of such an outline, but not in a PDF."""
    return element.get("stroke-opacity", "1") != "1" and _inherited(element, "fill") != "none"


def _is_a_moved_clip(element: Element) -> bool:
    """WeasyPrint moves all shapes of a clip that follow one that is moved."""
    parent = element.getparent()
    return parent is not None and _name(parent) == "clipPath" and "transform" in element.attrib


def _inherited(element: Element, name: str) -> str:
    return next((value for place in (element, *element.iterancestors()) if (value := place.get(name))), "")
