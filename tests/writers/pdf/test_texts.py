"""Texts that are broken into lines and drawn once: the same pages, whatever was written before."""

from contextlib import nullcontext
from typing import Any

import pytest
from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

from gkgen.document import Document, Heading, SmallTable
from gkgen.writers import pdf
from gkgen.writers.pdf import glyphs, texts, writing
from tests.writers.pages import HOSTILE, built_in, paragraph, report, runs

PLAIN = report(paragraph("全年主动公开政府信息749条，其中网站320条。" * 9), Heading(2, runs("（一）主动公开 ABC xyz")))
# Two characters that fonts draw alike; characters that no font has, and that come from another font; other sizes.
BOTH, CHARACTER = report(paragraph("⼀⼆"), paragraph("一二")), report(paragraph("一二"))
STRANGE = report(
    paragraph("加粗", bold=True),
    *(paragraph(text) for text in (*HOSTILE, "\U000f0000 与 é e\u0301", "AVAVA To 1／2")),
    SmallTable((1, 1), ((runs("甲"), runs("乙")), (runs("ABC xyz"), runs("很长的一格" * 20)))),
)
ALL = {"plain": PLAIN, "both": BOTH, "character": CHARACTER, "strange": STRANGE}


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget()


def forget() -> None:
    texts._lines.clear()
    texts._drawn.clear()


def written(document: Document = PLAIN) -> bytes:
    return pdf.write(document, built_in()).data


@pytest.mark.parametrize("name", ALL)
def test_every_page_is_the_same_whatever_was_written_before(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(writing, "kept_texts", nullcontext)
        alone = written(ALL[name])
    for other in ALL.values():
        forget()
        written(other)
        assert written(ALL[name]) == alone == written(ALL[name])


def test_findings_are_the_same_the_second_time() -> None:
    first, again = (pdf.write(STRANGE, built_in()).diagnostics for _ in range(2))
    assert first == again
    assert first


def test_what_is_alike_in_two_reports_is_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[str] = []
    shape = Layout.get_first_line

    def counted(self: Any) -> Any:
        shaped.append(self.text)
        return shape(self)

    monkeypatch.setattr(Layout, "get_first_line", counted)
    counts = []
    for document in (PLAIN, CHARACTER, CHARACTER):
        shaped.clear()
        written(document)
        counts.append(len(shaped))
    assert counts[0] > 300
    assert counts[0] / 3 > counts[1] > counts[2]


def test_no_more_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    before = written()
    forget()
    monkeypatch.setattr(texts, "_MOST", 40)
    assert written() == before
    assert 0 < len(texts._lines) <= 40 >= len(texts._drawn) > 0


def test_a_line_is_not_drawn_in_a_font_that_the_report_has_not_yet() -> None:
    shown = glyphs.Shown("font", 12.0, "<0041>", ((0x41, "A", 500),))

    class Stream:
        _fonts: dict[str, Any] = {}  # noqa: RUF012

    assert not glyphs.are_shown((shown,), Stream(), None)


def test_afterwards_weasyprint_is_as_it_was() -> None:
    def parts() -> tuple[Any, ...]:
        layout = Layout.setup, Layout.reactivate, Layout.deactivate
        return inline.split_first_line, drawing.draw_first_line, *layout

    before = parts()
    with pytest.raises(ZeroDivisionError), texts.kept_texts():
        assert not set(before) & set(parts())
        raise ZeroDivisionError
    assert parts() == before
