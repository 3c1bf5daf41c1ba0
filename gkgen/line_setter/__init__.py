"""Lines of a text: where they break, and how far apart their characters stand, as native Word has it.

It knows no fonts and no pages. A text comes measured, character by character, with the rules of its block; lines go out
with the space behind each character. All rules are data: `LineRules` of the style sheet, `word_lists` of Word, and
`boundaries` of the script. docs/layout.md says what each rule stands on.
"""

from gkgen.line_setter.line_breaking import Line, Measure, set_lines
from gkgen.line_setter.measured_text import CharacterStyle, Justification, LineRules, MeasuredText, measured

__all__ = [
    "CharacterStyle",
    "Justification",
    "Line",
    "LineRules",
    "Measure",
    "MeasuredText",
    "measured",
    "set_lines",
]
