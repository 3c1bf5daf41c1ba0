"""The equations of schema.yaml, expanded to single cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from gkgen.errors import SchemaError
from gkgen.form.fields import Equation, Field, Floor

Rules = Mapping[str, Any]


def equations(table: Field, columns: tuple[Field, ...], sums: Iterable[Rules]) -> tuple[Equation, ...]:
    """Every equation between single cells, in the order of schema.yaml, rows or columns in the order of the form."""
    return tuple(equation for entry in sums for equation in _expanded(table, columns, entry))


def floors(table: Field, entries: Iterable[Rules]) -> tuple[Floor, ...]:
    """For each row that has all the named cells: their sum must not be negative."""
    return tuple(
        Floor(entry["rule"], tuple(f"{row.path}.{name}" for name in entry["of"]), row)
        for entry in entries
        for row in _rows(table)
        if all(row.child(name) for name in entry["of"])
    )


def _rows(table: Field) -> Iterator[Field]:
    """The fields whose children are all numbers."""
    return (field for field in table.walk() if _is_row(field))


def _expanded(table: Field, columns: tuple[Field, ...], entry: Rules) -> Iterator[Equation]:
    match entry.get("each"):
        case "row":
            for row in _rows(table):
                yield _equation(entry, row, "", row)
        case "column":
            for column in columns:
                yield _equation(entry, table, f".{column.name}", column)
        case None:
            yield _equation(entry, table, "", None)
        case other:
            raise SchemaError(f"{entry['rule']}: each: {other}")


def _equation(entry: Rules, scope: Field, column: str, subject: Field | None) -> Equation:
    is_term = _is_row if column else _is_cell
    named = {_field(scope, path).path for side in ("left", "right") for path in entry[side] if not path.endswith("*")}
    left = tuple(field for path in entry["left"] for field in _terms(scope, path, named, is_term))
    right = tuple(field for path in entry["right"] for field in _terms(scope, path, named, is_term))
    find = _field(scope, entry.get("find", entry["left"][0]))
    return Equation(
        rule=entry["rule"],
        negative_rule=entry.get("negative", ""),
        find=find.path + column,
        whole_row="find" in entry,
        left=tuple(field.path + column for field in left),
        right=tuple(field.path + column for field in right),
        subject=subject,
        terms=tuple((field.path + column, _naming_field(scope, field, column)) for field in (*left, *right)),
    )


def _naming_field(scope: Field, field: Field, column: str) -> Field:
    """The field that names a term: a row of totals is named after what it totals."""
    parent = field.path.removeprefix(scope.path).lstrip(".").rpartition(".")[0]
    return _field(scope, parent) if column and parent and field.name == "total" else field


def _terms(scope: Field, path: str, named: set[str], is_term: Callable[[Field], bool]) -> Iterator[Field]:
    """The field itself, or for `x.*` all rows or cells below x, except those that the equation names."""
    if not path.endswith("*"):
        yield _field(scope, path)
        return
    whole = _field(scope, path[:-1].rstrip("."))
    yield from (field for field in whole.walk() if is_term(field) and field.path not in named)


def _is_row(field: Field) -> bool:
    return bool(field.children) and not any(child.children for child in field.children)


def _is_cell(field: Field) -> bool:
    return not field.children


def _field(scope: Field, path: str) -> Field:
    found = scope
    for name in path.split(".") if path else ():
        child = found.child(name)
        if child is None:
            raise SchemaError(f"{scope.path}: no field {path}")
        found = child
    return found
