"""Whether all programs draw a drawing alike: browsers, Word, WeasyPrint for the PDF, resvg for pixels."""

from gkgen.pictures.svg_css import Element
from gkgen.pictures.svg_vocabulary import ATTRIBUTES, VARYING_ELEMENTS, Support, support_of

_DEFAULTS = frozenset({"none", "normal", "auto", "visible", "nonzero", "ltr", "lr-tb", "baseline", "0", "0px"})
"""Values that say nothing new; drawing programs write them everywhere."""


def is_rendered_uniformly(root: Element) -> bool:
    """Whether nothing in a rewritten drawing is known to be drawn differently somewhere."""
    return not any(_varies(element) for element in root.iter())


def _varies(element: Element) -> bool:
    if _name(element) in VARYING_ELEMENTS and element.getparent() is not None:
        return True
    attributes = ((str(name), str(value).strip()) for name, value in element.items())
    if any(
        value not in _DEFAULTS and support_of(ATTRIBUTES, name, value) is Support.VARYING for name, value in attributes
    ):
        return True
    return _has_gradient_outline(element) or _has_translucent_outline(element) or _is_transformed_clip(element)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _has_gradient_outline(element: Element) -> bool:
    """WeasyPrint leaves out lines that are painted with a gradient."""
    return "url(" in element.get("stroke", "")


def _has_translucent_outline(element: Element) -> bool:
    """The filling shows through the inner half of such an outline, but not in a PDF."""
    return element.get("stroke-opacity", "1") != "1" and _inherited(element, "fill") != "none"


def _is_transformed_clip(element: Element) -> bool:
    """WeasyPrint moves all shapes of a clip that follow one that is moved."""
    parent = element.getparent()
    return parent is not None and _name(parent) == "clipPath" and "transform" in element.attrib


def _inherited(element: Element, name: str) -> str:
    return next((value for place in (element, *element.iterancestors()) if (value := place.get(name))), "")
