"""schema.yaml with a field renamed, in memory: where it is defined and wherever the schema refers to it."""

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from gkgen import resources

# Entries that refer to fields by their dotted paths, and those whose keys are names of fields.
_REFERENCES = frozenset({"left", "right", "find", "of", "without", "carries", "balance"})
_KEYED_BY_FIELD = frozenset({"tables", "contact_details"})


def schema() -> dict[str, Any]:
    """The plain data of schema.yaml, a copy of its own for each caller."""
    return copy.deepcopy(_schema())


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(resources.schema_path().read_text(encoding="utf-8"))
    return loaded


def field_names(data: Any) -> Iterator[str]:
    """The English name of every field, each once for each place where it is defined."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, dict) and "type" in value and "meta" in value:
                yield key
            yield from field_names(value)
    elif isinstance(data, list):
        for value in data:
            yield from field_names(value)


def renamed(data: Any, old: str, new: str, place: str = "") -> Any:
    """The same data with another name for every field of that name."""
    if isinstance(data, dict):
        return {
            new if key == old and _is_field(value, place) else key: renamed(value, old, new, key)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [renamed(value, old, new, place) for value in data]
    if isinstance(data, str) and place in _REFERENCES:
        return re.sub(rf"(?<![\w]){old}(?![\w])", new, data)
    return data


def _is_field(value: Any, place: str) -> bool:
    return place in _KEYED_BY_FIELD or (isinstance(value, dict) and "type" in value and "meta" in value)
