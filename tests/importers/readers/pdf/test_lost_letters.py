"""Letters of a font that pdfminer cannot decode: told, or refused where digits are among them."""

import io

import pikepdf
import pytest
from weasyprint import HTML

from gkgen.importers.readers.pdf import pdf_reader

# Two bytes are the number of a glyph, as in Identity-H, under a name that no library has a table for.
_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo 3 dict dup begin /Registry (Own) def /Ordering (Own) def /Supplement 0 def end def
/CMapName /Own-H def /CMapType 1 def 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 begincidrange <0000> <FFFF> 0 endcidrange endcmap end end"""


def printed(text: str) -> bytes:
    """A page in a usual font, and behind it `text` in one whose encoding is a CMap of its own."""
    style = "p {font-family: 'Noto Serif CJK SC'} b {font-family: 'DejaVu Sans Mono'; font-weight: 400}"
    body = f"<style>{style}</style><p>全年主动公开政府信息。</p><p><b>{text}</b></p>"
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(HTML(string=body).write_pdf())) as opened:
        for font in opened.pages[0].Resources.Font.values():
            if "DejaVu" in str(font.BaseFont):
                font.Encoding = pikepdf.Stream(opened, _CMAP, CMapName=pikepdf.Name("/Own-H"), Type=pikepdf.Name.CMap)
        opened.save(made)
    return made.getvalue()


def kinds(data: bytes) -> list[str]:
    return [found.kind for found in pdf_reader.read(data, "x.pdf").diagnostics]


@pytest.mark.parametrize(("text", "kind"), [("46 items", "I41.digits"), ("items", "I41.lost")])
def test_letters_that_are_not_read_are_told_and_digits_are_an_error(text: str, kind: str) -> None:
    assert kinds(printed(text)) == [kind]


def test_ligatures_are_not_lost() -> None:
    body = "<p style='font-variant-ligatures: common-ligatures'>ﬁnal office 全年…46</p>"
    assert kinds(HTML(string=body).write_pdf()) == []


def test_a_file_of_which_no_text_can_be_had_is_that_and_not_one_that_lacks_digits() -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("46 items"))) as opened:
        for font in opened.pages[0].Resources.Font.values():
            if "DejaVu" not in str(font.BaseFont):
                del font.ToUnicode
                font.DescendantFonts[0].CIDSystemInfo.Ordering = pikepdf.String("Identity")
        opened.save(made)
    assert kinds(made.getvalue()) == ["I41.unmapped"]
