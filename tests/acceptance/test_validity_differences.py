"""What `gkgen diff` writes is valid: the page by html-validate, Markdown by a parser of it, JSON by its schema."""

import json
import re
from pathlib import Path

import cmarkgfm
import lxml.html
import pytest
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from gkgen.comparison import Comparison, SentenceChange, Stretch
from gkgen.diagnostics import Term
from gkgen.pipeline.comparing.report_diff import Compared, compare_all
from gkgen.pipeline.comparing.verifying import verify_file
from gkgen.reporters.differences.html import differences_page
from gkgen.reporters.differences.json import differences_json
from gkgen.reporters.differences.markdown import differences_markdown
from tests.acceptance import schemas, validators
from tests.acceptance.conftest import ROOT


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
    assert schemas.faults("differences", data) == []


def test_markdown_makes_no_link_and_mentions_nobody_whatever_an_author_wrote() -> None:
    text = "a@example.org www.example.org WWW.example.org https://example.org @octocat #1 [a](b) ![c](d) <b>"
    words = (Stretch("added", text),)
    change = SentenceChange("overview", Term("总体情况", "overview"), Term("第 1 段", "paragraph 1"), words)
    comparison = Comparison("a", "b", (), (change,))
    shown = "\n".join(differences_markdown([Compared("a", "b", comparison)], "zh"))
    html = cmarkgfm.github_flavored_markdown_to_html(shown, Options.CMARK_OPT_UNSAFE)
    page = lxml.html.fromstring(html)
    assert not list(page.iter("a", "img", "b"))
    assert text in "".join(map(str, page.itertext()))
    assert not re.search(r"@[a-z]|#\d", html.replace("<!-- -->", "·"))


def test_markdown_is_what_github_shows(results: list[Compared]) -> None:
    """By GitHub's own parser: as many tables and rows, no link, no picture, no raw markup but what marks changes."""
    text = "\n".join(differences_markdown(results, "zh"))
    page = lxml.html.fromstring(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE))
    facts = sum(len(result.comparison.facts) for result in results if result.comparison)
    rows = list(page.iter("tr"))
    assert len(rows) == facts + len(list(page.iter("table"))) > 10
    assert {len(row) for row in rows} == {4}
    allowed = {"div", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "ins", "del", "sub"}
    assert {str(element.tag) for element in page.iter(lxml.html.etree.Element)} <= allowed


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
