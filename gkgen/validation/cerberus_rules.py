"""Cerberus set up for office files: exact types, dates, single lines; no normalisation, so nothing is filled in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from cerberus import TypeDefinition, Validator
from cerberus.schema import UnvalidatedSchema

from gkgen.form import Edition


class OfficeValidator(Validator):  # type: ignore[misc] # cerberus has no type hints
    """Cerberus with counts that are no booleans (its own `integer` takes True) and money as exact decimals."""

    types_mapping: ClassVar[dict[str, TypeDefinition]] = {
        **Validator.types_mapping,
        "integer": TypeDefinition("integer", (int,), (bool,)),
        "decimal": TypeDefinition("decimal", (int, Decimal), (bool,)),
    }

    def _check_with_date(self, field: str, value: str) -> None:
        try:
            # Python reads 20210126 and 2021-W04-2 as well.
            good = date.fromisoformat(value).isoformat() == value
        except ValueError:
            good = False
        if not good:
            self._error(field, "date")

    def _validate_single_line(self, constraint: bool, field: str, value: str | None) -> None:
        """Refuses a value of several lines.

        The rule's arguments are validated against this schema:
        {'type': 'boolean'}
        """  # the last two lines are read by Cerberus
        # Cerberus tries this rule on a blank as well, after it has reported that.
        if constraint and isinstance(value, str) and "\n" in value.strip("\n"):
            self._error(field, "single_line")


@cache
def _validator(edition: Edition) -> OfficeValidator:
    """One for each edition. Cerberus would take 100 ms to judge the rules themselves; a test has done that."""
    return OfficeValidator(UnvalidatedSchema(dict(edition.rules)), allow_unknown=False)


def violations(edition: Edition, data: Mapping[str, Any]) -> tuple[Any, ...]:
    """Cerberus' errors at the leaves, groups opened."""
    validator = _validator(edition)
    validator.validate(dict(data), normalize=False)
    return tuple(leaf for error in validator._errors for leaf in _leaves(error))


def _leaves(error: Any) -> tuple[Any, ...]:
    if not error.is_group_error:
        return (error,)
    return tuple(leaf for child in error.child_errors for leaf in _leaves(child))
