"""The names that text may refer to: every field, in Chinese and in English, and the author's own figures."""

from collections.abc import Iterator
from decimal import Decimal

from gkgen.checks import Numbers
from gkgen.form import Field
from gkgen.narrative import Group, Names, Value
from gkgen.source import ScalarNode
from gkgen.validation import Office

# What has no value to print, or is about the report and not in it.
_KINDS_WITHOUT_VALUE = frozenset({"prose", "flag", "list", "file", "reference"})


def names(office: Office, numbers: Numbers) -> Names:
    """All names of an office; None is a value that is missing or was rejected, for which there is a finding already."""
    found = dict(_group(office.edition.root, office, numbers).children)
    figures = _figures(office)
    own = office.edition.root.child("figures")
    if own:
        found[own.key] = found[own.name] = Group(figures)
    return Group({**figures, **found})


def _figures(office: Office) -> dict[str, Group | Value | None]:
    """The author's own numbers."""
    prefix = "figures."
    refused = (path.removeprefix(prefix) for path in office.rejected if path.startswith(prefix))
    return {**dict.fromkeys(refused), **{name: _value_of(scalar) for name, scalar in office.figures.items()}}


def _group(field: Field, office: Office, numbers: Numbers) -> Group:
    found: dict[str, Group | Value | None] = {}
    for child in field.children:
        for value in _values(child, office, numbers):
            found[child.key] = found[child.name] = value
    return Group(found)


def _values(field: Field, office: Office, numbers: Numbers) -> Iterator[Group | Value | None]:
    """The value of a field, or nothing where there is none to refer to."""
    scalar = office.scalars.get(field.path)
    if field.kind in _KINDS_WITHOUT_VALUE:
        return
    if field.children:
        group = _group(field, office, numbers)
        if group.children:
            yield group
    elif field.path in numbers:
        yield numbers[field.path].value
    elif scalar is not None:
        yield _value_of(scalar) if field.kind in {"integer", "count", "money"} else _line(scalar.text)
    elif field.required or not office.passed(field.path) or _is_cell(field, office):
        yield None


def _is_cell(field: Field, office: Office) -> bool:
    """Whether the field is a cell of a statutory table, which has a number unless something is wrong with it."""
    return any(field.path.startswith(f"{table.field.path}.") for table in office.edition.tables)


def _value_of(scalar: ScalarNode) -> Value | None:
    value = scalar.value
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _line(text: str) -> str:
    """A text on one line, as a title of two lines is in running text."""
    return "".join(line.strip() for line in text.splitlines())
