"""Lines of a text: where they break, and how far apart their characters stand.

It knows no fonts and no pages. A text comes measured, character by character, with the rules of its block; lines go out
with the space behind each character. All rules are data: `LineRules` of the style sheet, `boundaries` of the script.
"""

from gkgen.line_setter.boundaries import Boundary, BoundaryKind, boundaries, loose_characters
from gkgen.line_setter.line_breaking import Line, Measure, set_lines
from gkgen.line_setter.measured_text import CharacterStyle, Justification, LineRules, MeasuredText, measured

__all__ = [
    "Boundary",
    "BoundaryKind",
    "CharacterStyle",
    "Justification",
    "Line",
    "LineRules",
    "Measure",
    "MeasuredText",
    "boundaries",
    "loose_characters",
    "measured",
    "set_lines",
]
