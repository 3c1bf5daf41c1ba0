"""Embedded fonts made small: the same pages from fewer bytes."""

import io
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from PIL import ImageChops

from gkgen.document import Heading
from gkgen.weasyprint_cache import PATCHES, font_embedding
from gkgen.writers import pdf
from tests.writers.pages import HOSTILE, built_in, paragraph, report, runs

PAGE = report(
    paragraph("全年主动公开政府信息749条，其中网站320条；张堃喆峣堽畲㙟𬭚·—“”〔2021〕30号，率100%。" * 3),
    Heading(2, runs("（一）主动公开 ABC xyz")),
    paragraph("加粗", bold=True),
    *(paragraph(text) for text in HOSTILE),
)


def written() -> bytes:
    return pdf.write(PAGE, built_in(), file="office.yaml").data


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The same report with the fonts as WeasyPrint embeds them."""
    with monkeypatch.context() as patch:
        patch.setitem(PATCHES.faults, "font embedding", "left out")
        return written()


def fonts(data: bytes) -> Iterator[tuple[str, int]]:
    """Kind and size of every embedded font program."""
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    for number in {number for table in document.xrefs for number in table.get_objids()}:
        found: Any = document.getobj(number)
        if isinstance(found, PDFStream) and getattr(found.get("Subtype"), "name", "") in {"OpenType", "CIDFontType0C"}:
            yield found["Subtype"].name, len(found.get_rawdata() or b"")


def test_fonts_are_less_than_half_as_large(untouched: bytes) -> None:
    before, after = dict(enumerate(fonts(untouched))), dict(enumerate(fonts(written())))
    assert {kind for kind, _ in before.values()} == {"OpenType"}
    assert {kind for kind, _ in after.values()} == {"CIDFontType0C"}
    assert len(before) == len(after) >= 4
    assert sum(size for _, size in after.values()) < sum(size for _, size in before.values()) / 2


def test_every_page_looks_and_reads_the_same(untouched: bytes) -> None:
    before, after = pypdfium2.PdfDocument(untouched), pypdfium2.PdfDocument(written())
    assert len(before) == len(after) > 3
    for one, other in zip(before, after, strict=True):
        images = [page.render(scale=1.5).to_pil() for page in (one, other)]
        assert images[0].getcolors(1 << 16) != [(images[0].width * images[0].height, (255, 255, 255))]
        # A bare program is hinted a little differently: greys differ, no stroke does.
        assert max(ImageChops.difference(*images).tobytes()) < 24
        assert one.get_textpage().get_text_bounded() == other.get_textpage().get_text_bounded() != ""


def test_a_font_without_program_stays_as_it_is(untouched: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_embedding, "program", lambda *_: b"")
    assert written() == untouched
