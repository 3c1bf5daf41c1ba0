"""Measures that stay with their style: the same pages, worked out once."""

from dataclasses import replace
from typing import Any

import pytest
from weasyprint.layout import background, percent

from gkgen.document import Heading, ListItem, SmallTable
from gkgen.weasyprint_cache import PATCHES
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report, runs

PAGE = report(
    Heading(2, runs("（一）主动公开")),
    paragraph("全年主动公开政府信息749条，其中网站320条。" * 9),
    ListItem("1. ", 1, runs("深一层")),
    SmallTable((1, 5), ((runs("甲"), runs("乙")), (runs("丙"), runs("丁" * 90)))),
)
SHARES = """
p { margin-left: 4%; max-width: 88%; text-indent: 3%; border-left: 2pt solid; box-sizing: border-box }
.statutory td { height: 5%; padding: 0 3%; box-shadow: 1pt 1pt 1pt #999 }
.small td { border-radius: 20%; background: linear-gradient(red, blue); height: 40pt; vertical-align: bottom }
h2 { border-radius: 2pt; background: #eee; height: 60pt; margin-top: calc(2pt + 1%) }
"""


def written(css: str = "") -> bytes:
    looks = built_in()
    return pdf.write(PAGE, replace(looks, css=looks.css + css)).data


@pytest.mark.parametrize("css", ["", SHARES], ids=["built in", "shares of the box around"])
def test_every_page_is_the_same(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(PATCHES.faults, "box measures", "left out")
        alone = written(css)
    others = written(SHARES if css == "" else "")
    assert others != alone == written(css) == written(css)


def test_what_boxes_of_a_style_have_in_common_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(name: str, function: Any) -> Any:
        def call(*words: Any, **rest: Any) -> Any:
            calls.append(name)
            return function(*words, **rest)

        return call

    monkeypatch.setattr(percent, "resolve_one_percentage", counted("length", percent.resolve_one_percentage))
    monkeypatch.setattr(
        background, "resolve_radii_percentages", counted("corner", background.resolve_radii_percentages)
    )
    page = report(*(paragraph(f"第{number}段。") for number in range(150)))
    counts = {}
    for way in ("plain", "kept"):
        with monkeypatch.context() as patch:
            if way == "plain":
                patch.setitem(PATCHES.faults, "box measures", "left out")
            pdf.write(page, built_in())
            calls.clear()
            pdf.write(page, built_in())
            counts[way] = {name: calls.count(name) for name in ("length", "corner")}
    for name, count in counts["plain"].items():
        assert count > 200
        assert 0 < counts["kept"][name] < count / 4
