"""Digits through which something is drawn are struck; annotations over a number make it doubtful."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.importers.readers.pdf.drawn_tables import cell, digits, parsed

NUMBER = digits("49")
OVER_NINE = [266, 633, 274, 646]


@pytest.mark.parametrize(
    "drawn",
    [
        "266.67 639 m 273 639 l S",
        "266 638 8 2.2 re f",
        "266.67 635 m 273 644 l S",
        "266.67 635 m 273 644 l S 266.67 644 m 273 635 l S",
        "266.67 639 m 268 641 270 637 273 639 c S",
    ],
)
def test_whatever_goes_through_the_middle_strikes(drawn: str) -> None:
    found = cell(f"{NUMBER} q {drawn} Q")
    assert (found.text, found.readings, found.left_out) == ("4", (), ("9",))
    assert "I45.struck" in [each.kind for each in parsed(f"{NUMBER} q {drawn} Q").diagnostics]


@pytest.mark.parametrize("drawn", ["260 633.5 m 274 633.5 l S", "q 1 1 0 rg 259 638 16 4 re f Q"])
def test_a_rule_below_and_a_light_mark_do_not(drawn: str) -> None:
    assert cell(f"{drawn} {NUMBER}").text == "49"


def annotation(kind: str, **more: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    def add(pdf: pikepdf.Pdf, made: Any) -> None:
        own = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array(OVER_NINE), **more)
        made.Annots = Array([pdf.make_indirect(own)])
        if kind == "Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([made.Annots[0]]))

    return add


def test_an_annotation_that_crosses_out_strikes() -> None:
    for kind in ("StrikeOut", "Redact"):
        assert cell(NUMBER, annotation(kind)).text == "4", kind


def test_what_an_annotation_prints_makes_the_cell_doubtful() -> None:
    assert cell(digits("4"), annotation("FreeText", Contents="9")).readings == ("4", "9", "49")
    assert cell(digits("4"), annotation("Widget", FT=Name.Tx, T="a", V="9")).readings == ("4", "9", "49")
    assert cell(digits("4"), annotation("Stamp")).readings


def test_a_link_and_a_highlight_change_nothing() -> None:
    for kind in ("Link", "Highlight", "Underline"):
        assert (cell(NUMBER, annotation(kind)).text, cell(NUMBER, annotation(kind)).readings) == ("49", ()), kind
