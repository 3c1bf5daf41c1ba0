"""The report on sheets of paper: the style sheet for print, for a screen."""

import re
from typing import Any

import pytest

from gkgen.resources import load_template_set
from gkgen.webform.paged_preview import sheets_css, write, write_for_printing
from tests.office import check, office


def margins(css: str) -> list[str]:
    (block,) = re.findall(r"main \{ (--margin-top[^}]*) \}", sheets_css(css))
    return [value.split(": ")[1] for value in block.split("; ")]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("37mm 26mm 35mm 28mm", ["37mm", "26mm", "35mm", "28mm"]),
        ("30mm", ["30mm"] * 4),
        ("30mm 20mm", ["30mm", "20mm", "30mm", "20mm"]),
        ("30mm 20mm 25mm", ["30mm", "20mm", "25mm", "20mm"]),
    ],
)
def test_margins_are_those_of_the_page(given: str, wanted: list[str]) -> None:
    assert margins(f"@page {{ size: A4; margin: {given}; }}") == wanted
    assert margins(f"@page{{margin:{given}}}") == wanted


def test_without_margins_those_of_the_standard_are_meant() -> None:
    css = "@page :left { @bottom-left { margin: 1mm } } p { margin: 2mm }"
    assert margins(css) == ["37mm", "26mm", "35mm", "28mm"]


def test_what_is_said_for_print_is_said_for_the_screen_and_the_other_way_round() -> None:
    css = sheets_css("@media screen { a { top: 0 } } @media print and (min-width: 1px) { h2 { break-before: page } }")
    assert css.startswith(
        "@media print { a { top: 0 } } @media screen and (min-width: 1px) { h2 { break-before: column } }"
    )


def test_the_page_is_the_one_that_the_pdf_is_set_from() -> None:
    document = check(office(机关="第三局", 总体情况="全年 3 件")).document
    assert document is not None
    page = write(document, load_template_set(document.edition)).decode("utf-8")
    # The marks for the breaking of lines, which a website does not get.
    assert 'class="gap"' in page
    assert "第三局" in page
    assert "column-wrap: wrap" in page


def test_what_is_printed_is_that_page_with_its_own_style_sheet() -> None:
    document = check(office(总体情况="全年 3 件")).document
    assert document is not None
    looks = load_template_set(document.edition)
    page = write_for_printing(document, looks).decode("utf-8")
    assert 'class="gap"' in page
    assert looks.css.replace("@media screen", "@media all", 1) in page
    assert page.count("@media print") == 1


@pytest.mark.parametrize("make", [write, write_for_printing])
def test_the_face_of_digits_is_that_of_the_screen_on_sheets_and_in_print_as_well(make: Any) -> None:
    document = check(office(总体情况="全年 3 件")).document
    assert document is not None
    page = make(document, load_template_set(document.edition)).decode("utf-8")
    (block,) = re.findall(r"@media all \{(.*?)\n\}", page, re.DOTALL)
    assert block.count("@font-face") == 1 == page.count("@font-face")
    # The details of a report stand on the website alone.
    assert block.count('"gkgen Latin", var(--') == page.count('"gkgen Latin", var(--') - 1
