"""Blocks of text set in one go: the lines that WeasyPrint makes, whatever was written before."""

import time
from dataclasses import replace
from typing import Any

import pytest
from glyph_positions import MAX_SHIFT, compare, glyph_lines
from weasyprint.layout import inline

from gkgen.document import Block, Document, Heading, ListItem, SmallTable
from gkgen.weasyprint_cache import PATCHES, inline_text
from gkgen.writers import pdf
from tests.writers.pages import HOSTILE, built_in, paragraph, prose, report, runs

SENTENCE = (
    "全年主动公开政府信息749条，其中网站320条（占42%）；“一网通办”见 https://www.example.gov.cn/zwgk/2021/a-b/c。"
)
PLAIN = prose(
    report(*(paragraph(SENTENCE * count) for count in (1, 2, 5, 9)), Heading(2, runs("（一）主动公开 ABC xyz")))
)
STRANGE_TEXTS: tuple[Block, ...] = (
    paragraph("加粗", bold=True),
    *(paragraph(text) for text in (*HOSTILE, "\U000f0000 与 é e\u0301 ﬁ office", "AVAVA To 1／2", "⼀⼆一二", "😀 b")),
    *(ListItem("1. ", depth, runs(SENTENCE)) for depth in (0, 1)),
    SmallTable((1, 1), ((runs("甲"), runs("乙")), (runs("ABC xyz"), runs("很长的一格" * 20)))),
    SmallTable((1, 9), ((runs("甲乙丙"), runs("x" * 80)), (runs("很长的一格" * 11), runs("甲")))),
)
STRANGE = prose(report(*STRANGE_TEXTS))
OTHER_PAGES = "@page :left { margin-right: 60mm }"
ALL = {"plain": PLAIN, "strange": STRANGE}
STYLES = {
    "built in": "",
    "justified": "p { text-align: justify !important } td { text-indent: 1em !important; word-spacing: 2pt }",
    "first": "p::first-letter { color: red } h2::first-line { font-size: 20pt }",
    "floats": ".small { float: left; width: 30% !important }",
    "kerned": "body { font-kerning: normal; font-feature-settings: 'palt' }",
    "other pages": OTHER_PAGES,
    "seen": ".latin { background: yellow; padding: 0 1pt; color: red } .rare { vertical-align: super }",
    "spaced": "p { white-space: pre-wrap; line-height: normal } li { text-decoration: underline }",
}


def written(document: Document, css: str = "") -> bytes:
    looks = built_in()
    return pdf.write(document, replace(looks, css=looks.css + css)).data


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes a document with the lines of WeasyPrint."""

    def write(document: Document, css: str) -> bytes:
        with monkeypatch.context() as patch:
            patch.setitem(PATCHES.faults, "text lines", "left out")
            return written(document, css)

    return write


@pytest.mark.parametrize("style", [name for name, css in STYLES.items() if css != OTHER_PAGES])
@pytest.mark.parametrize("name", ALL)
def test_lines_are_those_of_weasyprint(name: str, style: str, plain: Any) -> None:
    found = compare(plain(ALL[name], STYLES[style]), written(ALL[name], STYLES[style]))
    assert "text lines" not in PATCHES.faults
    assert found.lines > 40
    assert not found.others
    assert found.shift <= MAX_SHIFT


def test_the_comparison_sees_another_line(plain: Any) -> None:
    """Guard: what the others compare can differ."""
    before, after = plain(PLAIN, ""), written(PLAIN, "p { letter-spacing: 0.3pt }")
    assert compare(before, after).others
    assert 0.2 < compare(before, written(PLAIN, "h2 { padding-left: 0.3pt }")).shift < 0.45
    assert len(glyph_lines(before)) > 40


def test_findings_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = (pdf.write(STRANGE, built_in()).diagnostics for _ in range(2))
    monkeypatch.setitem(PATCHES.faults, "text lines", "left out")
    assert set(first) == set(again) == set(pdf.write(STRANGE, built_in()).diagnostics)
    assert first


@pytest.mark.parametrize("style", STYLES)
def test_bytes_are_the_same_whatever_was_written_before(style: str) -> None:
    css = STYLES[style]
    before = written(PLAIN, css)
    written(STRANGE, css)
    written(PLAIN)
    assert written(PLAIN, css) == before
    inline_text.shaper.cache_clear()
    assert written(PLAIN, css) == before


def test_most_lines_are_set_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard: the comparison would find nothing if all were left to WeasyPrint."""
    calls: list[Any] = []
    split = inline.split_inline_box

    def counted(*words: Any) -> Any:
        calls.append(None)
        return split(*words)

    monkeypatch.setattr(inline, "split_inline_box", counted)
    written(PLAIN)
    ours = len(calls)
    monkeypatch.setitem(PATCHES.faults, "text lines", "left out")
    written(PLAIN)
    assert (ours, len(calls) > 200) == (0, True)


def test_a_line_of_many_amounts_is_set_in_no_time() -> None:
    """Guard: text that alternates between scripts is shaped in one piece."""
    written(PLAIN)
    begun = time.process_time()
    found = written(report(paragraph("50%，" * 500)))
    assert time.process_time() - begun < 1
    assert len(glyph_lines(found)) > 40
