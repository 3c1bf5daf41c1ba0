"""The starter, the JSON Schema, the form and the language server say of a row what schema.yaml says of it."""

from collections.abc import Iterator

import pytest
from lsprotocol import types as lsp

from gkgen.editors import Wanted, office_schema
from gkgen.form import Edition, Field
from gkgen.language_server.hover import hover
from gkgen.language_server.proposals import complete
from gkgen.pipeline.core.checking import form
from gkgen.pipeline.editing.starter import starter
from gkgen.validation import is_row
from gkgen.webform import describe
from tests.language_server.reports import request

EDITIONS = form().editions


def rows(edition: Edition) -> Iterator[Field]:
    """The rows of the tables that schema.yaml says something of."""
    for table in edition.tables:
        yield from (field for field in table.field.walk() if field.counts and field.children and is_row(field))


@pytest.mark.parametrize("edition", EDITIONS, ids=[each.name for each in EDITIONS])
def test_the_same_words_everywhere(edition: Edition) -> None:
    text = starter(edition, edition.first_year, "某某局")
    lines = text.split("\n")
    schema = office_schema(form(), Wanted(edition))["definitions"]
    described = describe(edition, "zh")
    fields = {each["path"]: each for each in _all(described["fields"])}
    asked = request(text)
    found = list(rows(edition))
    assert len(found) > 10
    for row in found:
        (number,) = [n for n, line in enumerate(lines) if line.endswith(f"# {row.counts}") and f"{row.key}:" in line]
        position = lsp.Position(number, len(lines[number]) - len(lines[number].lstrip()))
        shown = hover(asked, position)
        assert shown is not None
        assert isinstance(shown.contents, lsp.MarkupContent)
        assert row.counts in shown.contents.value
        before = request("\n".join([*lines[:number], " " * position.character, *lines[number + 1 :]]))
        items = {each.label: each for each in complete(before, position)}
        documentation = items[row.key].documentation
        assert isinstance(documentation, lsp.MarkupContent)
        assert row.counts in documentation.value
        assert row.counts in schema[f"{edition.name}.{row.path}"]["description"]
        assert fields[row.path]["counts"] == row.counts


def _all(fields: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    for each in fields:
        yield each
        yield from _all(each["children"])  # type: ignore[arg-type]
