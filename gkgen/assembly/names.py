"""The names that text may refer to: every field, in Chinese and in English, and the author's own figures."""

from decimal import Decimal

from gkgen.checks import Numbers
from gkgen.form import Field
from gkgen.narrative import Group, Names, Value
from gkgen.validation import Office


def names(office: Office, numbers: Numbers) -> Names:
    """All names of an office; a number that could not be known is left out."""
    found = dict(_group(office.edition.root, office, numbers).children)
    figures = _figures(office)
    own = office.edition.root.child("figures")
    if own:
        found[own.key] = found[own.name] = Group(figures)
    return Group({**figures, **found})


def _figures(office: Office) -> dict[str, Value]:
    """The author's own numbers; a figure that is no number was refused before."""
    return {
        name: scalar.value
        for name, scalar in office.figures.items()
        if isinstance(scalar.value, int | Decimal) and not isinstance(scalar.value, bool)
    }


def _group(field: Field, office: Office, numbers: Numbers) -> Group:
    found: dict[str, Group | Value] = {}
    for child in field.children:
        value = _group(child, office, numbers) if child.children else _value(child, office, numbers)
        if value is not None and not (isinstance(value, Group) and not value.children):
            found[child.key] = found[child.name] = value
    return Group(found)


def _value(field: Field, office: Office, numbers: Numbers) -> Value | None:
    if field.path in numbers:
        return numbers[field.path].value
    scalar = office.scalars.get(field.path)
    if scalar is None or field.kind in {"prose", "flag", "list"} or isinstance(scalar.value, bool):
        return None
    return scalar.text if isinstance(scalar.value, str) or field.kind in {"text", "date"} else scalar.value
