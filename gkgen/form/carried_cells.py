"""What one year's report hands to the next: numbers carried over, documents in force (`carries`, `balance`)."""

from collections.abc import Iterator, Mapping
from typing import Any

from gkgen.errors import SchemaError
from gkgen.form.fields import Balance, Field, TableForm, TermPath


def carried(meta: Mapping[str, Any], path: str) -> TermPath:
    """The paths that `carries: carried_out` or `carries: a + b` names: siblings of the field at `path`."""
    terms = _terms(meta.get("carries", ""), path)
    if any(sign != "+" for sign, _ in terms):
        raise SchemaError(f"{path}: carries: {meta['carries']}")
    return tuple(term for _, term in terms)


def balance(meta: Mapping[str, Any], path: str) -> Balance | None:
    """What `balance: in_force + issued - repealed` says of the field `in_force` at `path`."""
    terms = _terms(meta.get("balance", ""), path)
    if not terms:
        return None
    if terms[0] != ("+", path):
        raise SchemaError(f"{path}: balance: {meta['balance']} does not begin with the field itself")
    added, taken = (tuple(term for sign, term in terms[1:] if sign == wanted) for wanted in "+-")
    return Balance(added, taken)


def verify_carried_cells(root: Field) -> None:
    """Raise SchemaError where a field carries or adds up something that is no sibling, or has other columns."""
    fields = {field.path: field for field in root.walk()}
    for field in fields.values():
        added = (*field.balance.added, *field.balance.taken) if field.balance else ()
        for path in (*field.carries, *added):
            if path not in fields:
                raise SchemaError(f"{field.path}: no field {path}, which it carries over or adds up")
            if [child.name for child in fields[path].children] != [child.name for child in field.children]:
                raise SchemaError(f"{field.path}: {path} has other columns")


def opening_cells(table: TableForm) -> Iterator[tuple[Field, TermPath]]:
    """The cells with which a new report begins, each with the cells of last year's whose sum it is.

    What the form computes, such as the totals of a row, is left out.
    """
    for field in table.field.walk():
        if field.balance or field.is_lasting:
            yield field, (field.path,)
        for leaf in field.leaves() if field.carries else ():
            if leaf.path not in table.computed:
                inside = leaf.path.removeprefix(field.path)
                yield leaf, tuple(f"{path}{inside}" for path in field.carries)


def _terms(text: str, path: str) -> list[tuple[str, str]]:
    """Signs and paths of `a + b - c`, whose names are siblings of the field at a path."""
    words = f"+ {text}".split() if text else []
    if len(words) % 2 or not {"+", "-"} >= set(words[::2]):
        raise SchemaError(f"{path}: {text}")
    group = path.rpartition(".")[0]
    return [(sign, f"{group}.{name}".lstrip(".")) for sign, name in zip(words[::2], words[1::2], strict=True)]
