"""Letters that PDFium does not paint are no text, whatever the reason; what is drawn in a cell makes it doubtful."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.importers.readers.pdf.drawn_tables import BEHIND, cell, digits, page, parsed

FOUR = digits("4")


def transparent(pdf: pikepdf.Pdf, made: Any) -> None:
    made.Resources.ExtGState = Dictionary(G=Dictionary(ca=0.02))


def layer_that_is_off(pdf: pikepdf.Pdf, made: Any) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="x"))
    made.Resources.Properties = Dictionary(L=layer)
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([])))


def narrow_page(pdf: pikepdf.Pdf, made: Any) -> None:
    made.CropBox = Array([0, 0, 266.6, 842])


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (FOUR + digits("9", BEHIND, before="1 g"), ()),
        (FOUR + digits("9", BEHIND, before="0.97 g"), ()),
        (FOUR + digits("9", BEHIND, before="3 Tr"), ()),
        (FOUR + digits("9", BEHIND, before="7 Tr"), ()),
        (FOUR + digits("9", BEHIND, before="1 G 1 Tr"), ()),
        (FOUR + digits("9", BEHIND, before="0 0 1 1 re W n"), ()),
        (FOUR + digits("9", BEHIND, before="/G gs"), (transparent,)),
        (FOUR + "/OC /L BDC " + digits("9", BEHIND) + "EMC", (layer_that_is_off,)),
        (FOUR + digits("9", BEHIND), (narrow_page,)),
        ("q 0.8 0.9 1 rg 251 621 98 38 re f Q " + FOUR + digits("9", BEHIND, before="0.8 0.9 1 rg"), ()),
        (digits("49") + "q 1 g 266 633 8 13 re f Q", ()),
        (digits("49") + "q 0 g 266 633 8 13 re f Q", ()),
    ],
)
def test_a_digit_that_is_not_painted_is_not_read(content: str, changes: tuple[Any, ...]) -> None:
    found = cell(content, *changes)
    assert (found.text, found.readings) == ("4", ())
    assert "9" in found.left_out[0]
    assert "I45.hidden" in [each.kind for each in parsed(content, *changes).diagnostics]


def test_a_digit_squeezed_to_a_stroke_is_not_read() -> None:
    assert cell(FOUR + "BT /F 12 Tf 0.01 0 0 1 266.67 635 Tm (9) Tj ET").text == "4"


@pytest.mark.parametrize("content", [digits("49"), digits("49", before="0.7 g"), digits("49", before="2 Tr 0.3 w")])
def test_a_digit_that_is_painted_is_read(content: str) -> None:
    assert (cell(content).text, cell(content).readings) == ("49", ())
    assert parsed(content).diagnostics == ()


def test_a_digit_drawn_as_a_shape_makes_its_cell_doubtful() -> None:
    seven = "q 1.5 w 276 645 m 283 645 l 278 634 l S Q"
    assert cell(digits("4") + seven).readings
    assert cell(seven).readings


def test_what_is_drawn_across_many_cells_is_a_watermark() -> None:
    mark = "q 6 w 0 G 55 622 m 90 655 l 190 640 l 300 655 l 345 622 l S Q"
    assert cell(digits("49", 320) + mark).readings == ()


def test_a_cell_full_of_letters_takes_no_longer_than_others() -> None:
    # Each letter may part a stretch without letters in two, and most of those are none.
    assert len(cell(digits("23456789" * 8, size=2.2)).text) == 64


def test_a_page_without_letters_is_not_painted() -> None:
    assert page("")[:5] == b"%PDF-"
    assert parsed("").diagnostics == ()
