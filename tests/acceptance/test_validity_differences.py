"""What `gkgen diff` writes is valid: the page by html-validate, Markdown by a parser of it, JSON by its schema."""

import json
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from gkgen.pipeline.comparing import Compared, compare_all
from gkgen.pipeline.verifying import verify_file
from gkgen.reporters.differences.machine import differences_json
from gkgen.reporters.differences.markdown import differences_markdown
from gkgen.reporters.differences.page import differences_page
from tests.acceptance import validators
from tests.acceptance.conftest import ROOT

TEXT = {"type": "string"}
NUMBER = {"type": ["integer", "string", "null"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


def record(**properties: object) -> dict[str, object]:
    """An object with exactly these entries."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def each(entry: object) -> dict[str, object]:
    return {"type": "array", "items": entry}


MAYBE = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
SCHEMA = record(
    version={"const": 1},
    reports=each(
        record(
            before=MAYBE,
            after=MAYBE,
            status={"enum": ["equal", "changed", "added", "removed", "failed"]},
            errors=record(before=COUNT, after=COUNT),
            facts=each(
                record(
                    path=TEXT,
                    group=TEXT,
                    label=TEXT,
                    before=MAYBE,
                    after=MAYBE,
                    difference=NUMBER,
                    computed={"type": "boolean"},
                )
            ),
            sentences=each(
                record(
                    path=TEXT,
                    group=TEXT,
                    where=TEXT,
                    before=TEXT,
                    after=TEXT,
                    moved=MAYBE,
                    words=each(record(kind={"enum": ["same", "removed", "added"]}, text={**TEXT, "minLength": 1})),
                )
            ),
            diagnostics=each(
                record(file=TEXT, code=TEXT, severity={"enum": ["error", "warning", "note"]}, message=TEXT, hint=TEXT)
            ),
        )
    ),
    summary=record(reports=COUNT, differing=COUNT, facts=COUNT, sentences=COUNT),
)


@pytest.fixture(scope="module")
def results(built: Path) -> list[Compared]:
    """Two examples compared, one with a Word file of the other, one that is new, one that cannot be read."""
    first, second = ROOT / "examples" / "xinjianlu.yaml", ROOT / "examples" / "bagang.yaml"
    found = [
        *compare_all([str(first), str(second)]),
        *compare_all([str(first), str(first)]),
        verify_file(first, built / "bagang.docx"),
        Compared(None, "新.yaml"),
        *compare_all([str(first), str(ROOT / "pyproject.toml")]),
    ]
    assert [bool(each.comparison and each.comparison.facts) for each in found] == [True, False, True, False, False]
    return found


def test_the_page_is_valid(results: list[Compared], tmp_path: Path) -> None:
    pages = []
    for language in ("zh", "en"):
        pages.append(tmp_path / f"{language}.html")
        pages[-1].write_text(differences_page(results, language), encoding="utf-8")
    assert validators.page_errors(pages) == []


def test_json_is_valid_by_its_schema(results: list[Compared]) -> None:
    data = json.loads(differences_json(results, "zh"))
    assert [report["status"] for report in data["reports"]] == ["changed", "equal", "changed", "added", "failed"]
    jsonschema.Draft202012Validator(SCHEMA).validate(data)


def test_markdown_reads_as_tables_lists_and_nothing_else(results: list[Compared]) -> None:
    comparisons = [result.comparison for result in results if result.comparison]
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(differences_markdown(results, "zh")))
    kinds = [token.type for token in tokens]
    assert kinds.count("heading_open") == 4
    rows = sum(len(each.facts) for each in comparisons)
    tables = kinds.count("table_open")
    assert kinds.count("tr_open") == rows + tables
    assert set(kinds) <= {
        *(
            f"{name}_{end}"
            for name in ("heading", "paragraph", "bullet_list", "list_item")
            for end in ("open", "close")
        ),
        *(f"{name}_{end}" for name in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")),
        "inline",
    }
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "html_inline", "strong_open", "strong_close", "text_special", "softbreak"}
