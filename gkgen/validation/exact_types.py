"""Office files that are certainly of the form, found without Cerberus: nearly all are, and Cerberus is slow.

Only Cerberus refuses: whatever is not exactly of a type and within its bounds here is for Cerberus to judge.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from gkgen import lazy_re as re
from gkgen.form import Edition

_Test = Callable[[Any], bool]
_TYPES = {
    "boolean": (bool,),
    "decimal": (int, Decimal),
    "dict": (dict,),
    "integer": (int,),
    "list": (list,),
    "string": (str,),
}
# Rules that are no test of a value: `required` is one of its mapping.
_NO_TESTS = frozenset({"meta", "required"})


def is_certainly_valid(edition: Edition, data: Mapping[str, Any]) -> bool:
    """Whether Cerberus would find nothing; false where that is not certain."""
    return _mapping_test(edition)(data)


@cache
def _mapping_test(edition: Edition) -> _Test:
    return _mapping(edition.rules)


def _mapping(rules: Mapping[str, Any]) -> _Test:
    tests = {name: _value(rule) for name, rule in rules.items()}
    required = frozenset(name for name, rule in rules.items() if rule.get("required"))

    def test(data: Mapping[str, Any]) -> bool:
        for name, value in data.items():
            found = tests.get(name)
            if found is None or not found(value):
                return False
        return required <= data.keys()

    return test


def _value(rule: Mapping[str, Any]) -> _Test:
    """One of the types of the rule, and all that the rule says of it."""
    named = rule.get("type", ())
    types = {kind: name for name in ((named,) if isinstance(named, str) else named) for kind in _TYPES.get(name, ())}
    tests = {
        kind: tuple(
            _constraint(rule_name, constraint, name) for rule_name, constraint in rule.items() if _says(rule_name)
        )
        for kind, name in types.items()
    }

    def test(value: Any) -> bool:
        found = tests.get(type(value))
        return found is not None and all(each(value) for each in found)

    return test


def _says(rule_name: str) -> bool:
    return rule_name not in _NO_TESTS and rule_name != "type"


def _constraint(name: str, constraint: Any, kind: str) -> _Test:  # noqa: PLR0911 - one for each rule
    """The test of one rule for values of a type; never passed for a rule that is not known here."""
    match name, kind:
        case "min", _:
            return lambda value: _is_finite(value) and bool(value >= constraint)
        case "max", _:
            return lambda value: _is_finite(value) and bool(value <= constraint)
        case "maxlength", _:
            return lambda value: len(value) <= constraint
        case "allowed", "string":
            return lambda value: value in constraint
        case "regex", "string":
            pattern = re.compile(constraint)
            return lambda value: pattern.fullmatch(value) is not None
        case "single_line", _:
            return lambda value: not constraint or not isinstance(value, str) or "\n" not in value
        case "check_with", "string" if constraint == "date":
            return _is_date
        case "schema", "dict":
            return _mapping(constraint)
        case "schema", "string":
            return lambda value: True
        case "schema", "list":
            item = _value(constraint)
            return lambda value: all(map(item, value))
        case (("keysrules" | "valuesrules"), "dict"):
            part = _value(constraint)
            return lambda value: all(map(part, value if name == "keysrules" else value.values()))
        case _:
            return lambda value: False


def _is_finite(value: Any) -> bool:
    return not isinstance(value, Decimal) or value.is_finite()


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
