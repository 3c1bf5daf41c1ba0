"""Styles found by an element's place in the page: the same pages, whatever was written before."""

from dataclasses import replace
from typing import Any

import pytest
from cssselect2 import Matcher

from gkgen.document import Document, Heading, ListItem, SmallTable
from gkgen.weasyprint_cache import PATCHES, element_places
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs

PLAIN = report(paragraph("一段。", bold=True), paragraph("Latin 与 2021"), paragraph("又一段。"))
OTHER = report(
    Heading(2, runs("（一）主动公开")),
    ListItem("1. ", 1, runs("深一层")),
    SmallTable((1, 5), ((runs("甲"), runs("乙")), (runs("丙"), runs("丁" * 9)), (runs("戊"), runs("")))),
    paragraph("一段。"),
)
LONG = report(*(paragraph(f"第{number}段。") for number in range(300)))
ALL = {"plain": PLAIN, "other": OTHER}
BY_PLACE = "td[colspan='2'] { color: red } section p { color: blue } #overview .small td.short { color: green }"
ASIDE = (
    "p + p { color: red } .small tr:nth-child(2) td { color: blue } td:empty { background: red } h3 ~ p { color: lime }"
)


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    element_places._pages.clear()


def written(document: Document, css: str = "", rules: str = "") -> bytes:
    looks = built_in()
    html = looks.html.replace("<style>", f"<style>{rules}</style><style>")
    return pdf.write(document, replace(looks, css=looks.css + css, html=html)).data


def judged(monkeypatch: pytest.MonkeyPatch, css: str) -> list[int]:
    """How many elements are judged by the rules, in each of two pages that are the same."""
    calls: list[Any] = []
    match = Matcher.match

    def counted(self: Any, element: Any) -> Any:
        calls.append(element)
        return match(self, element)

    with monkeypatch.context() as patch:
        patch.setattr(Matcher, "match", counted)
        counts = []
        for _ in range(2):
            calls.clear()
            written(LONG, css)
            counts.append(len(calls))
    return counts


@pytest.mark.parametrize("css", ["", BY_PLACE, ASIDE], ids=["built in", "by place", "aside"])
@pytest.mark.parametrize("name", ALL)
def test_every_page_is_the_same_whatever_was_written_before(
    name: str, css: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(PATCHES.faults, "element places", "left out")
        alone, plain = written(ALL[name], css), written(ALL[name])
    assert (alone != plain) is bool(css)
    for other in ALL.values():
        element_places._pages.clear()
        written(other, css)
        assert written(ALL[name]) == plain
        assert written(ALL[name], css) == alone == written(ALL[name], css)


def test_elements_in_a_known_place_are_not_judged_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = judged(monkeypatch, BY_PLACE)
    assert first > 1000
    assert again < 200


def test_rules_that_look_aside_judge_every_element(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = judged(monkeypatch, ASIDE)
    assert first == again > 1000


@pytest.mark.parametrize(
    ("css", "is_aside"),
    [
        ("@font-face { font-family: A; src: local('A'); unicode-range: U+20-7E, u+a0 } p { color: red }", False),
        ("@font-face { font-family: A; Unicode-Range : U+20 }", False),
        ("@font-face { unicode-range: U+20 } p + p { color: red }", True),
        ("li { margin-left: calc(var(--depth) * 2em + 1em); text-indent: Calc(1em + 2pt) }", False),
        ("li { margin-left: calc(1em + 2pt) } li + li { color: red }", True),
        ("u+a { color: red }", True),
    ],
)
def test_values_look_at_no_element(css: str, is_aside: bool) -> None:
    assert element_places.looks_aside(css) is is_aside


def test_a_page_with_rules_of_its_own_is_judged_by_them() -> None:
    plain, red, green = (written(PLAIN, "", rules) for rules in ("", "p { color: red }", "p { color: green }"))
    assert len({plain, red, green}) == 3
    assert written(PLAIN, "", "p { color: red }") == red
    assert written(PLAIN) == plain


def test_no_more_places_are_known_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [written(document) for document in ALL.values()]
    monkeypatch.setattr(element_places, "_MAX_PLACES", 1)
    assert [written(document) for document in ALL.values()] == before
    assert len(element_places._pages) == 1
