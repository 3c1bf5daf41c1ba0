"""Borders that cells share, found and drawn once: the same pages, whatever was written before."""

from dataclasses import replace
from typing import Any

import pytest
from weasyprint import draw

from gkgen.document import Document, SmallTable
from gkgen.weasyprint_cache import PATCHES, collapsed_borders
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs, same_number

PLAIN = report(paragraph("一段。"))
LOWER = same_number(report(*(paragraph(f"第{number}段。") for number in range(9))), "7")
# A table over two pages, whose second part stands where other tables stand.
LONG = report(SmallTable((1, 2), tuple((runs(f"甲{number}"), runs("乙")) for number in range(60))))
OTHER_EDITION = report(paragraph("一段。"), edition="2019")
ALL = {"plain": PLAIN, "lower": LOWER, "long": LONG, "other edition": OTHER_EDITION}
ODD = """
.small td { border: 2pt dashed red; border-left: 3pt double rgb(0 0 255 / 50%) } .small th { border-style: hidden }
tr:nth-child(3) { border: 4pt solid green } col:first-child { border-right: 5pt ridge blue } td.label { color: red }
.statutory { border: 3pt solid } td.label { border-color: currentcolor; background: #eee }
"""


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


def forget() -> None:
    collapsed_borders._agreed.clear()
    collapsed_borders._drawn.clear()


def written(document: Document, css: str = "") -> bytes:
    looks = built_in(document.edition)
    return pdf.write(document, replace(looks, css=looks.css + css)).data


@pytest.mark.parametrize("css", ["", ODD], ids=["built in", "odd borders"])
@pytest.mark.parametrize("name", ALL)
def test_every_page_is_the_same_whatever_was_written_before(
    name: str, css: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(PATCHES.faults, "collapsed borders", "left out")
        alone, plain = written(ALL[name], css), written(ALL[name])
    assert (alone != plain) is bool(css)
    for other in ALL.values():
        forget()
        written(other, css)
        assert written(ALL[name]) == plain
        assert written(ALL[name], css) == alone == written(ALL[name], css)


def test_what_is_alike_in_two_reports_is_agreed_on_and_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(name: str, function: Any) -> Any:
        def call(*words: Any) -> Any:
            calls.append(name)
            return function(*words)

        call.__name__ = function.__name__
        return call

    monkeypatch.setattr(draw, "draw_line", counted("line", draw.draw_line))
    written(PLAIN)
    assert calls.count("line") > 500
    agreed = collapsed_borders._agreed
    assert (agreed.misses, agreed.hits) == (3, 0)
    calls.clear()
    written(LOWER)
    assert 0 < calls.count("line") < 400
    assert (agreed.misses, agreed.hits) == (3, 3)


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [written(document) for document in ALL.values()]
    forget()
    monkeypatch.setattr(collapsed_borders._agreed, "limit", 2)
    monkeypatch.setattr(collapsed_borders._drawn, "limit", 2)
    assert [written(document) for document in ALL.values()] == before
    assert 0 < len(collapsed_borders._agreed) <= 2 >= len(collapsed_borders._drawn) > 0
