"""The part of SVG (Scalable Vector Graphics 1.1, second edition) that gkgen prints: elements, attributes, values.

What is `ALIKE` is drawn the same by all programs that show a report. What is `APART` is not, so a drawing that has some
of it is shown as pixels everywhere. What is in neither list is left out or refused.
"""

from enum import Enum

from gkgen import lazy_re as re

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XHTML = "http://www.w3.org/1999/xhtml"
HREF = f"{{{XLINK}}}href"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

UNIFORM_ELEMENTS = frozenset(
    {
        "g",
        "defs",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "linearGradient",
        "radialGradient",
        "stop",
        "use",
        "clipPath",
    }
)
VARYING_ELEMENTS = frozenset({"svg", "image", "mask", "pattern", "marker", "symbol", "textPath"})
TEXT_ELEMENTS = frozenset({"text", "tspan", "textPath"})
INVISIBLE_ELEMENTS = frozenset({"title", "desc", "metadata", "style", "view", "cursor", "color-profile"})


class Support(Enum):
    """Whether an attribute is drawn alike by all."""

    UNIFORM = 1
    VARYING = 2


_NUMBER = r"[+-]?(?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d{1,2})?"
_UNIT = "(?:px|pt|pc|mm|cm|in|em|ex|%)?"
_NUMBERS = rf"\s*+(?:{_NUMBER}{_UNIT}[\s,]*+)*+"
_REFERENCE = r"""url\(\s*["']?#[\w.:-]+["']?\s*\)"""
_COLOUR = r"(?:[a-zA-Z]+|#[0-9a-fA-F]{3,8}|(?:rgb|rgba|hsl|hsla)\([\d.,%/\s]*(?:deg)?[\d.,%/\s]*\))"
_WORDS = r"[\w\s-]*"

_KINDS: dict[str, re.Pattern[str]] = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "path": r"[MmZzLlHhVvCcSsQqTtAa\d.eE+\-,\s]*",
        "numbers": _NUMBERS,
        "number": rf"\s*(?:{_NUMBER}{_UNIT}|inherit)\s*",
        "ratio": rf"\s*(?:{_NUMBER}%?|inherit)\s*",
        "dashes": rf"none|inherit|{_NUMBERS}",
        "paint": rf"{_COLOUR}|{_REFERENCE}(?:\s+{_COLOUR})?",
        "colour": _COLOUR,
        "reference": rf"none|{_REFERENCE}",
        "transform": rf"\s*+(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*+\({_NUMBERS}\)[\s,]*+)*+|none",
        "word": _WORDS,
        "name": r"[\w.:-]+",
    }.items()
}

_GEOMETRY = "x y width height rx ry cx cy r x1 y1 x2 y2 fx fy fr dx dy refX refY markerWidth markerHeight"
_ATTRIBUTES: dict[Support, dict[str, str]] = {
    Support.UNIFORM: {
        "path": "d",
        "numbers": f"{_GEOMETRY} points offset viewBox",
        "transform": "transform gradientTransform",
        "word": "preserveAspectRatio gradientUnits spreadMethod clipPathUnits",
        "name": "id",
    },
    Support.VARYING: {
        "numbers": "rotate textLength startOffset pathLength",
        "transform": "patternTransform",
        "word": "lengthAdjust method spacing side markerUnits orient maskUnits maskContentUnits patternUnits"
        " patternContentUnits",
    },
}
_PROPERTIES: dict[Support, dict[str, str]] = {
    Support.UNIFORM: {
        "paint": "fill stroke",
        "colour": "color stop-color",
        "ratio": "fill-opacity stroke-opacity stop-opacity opacity",
        "number": "stroke-width stroke-miterlimit font-size",
        "dashes": "stroke-dasharray",
        "reference": "clip-path",
        "word": "fill-rule stroke-linecap stroke-linejoin font-weight font-style text-anchor display"
        " visibility shape-rendering",
    },
    Support.VARYING: {
        "reference": "mask marker marker-start marker-mid marker-end",
        "number": "stroke-dashoffset letter-spacing word-spacing baseline-shift",
        "word": "dominant-baseline alignment-baseline text-decoration writing-mode font-variant font-stretch overflow"
        " clip-rule direction unicode-bidi paint-order vector-effect mix-blend-mode isolation image-rendering",
    },
}


def _listed(lists: dict[Support, dict[str, str]]) -> dict[str, tuple[Support, re.Pattern[str]]]:
    return {
        name: (support_of, _KINDS[kind])
        for support_of, kinds in lists.items()
        for kind, names in kinds.items()
        for name in names.split()
    }


PROPERTIES = _listed(_PROPERTIES)
"""What a style sheet may say too."""
ATTRIBUTES = {**_listed(_ATTRIBUTES), **PROPERTIES}


def support_of(names: dict[str, tuple[Support, re.Pattern[str]]], name: str, value: str) -> Support | None:
    """How an attribute is drawn; None when gkgen does not know it, or that value of it."""
    known = names.get(name)
    return known[0] if known and known[1].fullmatch(value) else None
