"""JSON Schema for single values: what Cerberus accepts in a text, a number, a date, as far as JSON Schema can say it.

A text may be typed without quotes, so that YAML takes it for a number or a truth value: gkgen reads what was typed.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gkgen.diagnostics import Language
from gkgen.editors.field_descriptions import word
from gkgen.form import Field

Schema = dict[str, Any]
Rules = Mapping[str, Any]

_TYPES = ("string", "number", "boolean", "null", "object", "array")
_NUMBERS = {"integer": "integer", "decimal": "number"}
# Days of every month, the 29th of February in leap years alone.
_MONTHS = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])"
)
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DATE = f"^(?!0000)(?:[0-9]{{4}}-(?:{_MONTHS})|{_LEAP}-02-29)$"
_ONE_LINE = r"^\n*[^\n]*\n*$"
_FILLED_LINE = rf"^(?=\s*\S){_ONE_LINE.removeprefix('^')}"
# Blanks, punctuation and signs, in half and in full width; the dialects of regular expressions share no name for them.
_SIGNS = (
    r"\u0000-/:-@\[-\^`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f"
    r"\u3000-\u3004\u3008-\u3020\u3030\uff00-\uff0f\uff1a-\uff20\uff3b-\uff3e\uff40\uff5b-\uff65"
)
_NAME = rf"^[^0-9\uff10-\uff19{_SIGNS}][^{_SIGNS}]*$"


def number(rules: Rules) -> Schema:
    """A count, a change, an amount."""
    bounds = {"minimum": rules["min"]} if "min" in rules else {}
    return {"type": _NUMBERS[rules["type"]], **bounds, **({"maximum": rules["max"]} if "max" in rules else {})}


def text(field: Field, rules: Rules, language: Language, *, is_required: bool) -> Schema:
    """A text; left blank it is as if it were not there, which a required one cannot be."""
    strings: Schema = {"type": "string", **_patterns(field, rules, language, is_required=is_required)}
    blank = [] if is_required else ["null"]
    if field.allowed or "check_with" in rules:
        others = _other_than(*blank)
    elif "regex" in rules:
        others = {"anyOf": [_digits(rules["regex"]), _other_than(*blank)]}
    else:
        others = _other_than("number", "boolean", *blank)
    return {"anyOf": [strings, others]}


def _other_than(*types: str) -> Schema:
    """Values of these types, which are not named: or editors would offer `true` and `null` where a text belongs."""
    return {"not": {"type": [each for each in _TYPES if each not in types]}}


def _digits(pattern: str) -> Schema:
    """A postcode typed without quotes: YAML 1.2 drops its leading zeros, so it may have lost some."""
    lengths = [length for length in range(1, 19) if re.match(pattern, "1" * length)]
    return {"type": "integer", "minimum": 0, "maximum": 10 ** max(lengths) - 1} if lengths else {"not": {}}


def _patterns(field: Field, rules: Rules, language: Language, *, is_required: bool) -> Schema:
    names = {"key": field.key, "name": field.name}
    if field.allowed:
        return {"enum": list(field.allowed), "errorMessage": word("choice", language, choices="、".join(field.allowed))}
    if "date" in str(rules.get("check_with", "")):
        return {"pattern": _DATE, "patternErrorMessage": word("date", language), "examples": ["2021-01-26"]}
    if "regex" in rules:
        pattern = rules["regex"].replace(r"\Z", "")
        return {"pattern": f"^(?:{pattern})$", "patternErrorMessage": word("pattern", language, **names)}
    length = {"maxLength": rules["maxlength"]} if "maxlength" in rules else {}
    if not rules.get("single_line"):
        return length
    line: Schema = {"pattern": _ONE_LINE, "patternErrorMessage": word("line", language, length=rules.get("maxlength"))}
    if is_required and field.kind == "text":
        line = {**line, "pattern": _FILLED_LINE}
    return {**length, **line}


def one_of(words: Iterable[str]) -> Schema:
    """A text that is one of these words; as an enumeration, editors would propose them."""
    return {"type": "string", "pattern": f"^(?:{'|'.join(sorted(words))})$"}


def zero() -> Schema:
    """The number 0; named as a constant, editors would propose it."""
    return {"type": "number", "minimum": 0, "maximum": 0}


def figure_names(taken: Iterable[str], language: Language) -> Schema:
    """Names of the author's own figures."""
    pattern = _NAME.replace("^", f"^(?!(?:{'|'.join(sorted(taken))})$)", 1)
    return {"pattern": pattern, "patternErrorMessage": word("figure", language)}
