"""Lines of the setter in the page, where they cannot be put under WeasyPrint."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from glyph_positions import MAX_SHIFT, compare

from gkgen.weasyprint_cache import SWITCH
from gkgen.writers import pdf
from tests.writers.pages import built_in, paragraph, report

LINKED = (
    '<p id="p">见<a href="https://www.example.gov.cn/a">网站2021年<strong>专栏ABC</strong></a>，' + "公开" * 40 + "</p>"
)
FED = "<p>甲乙2021年<br>丙丁<br><br>ABC戊</p>"


def written(markup: str, css: str = "") -> bytes:
    looks = built_in()
    page = looks.html.replace("<main>", f"<main>{markup}")
    return pdf.write(report(paragraph("正文2021年。" * 20)), replace(looks, html=page, css=looks.css + css)).data


def links(data: bytes) -> list[Any]:
    with pikepdf.open(BytesIO(data)) as file:
        found = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
        return [[float(side) for side in each.Rect] for each in found if each.Subtype == "/Link"]


@pytest.mark.parametrize(
    ("markup", "css"),
    [
        (LINKED, "a { color: blue; text-decoration: none }"),
        (FED, ""),
        (FED, "p { text-align: right }"),
        (LINKED, "p { text-indent: 10% !important }"),
    ],
)
def test_the_glyphs_are_where_the_line_setter_puts_them(markup: str, css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = written(markup, css)
    monkeypatch.setenv(SWITCH, "off")
    plain = written(markup, css)
    found = compare(plain, ours)
    assert found.lines > 50
    assert not found.others
    assert found.shift <= MAX_SHIFT


@pytest.mark.parametrize("switch", ["", "off"])
def test_a_link_is_an_annotation_with_its_text(switch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, switch)
    found = links(written(LINKED, "a { color: blue; text-decoration: none }"))
    assert found
    assert all(right - left > 10 and abs(top - bottom) > 5 for left, bottom, right, top in found)
