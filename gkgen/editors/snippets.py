"""What an editor writes for the author: rows with all columns, tables of zeros, the aspects of a text."""

from collections.abc import Sequence
from typing import Any, Literal

from gkgen.diagnostics import Language
from gkgen.editors.field_descriptions import word
from gkgen.form import Edition, Field
from gkgen.validation import ALL_ZERO

Keys = Literal["zh", "en"]
Snippet = dict[str, Any]
# A text of any length is begun as a block of lines.
BLOCK: Snippet = {"body": "|\n  $1"}


def table_snippets(cells: Sequence[Field], keys: Keys, language: Language) -> list[Snippet]:
    """For a row all of its columns; zeros for it and for every part of a table."""
    zeros = {"label": ALL_ZERO, "description": word("zero", language), "bodyText": ALL_ZERO}
    if not cells:
        return [zeros]
    row = ", ".join(f"{_key(cell, keys)}: ${{{place}:0}}" for place, cell in enumerate(cells, start=1))
    columns = {"label": f"{{{_key(cells[0], keys)}: …}}", "description": word("cells", language)}
    return [{**columns, "bodyText": f"{{{row}}}"}, zeros]


def parts_snippets(wanted: Field, keys: Keys, language: Language) -> list[Snippet]:
    """All entries of a mapping that hold a text or a number."""
    simple = [child for child in wanted.children if not child.children]
    body = {_key(child, keys): f"${place}" for place, child in enumerate(simple, start=1)}
    return [{"label": f"{_key(simple[0], keys)}: …", "description": word("entries", language), "body": body}]


def whole_report(edition: Edition, keys: Keys, language: Language) -> Snippet:
    """A report with everything that it must have."""
    lines = []
    for place, field in enumerate((each for each in edition.root.children if each.required), start=1):
        match field.kind:
            case "parts":
                lines.append(f"{_key(field, keys)}: {ALL_ZERO}")
            case "prose_parts":
                lines += [f"{_key(field, keys)}: |", f"  ${{{place}}}"]
            case _:
                lines.append(f"{_key(field, keys)}: ${{{place}}}")
    return {"label": word("whole", language), "bodyText": "\n".join(lines) + "\n"}


def _key(field: Field, keys: Keys) -> str:
    return field.key if keys == "zh" else field.name
