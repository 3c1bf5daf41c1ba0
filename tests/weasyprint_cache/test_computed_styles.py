"""Styles kept from one report to the next: the same pages, computed once."""

from dataclasses import replace
from typing import Any

import pytest
from weasyprint.css import ComputedStyle

from gkgen.document import ListItem, SmallTable
from gkgen.weasyprint_cache import PATCHES, computed_styles, element_places
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs

PLAIN = report(paragraph("一段。", bold=True), paragraph("Latin 与 2021"))
# Elements with a style attribute of their own: the depth of an item, the widths of columns.
OWN = report(
    ListItem("1. ", 1, runs("深一层")), SmallTable((1, 5), ((runs("甲"), runs("乙")), (runs("丙"), runs("丁" * 9))))
)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    computed_styles._styles.clear()
    # Elements in a known place have their styles without asking for kept ones.
    element_places._pages.clear()


def written(document: Any = PLAIN) -> bytes:
    return pdf.write(document, built_in()).data


def computed(monkeypatch: pytest.MonkeyPatch, document: Any) -> int:
    """How many styles are computed for a document."""
    made: list[None] = []
    begin = ComputedStyle.__init__

    def counted(self: Any, *words: Any) -> None:
        made.append(None)
        begin(self, *words)

    with monkeypatch.context() as patch:
        patch.setattr(ComputedStyle, "__init__", counted)
        written(document)
    return len(made)


@pytest.mark.parametrize("document", [PLAIN, OWN], ids=["plain", "own"])
def test_every_page_is_the_same_whatever_was_written_before(document: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(PATCHES.faults, "computed styles", "left out")
        alone = written(document)
    assert [written(PLAIN) == written(OWN), written(document) == alone, written(document) == alone] == [
        False,
        True,
        True,
    ]


def test_what_is_alike_in_two_reports_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = (computed(monkeypatch, PLAIN) for _ in range(2))
    assert first - again > 50 < len(computed_styles._styles)


def test_styles_of_another_style_sheet_are_others() -> None:
    looks = built_in()
    before = written()
    red = replace(looks, css=f"{looks.css}p {{ color: red }}")
    assert pdf.write(PLAIN, red).data != before
    assert written() == before


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = written()
    computed_styles._styles.clear()
    monkeypatch.setattr(computed_styles._styles, "limit", 40)
    assert written() == before
    assert 0 < len(computed_styles._styles) <= 40
