"""The page as WeasyPrint takes it: the same elements, the same styles, in less time."""

import re
from typing import Any

import pytest
from weasyprint import HTML

from gkgen.document import ListItem, Run, SmallTable
from gkgen.writers import html, pdf
from gkgen.writers.pdf import parsing
from tests.writers.pages import HOSTILE, built_in, paragraph, report, runs

PAGE = report(
    *(paragraph(text) for text in HOSTILE),
    paragraph("加粗", bold=True),
    ListItem("1. ", 0, runs("一项")),
    SmallTable((1, 2), ((runs("甲"), runs("乙")), (runs("<b>&amp;"), (Run("丙", bold=True),)))),
)


def flat(element: Any) -> list[tuple[str, dict[str, str], str, str]]:
    """Elements, attributes and text in order; line breaks between blocks are nothing to a page."""
    return [(each.tag, dict(each.attrib), seen(each.text), seen(each.tail)) for each in element.iter()]


def seen(text: str | None) -> str:
    return (text or "").strip("\n")


def test_elements_attributes_and_text_are_those_of_the_parser_of_weasyprint() -> None:
    text = html.page(PAGE, built_in(), "", on_paper=True)
    ours, theirs = flat(parsing.page(text, "").etree_element), flat(HTML(string=text).etree_element)
    assert len(ours) > 300
    assert ours == theirs


def test_a_page_looks_the_same_without_the_rules_for_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = pdf.write(PAGE, built_in()).data
    monkeypatch.setattr(parsing, "_ASKED_FOR", re.compile(""))
    assert pdf.write(PAGE, built_in()).data == ours


def test_the_rules_that_are_left_out_are_there_to_be_left_out() -> None:
    """Guard: another WeasyPrint could write them otherwise."""
    from weasyprint.html import UA

    assert len(parsing._NOTES.findall(UA)) == 6


@pytest.mark.parametrize("css", ["li::marker { color: red }", "p { display: list-item }", "i { float: footnote }"])
def test_a_style_sheet_that_asks_for_notes_or_markers_has_all_rules(css: str) -> None:
    assert len(parsing.page("<p>", css)._ua_stylesheets()) == 1
    assert parsing.page("<p>", css)._ua_stylesheets() == HTML(string="")._ua_stylesheets()
    assert parsing.page("<p>", "p { color: red }")._ua_stylesheets() != HTML(string="")._ua_stylesheets()


def test_long_attributes_and_deep_pages_arrive_whole() -> None:
    picture = "data:image/png;base64," + "A" * 11_000_000
    page = parsing.page(f'<html><body>{"<div>" * 60}<img src="{picture}">{"</div>" * 60}</body></html>', "")
    (image,) = page.etree_element.iter("img")
    assert image.get("src") == picture
