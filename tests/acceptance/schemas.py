"""The published schemas of gkgen's own JSON, taken strictly: a name that they do not know is a fault too."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from gkgen.resources import output_schema


def faults(name: str, data: object) -> list[str]:
    """What is wrong with some JSON by the schema of that name."""
    return [f"{error.json_path}: {error.message}" for error in _validator(name).iter_errors(data)]


@cache
def _validator(name: str) -> Draft7Validator:
    schema = json.loads(output_schema(name))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(_strict(schema))


def _strict(schema: Any) -> Any:
    """Readers must bear names that come later; what is written now must all be described."""
    if isinstance(schema, list):
        return [_strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {name: _strict(each) for name, each in schema.items()}
    return {"additionalProperties": False, **inside} if "properties" in schema else inside
